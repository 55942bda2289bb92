/* .mailmap (gitmailmap(5)): what it claims is shown, and decides nothing. */
#ifndef GIT_MAILMAP_H
#define GIT_MAILMAP_H

#include "git/commit.h"

struct mailmap;

/* From the bytes of a .mailmap; empty bytes map nothing. Never NULL. */
struct mailmap *mailmap_new(struct str text);
/* MAILMAP may be NULL. */
void mailmap_free(struct mailmap *mailmap);

/*
 * The name and address that the mailmap gives for WHO, whose time and offset
 * stay; in ARENA. Returns whether it claims anything else than WHO says.
 */
bool mailmap_resolve(struct identity *out, const struct mailmap *mailmap,
                     const struct identity *who, struct arena *arena);

#endif
