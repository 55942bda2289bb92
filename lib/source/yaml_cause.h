/* Why YAML is broken, where libyaml only says what it expected. Private to the folder. */
#ifndef SOURCE_YAML_CAUSE_H
#define SOURCE_YAML_CAUSE_H

#include "source/reader.h"

/*
 * libyaml gave up at PROBLEM, in a construct that began at OPENING, saying WORDS. Looks at
 * these lines, and the one before, for what people write: a quote within a quoted value, a
 * colon without a space, a value that begins like an alias or a list. False if it is none.
 */
bool yaml_report_cause(struct reader *reader, const char *words, size_t problem, size_t opening);

#endif
