/*
 * Moves: a landing that brings a path which was not there, with a blob that the
 * same landing takes away elsewhere. The approval of a moved document stands.
 */
#ifndef APPROVAL_MOVES_H
#define APPROVAL_MOVES_H

#include "base/map.h"
#include "git/history.h"

struct moves {
    struct history *history;
    struct arena *arena;
    struct map landings; /* a landing's id -> struct removals: what it took away */
};

void moves_init(struct moves *moves, struct history *history, struct arena *arena);
void moves_release(struct moves *moves);

/*
 * The path from which REVISION was moved, or empty: it was there before, its
 * content is new, or it was taken away in several places.
 */
struct str move_origin(struct moves *moves, const struct revision *revision);

#endif
