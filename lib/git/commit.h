/* Commits and annotated tags, parsed from their raw bytes. */
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
    struct str signature; /* of the gpgsig header, unfolded; empty: not signed */
    struct str raw;       /* the object's bytes */
};

/* Parse BYTES; strings point into BYTES or ARENA. Bytes that git would not write are an error. */
int commit_parse(struct commit *out, const struct object_id *id, struct str bytes,
                 struct arena *arena, struct error *error);

/* Read and parse; everything lives in ARENA. */
enum object_status commit_read(struct commit *out, struct repository *repository,
                               const struct object_id *id, struct arena *arena,
                               struct error *error);

/* The tree of a commit, without parsing the rest. SCRATCH holds the commit's bytes. */
enum object_status commit_read_tree(struct object_id *tree, struct repository *repository,
                                    const struct object_id *id, struct arena *scratch,
                                    struct error *error);

/* The first line of the message (git's subject joins the lines of the first paragraph). */
struct str commit_subject(const struct commit *commit, struct arena *arena);

struct tag {
    struct object_id id;
    struct object_id target; /* what the tag names */
    enum object_type target_type;
    struct str name;
    struct identity tagger; /* empty in very old tags */
    struct str message;     /* without the signature */
    struct str signature;   /* from "-----BEGIN" on; empty: not signed */
    struct str raw;
};

/* Read and parse an annotated tag object. */
enum object_status tag_read(struct tag *out, struct repository *repository,
                            const struct object_id *id, struct arena *arena, struct error *error);

#endif
