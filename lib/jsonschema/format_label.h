/* Labels of international host names (IDNA2008: RFC 5890 to 5893). Private to format_*.c. */
#ifndef JSONSCHEMA_FORMAT_LABEL_H
#define JSONSCHEMA_FORMAT_LABEL_H

#include "base/str.h"

/* Does it begin with "xn--", in any case? */
bool label_has_ace_prefix(struct str label);
/* Is it the ASCII form of a valid U-label? */
bool label_is_a_label(struct str label);
/* The length of the ASCII form of the U-label, or 0 if it is none. */
size_t label_ascii_length(struct str label);

#endif
