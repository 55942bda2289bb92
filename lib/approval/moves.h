/*
 * Moves: a landing that brings a path which was not there, and takes away
 * elsewhere the same blob, a document with the same id, or if there are no ids
 * one that reads alike. The approval of a document that was only moved stands;
 * one that was edited on the way keeps its history, so that nobody leaves their
 * authorship behind by renaming a file.
 */
#ifndef APPROVAL_MOVES_H
#define APPROVAL_MOVES_H

#include "approval/content.h"
#include "base/map.h"
#include "git/history.h"

struct moves {
    struct history *history;
    struct content_cache *contents;
    struct arena *arena;
    struct map landings; /* a landing's id -> struct removals: what it took away */
};

void moves_init(struct moves *moves, struct history *history, struct content_cache *contents,
                struct arena *arena);
void moves_release(struct moves *moves);

/*
 * The path from which REVISION was moved, or empty: it was there before, what it
 * holds is new, or it was taken away in several places.
 */
struct str move_origin(struct moves *moves, const struct revision *revision);

#endif
