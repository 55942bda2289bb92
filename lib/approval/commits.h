/* Commits as approval sees them: who, when, and what their trailers say; each is read once. */
#ifndef APPROVAL_COMMITS_H
#define APPROVAL_COMMITS_H

#include "base/map.h"
#include "git/commit.h"
#include "git/trailers.h"

struct commit_facts {
    struct object_id id;
    struct object_id tree;
    struct object_id *parents;
    size_t parent_count;
    struct identity author, committer;
    struct str subject;
    struct trailers trailers;
    bool has_tail;              /* the message ends as a forge ends it */
    struct trailers above_tail; /* then: the trailers of what is above */
    struct str_list
        claims; /* the first lines of the message that read "...by: ...", trailers or not */
    struct str_list co_authors; /* the value of each line that names some, trailer or not */
    bool is_signed;
};

struct commit_cache {
    struct repository *repository;
    struct arena *arena;   /* holds the facts */
    struct arena *scratch; /* holds a commit while it is read; reset then */
    struct map by_id;
    struct map unread; /* id -> struct error: why there are no facts */
};

void commit_cache_init(struct commit_cache *cache, struct repository *repository,
                       struct arena *arena, struct arena *scratch);
void commit_cache_release(struct commit_cache *cache);

/* The facts of a commit, or NULL with a sentence in ERROR if it cannot be read. */
const struct commit_facts *commit_cache_get(struct commit_cache *cache, const struct object_id *id,
                                            struct error *error);

#endif
