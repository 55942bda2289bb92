/* Commits, parsed from their raw bytes. */
#ifndef GIT_COMMIT_H
#define GIT_COMMIT_H

#include "git/repository.h"

/* "Name <mail> seconds offset" of a header. */
struct identity {
    struct str name;  /* without white space around it; may be empty */
    struct str email; /* what stands between '<' and '>'; may be empty */
    int64_t time;     /* seconds since the epoch; 0 if it cannot be read */
    int32_t offset;   /* of the clock that wrote it, in minutes east of UTC */
};

struct commit {
    struct object_id id;
    struct object_id tree;
    struct object_id *parents; /* as the commit names them, grafts and shallowness aside */
    size_t parent_count;
    struct identity author, committer;
    struct str message;   /* in UTF-8 if the encoding is known, else as it is; no header */
    struct str signature; /* first line of the gpgsig header; empty: not signed (see signature.h) */
    struct str raw;       /* the object's bytes */
};

/* Parse BYTES; strings point into BYTES or ARENA. Bytes that git would not write are an error. */
int commit_parse(struct commit *out, const struct object_id *id, struct str bytes,
                 struct arena *arena, struct error *error);

/* Read and parse; everything lives in ARENA. */
enum object_status commit_read(struct commit *out, struct repository *repository,
                               const struct object_id *id, struct arena *arena,
                               struct error *error);

/* "Name <mail> seconds offset". */
struct identity identity_parse(struct str line);

/* A header of a commit or tag object. */
struct header {
    struct str key;
    struct str value; /* its first line; nothing that we read has more */
};
/* Cut the next header and its continuation lines off *REST; false at the empty line or the end. */
bool header_next(struct header *out, struct str *rest);

/* The tree of a commit, without parsing the rest. SCRATCH holds the commit's bytes. */
enum object_status commit_read_tree(struct object_id *tree, struct repository *repository,
                                    const struct object_id *id, struct arena *scratch,
                                    struct error *error);

/* The first line of the message (git's subject joins the lines of the first paragraph). */
struct str commit_subject(const struct commit *commit, struct arena *arena);

#endif
