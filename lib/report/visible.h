/*
 * Text of strangers made fit for a terminal: what it would obey (escape
 * sequences, other controls) or hide (bidirectional overrides, zero-width
 * characters) is shown in place of being passed on.
 */
#ifndef REPORT_VISIBLE_H
#define REPORT_VISIBLE_H

#include "base/arena.h"
#include "base/buffer.h"

/*
 * Append TEXT as it is to be seen from terminal column COLUMN (0-based) on, and
 * return the column after it. Tabs become blanks up to a multiple of four,
 * controls their pictures (U+2400 and on), other invisible characters their
 * code point "<U+202E>", bytes that are not UTF-8 U+FFFD.
 */
size_t visible_add_at(struct buffer *out, struct str text, size_t column);

/* The same where columns do not matter. */
void visible_add(struct buffer *out, struct str text);

/* TEXT as it is to be seen, in ARENA. */
struct str visible_str(struct str text, struct arena *arena);

/* TEXT's first bytes that take at most COLUMNS, or its last ones. */
struct str visible_head(struct str text, size_t columns);
struct str visible_tail(struct str text, size_t columns);

#endif
