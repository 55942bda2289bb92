/* The values of literals (langdef.md, "Values"). */
#ifndef CEL_LITERAL_H
#define CEL_LITERAL_H

#include "cel/cel_value.h"
#include "cel/lexer.h"

/*
 * The value of a number, string or bytes token of TEXT. NEGATIVE: a minus
 * stands before the number. On failure returns false with what is wrong in
 * *FAULT (static) at byte *OFFSET of the text.
 */
bool cel_literal_value(struct cel_value *value, const char **fault, uint32_t *offset,
                       struct arena *arena, struct str text, struct token token, bool negative);

#endif
