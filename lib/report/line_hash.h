/*
 * The fingerprints by which GitHub knows an alert again: of each line a hash of what stands from
 * its start on (github/codeql-action, src/fingerprints.ts).
 */
#ifndef REPORT_LINE_HASH_H
#define REPORT_LINE_HASH_H

#include "base/arena.h"
#include "base/map.h"
#include "value/source.h"

struct line_hash {
    uint64_t hash;
    uint32_t start; /* the line's offset in bytes */
    uint32_t nth;   /* of the lines of the file that have this hash, from 1 */
};

struct line_hashes {
    struct line_hash *items; /* in the order of the lines; what follows the last one is one too */
    size_t count;
};

/* The hashes of TEXT's lines, in ARENA. A line ends at LF, CRLF or CR. */
void line_hashes_init(struct line_hashes *out, struct str text, struct arena *arena);

/* That of the line in which OFFSET is. */
struct line_hash line_hash_at(const struct line_hashes *hashes, uint32_t offset);

/* The hashes of files that were asked for. */
struct line_hash_cache {
    struct map sources; /* struct line_hashes by the address of the source */
    struct arena *arena;
};

void line_hash_cache_init(struct line_hash_cache *cache, struct arena *arena);
void line_hash_cache_release(struct line_hash_cache *cache);
/* That of the line in which SPAN starts; it has a source. */
struct line_hash line_hash_of(struct line_hash_cache *cache, struct span span);

#endif
