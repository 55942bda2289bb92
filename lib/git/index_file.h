/*
 * git's index as its file has it (gitformat-index(5), versions 2 to 4). Whoever can write to the
 * repository wrote it: every length is checked, and so is the checksum, unless git left it out
 * (index.skipHash). Extensions that git calls optional are passed over.
 */
#ifndef GIT_INDEX_FILE_H
#define GIT_INDEX_FILE_H

#include <time.h>

#include "base/arena.h"
#include "base/error.h"
#include "git/object_id.h"

/* The numbers of an entry, in the order of the file; 32 bits of each. */
enum index_number {
    INDEX_CTIME,
    INDEX_CTIME_NANOSECONDS,
    INDEX_MTIME,
    INDEX_MTIME_NANOSECONDS,
    INDEX_DEVICE,
    INDEX_INODE,
    INDEX_MODE,
    INDEX_UID,
    INDEX_GID,
    INDEX_SIZE,
    INDEX_NUMBER_COUNT
};

enum {
    INDEX_STAGE_SHIFT = 12, /* of two bits: 0, or the side of a merge that is not settled */
    INDEX_INTENT_TO_ADD = 1 << 29,
    INDEX_SKIP_WORKTREE = 1 << 30
};

struct index_entry {
    struct str path;     /* relative, '/' between sound names, a NUL behind it */
    const uint8_t *disk; /* its numbers and id, as the file has them */
    uint32_t flags;      /* as git has them in memory, without the length of the path */
};

struct index_file {
    struct index_entry *entries; /* ascending: by the bytes of their paths, then by stage */
    size_t count;
    time_t written; /* when the file was, in seconds */
};

/*
 * Read the file at PATH into ARENA; none is an index without entries. Errors: it cannot be read, is
 * damaged, split or sparse.
 */
int index_file_read(struct index_file *out, const char *path, struct arena *arena,
                    struct error *error);

/* The same of BYTES, to which the entries point. */
int index_file_parse(struct index_file *out, struct str bytes, struct arena *arena,
                     struct error *error);

/* Entry NUMBER, or NULL behind the last. */
const struct index_entry *index_file_at(const struct index_file *file, size_t number);

/* The number of the first entry at or behind PATH. */
size_t index_file_lower_bound(const struct index_file *file, const char *path);

uint32_t index_entry_number(const struct index_entry *entry, enum index_number number);
struct object_id index_entry_id(const struct index_entry *entry);
/* As git would write it today. */
uint32_t index_entry_mode(const struct index_entry *entry);
/* 0; or 1 to 3, of an unmerged path: the base, ours, theirs. */
unsigned index_entry_stage(const struct index_entry *entry);

#endif
