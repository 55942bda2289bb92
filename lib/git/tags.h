/* Annotated tags: who tagged what, when, with which words, and the signature. */
#ifndef GIT_TAGS_H
#define GIT_TAGS_H

#include "git/commit.h"

struct tag {
    struct object_id id;
    struct str reference;    /* "refs/tags/v2.1"; empty from tag_read */
    struct object_id target; /* what the tag object names */
    enum object_type target_type;
    struct object_id commit; /* what it comes to, through tags of tags; zero: it is no commit */
    struct object_id tree;   /* of that commit, or the tree itself; zero: a blob was tagged */
    struct str name;         /* as the tag object says */
    struct identity tagger;  /* empty in very old tags */
    struct str message;      /* without the signature; trailers_read reads it */
    struct str signature;    /* from its last "-----BEGIN" on; empty: not signed */
    struct str raw;
};

/* Read and parse an annotated tag object; everything lives in ARENA. */
enum object_status tag_read(struct tag *out, struct repository *repository,
                            const struct object_id *id, struct arena *arena, struct error *error);

struct tag_list {
    struct tag *items; /* in the order of libgit2's listing; lightweight tags are left out */
    size_t count;
    struct str *unreadable; /* "refs/tags/x: why", of tags that are damaged or point to nothing */
    size_t unreadable_count;
};

int tags_read(struct tag_list *out, struct repository *repository, struct arena *arena,
              struct error *error);

#endif
