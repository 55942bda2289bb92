/*
 * Moves: a landing that brings a path which was not there, and takes away
 * elsewhere the same blob, a document with the same id, what the commits that
 * came with it renamed, or if there are no ids what reads alike. The approval of
 * a document that was only moved stands; one that was edited on the way keeps
 * its history, so that nobody leaves their authorship behind by renaming a file.
 */
#ifndef APPROVAL_MOVES_H
#define APPROVAL_MOVES_H

#include "approval/content.h"
#include "base/map.h"
#include "git/history.h"
#include "git/likeness.h"

struct removals;

struct moves {
    struct history *history;
    struct content_cache *contents;
    struct arena *arena;
    struct map landings; /* a landing's id -> struct removals: what it took away */
    struct map known;    /* path and landing -> struct move */
    struct likeness likeness;
    struct removals *compared; /* the landing whose contents `likeness` has */
};

/* Where a revision comes from. */
struct move {
    struct str path; /* from where it was moved; empty: it is new, or nobody can tell */
    struct str_list
        others;       /* several from which it may have been: who wrote any may be an author */
    struct str fault; /* not empty: why there may be more */
};

/* HISTORY is told how to know documents by their ids. */
void moves_init(struct moves *moves, struct history *history, struct content_cache *contents,
                struct arena *arena);
void moves_release(struct moves *moves);

/* What stands for PATH as the commit LANDING left it, as a map's key; into ARENA. */
struct str landing_key(struct str path, const struct object_id *landing, struct arena *arena);

/* Where REVISION comes from; never NULL. */
const struct move *move_of(struct moves *moves, const struct revision *revision);

#endif
