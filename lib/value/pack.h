/*
 * A value tree as bytes, and back: the program's own files are parsed when it is
 * built, so that a run pays only for those that it reads. The bytes are the same on
 * every machine.
 */
#ifndef VALUE_PACK_H
#define VALUE_PACK_H

#include "base/buffer.h"
#include "value/value.h"

/* Append VALUE, spans included. An aliased value is written at each place that names it. */
void value_pack(struct buffer *out, const struct value *value);

/*
 * The tree that value_pack wrote as PACKED, in ARENA; its spans are of SOURCE, its
 * strings are slices of PACKED, which outlives it. PACKED is our own: what is not a
 * whole tree is a fault of the program (NULL).
 */
struct value *value_unpack(struct str packed, struct source *source, struct arena *arena);

#endif
