/* Shared by the three sources of a snapshot. */
#ifndef GIT_SNAPSHOT_PRIVATE_H
#define GIT_SNAPSHOT_PRIVATE_H

#include "git/index_file.h"
#include "git/libgit2.h"
#include "git/snapshot.h"

struct snapshot_list {
    struct arena *arena; /* of the snapshot */
    struct snapshot_entry *items;
    size_t count;
    size_t capacity;
};

/* An empty list, with room for EXPECTED entries and some more. */
struct snapshot_list snapshot_list_of(struct arena *arena, size_t expected);
/* Append ENTRY, unless that makes more than LIMIT_FILES. */
int snapshot_collect(struct snapshot_list *list, struct snapshot_entry entry, struct error *error);
/* Sort the list; it becomes the snapshot's. */
void snapshot_finish(struct snapshot *out, const struct snapshot_list *list);

/* Read the index (of GIT_INDEX_FILE if that is set) into ARENA: its paths are the snapshot's. */
int snapshot_read_index(struct index_file *out, struct repository *repository, struct arena *arena,
                        struct error *error);

/*
 * The bytes of a work tree file, no symbolic link followed on the way. A file that is no longer as
 * it was looked at loses the name that the index gave it.
 */
int work_tree_read(struct str *out, struct repository *repository, struct snapshot_entry *entry,
                   struct arena *arena, struct error *error);
/* The bytes that an overlay gives. */
int overlay_read(struct str *out, const struct snapshot_entry *entry, struct arena *arena,
                 struct error *error);
/* What `git add` would call CONTENT, the bytes of ENTRY. */
int work_tree_blob_id(struct object_id *out, struct repository *repository,
                      const struct snapshot_entry *entry, struct str content, struct error *error);

#endif
