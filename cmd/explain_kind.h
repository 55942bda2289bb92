/* What a kind of artifact is, for ismslint explain. */
#ifndef CMD_EXPLAIN_KIND_H
#define CMD_EXPLAIN_KIND_H

#include "base/buffer.h"
#include "base/error.h"
#include "model/kind.h"

/*
 * Append what KIND is: where it is looked for, its fields with their types and
 * what they mean, and the template that one begins with.
 */
int explain_kind(struct buffer *out, struct kinds *kinds, struct kind *kind, bool colour,
                 size_t width, struct error *error);

#endif
