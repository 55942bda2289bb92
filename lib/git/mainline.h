/* Which branch is in force, and where it stood at a given time. */
#ifndef GIT_MAINLINE_H
#define GIT_MAINLINE_H

#include "git/repository.h"

struct mainline {
    struct str name;      /* "main" */
    struct str reference; /* "refs/remotes/origin/main" */
    struct object_id head;
};

/*
 * The mainline: of the CONFIGURED name refs/remotes/origin/NAME if that is
 * there, else refs/heads/NAME (a full "refs/..." is taken as it is). Without a
 * name (empty) what origin/HEAD names, else main, else master. Strings live in
 * ARENA. Returns 1; 0 with a sentence in ERROR if it cannot be told (no such
 * branch, no commits yet); -1 if a reference is broken.
 */
int mainline_resolve(struct mainline *out, struct repository *repository, struct str configured,
                     struct arena *arena, struct error *error);

/* On which day (since the epoch) a commit landed; the time zone is the caller's. */
struct mainline_calendar {
    int64_t (*day)(void *context, const struct object_id *commit, int64_t instant);
    void *context;
};

/*
 * The mainline's head at the end of DAY. A commit cannot be older than its first
 * parent: where dates regress, it is as old as the newest of its first-parent
 * ancestors. Returns 1; 0 with a sentence in ERROR if the mainline began later, or what
 * this clone has of it; -1 if commits cannot be read.
 */
int mainline_as_of(struct object_id *out, struct repository *repository,
                   const struct object_id *head, int64_t day,
                   const struct mainline_calendar *calendar, struct error *error);

/* Is COMMIT in the first-parent chain of HEAD? What cannot be read is not. */
bool mainline_holds(struct repository *repository, const struct object_id *head,
                    const struct object_id *commit);

#endif
