/* Base64 (RFC 4648, section 4). */
#ifndef CEL_BASE64_H
#define CEL_BASE64_H

#include "base/buffer.h"

/* Append BYTES, with padding. */
void cel_base64_write(struct buffer *out, struct str bytes);
/* Append what TEXT stands for, padded or not; false if it is no base64. */
bool cel_base64_read(struct buffer *out, struct str text);

#endif
