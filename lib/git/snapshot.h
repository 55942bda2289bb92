/*
 * The tree being linted: the work tree, the index, or a commit. Entries are
 * sorted by path (bytes compared); contents are read when asked for.
 */
#ifndef GIT_SNAPSHOT_H
#define GIT_SNAPSHOT_H

#include <time.h>

#include "git/repository.h"

enum snapshot_kind { SNAPSHOT_WORK_TREE, SNAPSHOT_INDEX, SNAPSHOT_COMMIT };

struct snapshot_entry {
    struct str path; /* from the root, '/' separated, bytes as git has them (not always UTF-8) */
    uint32_t mode;   /* MODE_FILE, MODE_EXECUTABLE, MODE_SYMLINK or MODE_SUBMODULE */
    bool has_id;     /* `id` is the content; in the work tree only for files taken from the index */
    bool tracked;    /* in the index or the commit */
    bool conflicted; /* unmerged in the index; `id` is then our side, or theirs if we have none */
    struct object_id id;
    uint64_t size;           /* bytes, in the work tree; 0 elsewhere until read */
    bool hashed;             /* `id` is known; the content is still the file's */
    struct timespec changed; /* in the work tree: when the file last changed, as it was looked at */
    struct str content;      /* of a work tree file that was read; data NULL until then */
    const struct str *given; /* the content of an overlay, in place of the file's; or NULL */
    struct str fault;        /* why the content cannot be read ("permission denied"), or empty */
};

struct snapshot {
    enum snapshot_kind kind;
    struct repository *repository; /* borrowed */
    struct object_id commit;       /* SNAPSHOT_COMMIT: the commit; else HEAD's, or zero if unborn */
    struct arena *arena;           /* of the entries and of contents that are kept */
    struct snapshot_entry *entries;
    size_t count;
};

/*
 * Tracked files that are there, and untracked ones that .gitignore, info/exclude
 * and core.excludesFile do not name. Folders are never entered through symbolic
 * links; repositories inside the work tree are left out, submodules are entries.
 * Sparse checkouts: what the checkout leaves out is taken from the index. A file
 * that cannot be looked at has a `fault`, and so has a folder that cannot be opened:
 * its entry, whose path ends in '/', stands for what may be in it. All lives in ARENA.
 */
int snapshot_work_tree(struct snapshot *out, struct repository *repository, struct arena *arena,
                       struct error *error);

/* What would be committed now. Honours GIT_INDEX_FILE, as a pre-commit hook needs. */
int snapshot_index(struct snapshot *out, struct repository *repository, struct arena *arena,
                   struct error *error);

/* The tree of a commit. */
int snapshot_commit(struct snapshot *out, struct repository *repository,
                    const struct object_id *commit, struct arena *arena, struct error *error);

/* A content that a caller has for a path: the text in an editor that is not saved yet. */
struct snapshot_file {
    struct str path;
    struct str content;
};

/*
 * Let FILES, of different paths, stand in SNAPSHOT, a work tree, in place of what it has at their
 * paths; one that it has not is there as if it were untracked. The bytes are borrowed. All lives in
 * ARENA.
 */
int snapshot_overlay(struct snapshot *snapshot, const struct snapshot_file *files, size_t count,
                     struct arena *arena, struct error *error);

/* Does ENTRY stand for a folder that cannot be opened? */
bool snapshot_entry_is_folder(const struct snapshot_entry *entry);

/* The entry at PATH, or NULL. */
struct snapshot_entry *snapshot_find(const struct snapshot *snapshot, struct str path);

/*
 * The content of an entry into ARENA: bytes as they are, of a symbolic link its
 * target. A file larger than LIMIT_FILE_SIZE, one that went away, a submodule
 * are errors that concern this entry only.
 *
 * Bytes are raw: with core.autocrlf a work tree file has CRLF where its blob
 * has LF. Parsers read both alike; snapshot_entry_id gives the blob's name.
 *
 * A work tree file that is read into the snapshot's own arena is kept with its entry, so
 * that it is read once, and so that its name is that of the bytes that were parsed.
 */
int snapshot_read(struct str *out, const struct snapshot *snapshot, struct snapshot_entry *entry,
                  struct arena *arena, struct error *error);

/*
 * The name of the blob that `git add` would make of this entry now (line ends
 * converted as .gitattributes and core.autocrlf say; external filters are not
 * run); of a submodule its commit. Computed once an entry, and not at all where the index
 * has the name and the file's stat data show that it is unchanged, as for git itself.
 */
int snapshot_entry_id(struct object_id *out, const struct snapshot *snapshot,
                      struct snapshot_entry *entry, struct error *error);

#endif
