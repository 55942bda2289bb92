/* A place within a string of a document: where its bytes are in the file. */
#ifndef SOURCE_POSITION_H
#define SOURCE_POSITION_H

#include "value/value.h"

/*
 * The bytes of the file that the bytes FROM..TO of a string are read from, by
 * reading the string's span again: escapes, doubled quotes, folded lines and
 * indentation, marks of Markdown. Exact for JSON, YAML and CSV; in Markdown
 * a mark at the border may be taken in. Bytes that are not in the file, such as
 * the last line end of a block, are the point at its end. The whole span if
 * VALUE is no string. Takes time in proportion to the string.
 */
struct span value_string_span(const struct value *value, size_t from, size_t to);

#endif
