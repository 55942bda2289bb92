/* Colours of the terminal (ECMA-48, SGR), restrained: bold and five hues. */
#ifndef REPORT_INK_H
#define REPORT_INK_H

#include "base/buffer.h"
#include "rules/finding.h"

enum ink { INK_PLAIN, INK_STRONG, INK_ERROR, INK_WARNING, INK_NOTE, INK_FRAME, INK_GOOD, INK_CODE };

/* Append TEXT, made visible (base/visible.h), between escape sequences if COLOUR. */
void ink_add(struct buffer *out, bool colour, enum ink ink, struct str text);
/* The sequence that turns INK on, or off again; the empty string without COLOUR. */
const char *ink_on(bool colour, enum ink ink);
const char *ink_off(bool colour, enum ink ink);

enum ink ink_of_severity(enum severity severity);

#endif
