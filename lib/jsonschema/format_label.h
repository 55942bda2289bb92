/* Labels of international host names (IDNA2008: RFC 5890 to 5893). Private to format_*.c. */
#ifndef JSONSCHEMA_FORMAT_LABEL_H
#define JSONSCHEMA_FORMAT_LABEL_H

#include "base/str.h"

enum { LONGEST_LABEL = 63, LONGEST_UNICODE_LABEL = 4 * LONGEST_LABEL };

/* Does it begin with "xn--", in any case? */
bool jsonschema_label_has_ace_prefix(struct str label);
/* Is it the ASCII form of a valid U-label? */
bool jsonschema_label_is_a_label(struct str label);
/* The length of the ASCII form of the U-label, or 0 if it is none. */
size_t jsonschema_label_ascii_length(struct str label);
/* The U-label of the valid A-label LABEL, in OUT; any other label as it is. */
struct str jsonschema_label_unicode(char out[LONGEST_UNICODE_LABEL + 1], struct str label);

/* Has it a character of a script that is written from right to left, or of its numbers? */
bool jsonschema_label_is_right_to_left(struct str label);
/* May it stand in a name that has such labels (RFC 5893, section 2)? LABEL is no A-label. */
bool jsonschema_label_keeps_bidi_rule(struct str label);

#endif
