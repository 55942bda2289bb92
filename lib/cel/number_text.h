/* Numbers as text, independent of the locale, in the manner of Go's strconv. */
#ifndef CEL_NUMBER_TEXT_H
#define CEL_NUMBER_TEXT_H

#include "base/buffer.h"

/* The fewest digits that read back as REAL: "0.1", "1e+21", "NaN", "-Infinity". */
void cel_number_write(struct buffer *out, double real);
/* The same without an exponent, however long: "1000000000000000000000". */
void cel_number_write_plain(struct buffer *out, double real);
/* All of TEXT as a double: decimal, "NaN", "Infinity", "-inf"; false if it is none. */
bool cel_number_read(double *real, struct str text);

#endif
