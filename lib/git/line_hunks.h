/* Where the lines of two texts differ. */
#ifndef GIT_LINE_HUNKS_H
#define GIT_LINE_HUNKS_H

#include "base/arena.h"
#include "base/str.h"

/* Lines OLD_START.. of the old text became lines NEW_START.. of the new one; counted from 1. */
struct line_hunk {
    uint32_t old_start, old_count; /* 0: nothing was there; old_start is the line behind */
    uint32_t new_start, new_count; /* 0: nothing is there; new_start is the line behind */
};

struct line_hunks {
    struct line_hunk *items; /* in order; no two touch */
    size_t count;
};

/* Compare BEFORE with AFTER as `git diff -U0` does, into ARENA. */
struct line_hunks line_hunks_find(struct str before, struct str after, struct arena *arena);

/* Where line LINE of the old text is in the new one; 0: it was changed or taken away. */
uint32_t line_hunks_follow(const struct line_hunks *hunks, uint32_t line);
/* The hunk that holds line LINE of the old text (of the new one if IS_NEW), or NULL. */
const struct line_hunk *line_hunks_at(const struct line_hunks *hunks, uint32_t line, bool is_new);

#endif
