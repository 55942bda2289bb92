/*
 * What one content of one path holds, as the head's mappings read it, and another
 * configuration's beside them (approval/reading.h): for each artifact in it two digests. Only these
 * survive; the text and its values are forgotten at once.
 */
#ifndef APPROVAL_CONTENT_H
#define APPROVAL_CONTENT_H

#include "base/buffer.h"
#include "base/digest.h"
#include "base/map.h"
#include "git/version.h"
#include "model/model.h"

/* One artifact in a content. */
struct part {
    const struct kind *kind;
    struct str id;
    bool is_row;
    bool doubtful;           /* a row that cannot be read, or whose id occurs twice */
    struct digest substance; /* of what it says, less housekeeping */
    struct digest accepted;  /* of what an acceptance is about */
    struct digest whole;     /* of all its fields, and of a document its body */
    struct str version;      /* the `version` field, or empty */
};

struct content {
    bool readable; /* the blob is there */
    bool parsed;   /* without a fault: a part that is not listed is not there */
    struct str fault;
    struct part *parts;
    size_t count;
    struct map rows; /* id -> the first row that has it */
};

struct content_cache {
    struct repository *repository;
    const struct model *head;
    struct arena *arena;
    struct arena *scratch; /* reset per content */
    struct map by_key;     /* path, mode, blob and reading -> struct content */
    struct buffer key;     /* of the content that is asked for */
};

void content_cache_init(struct content_cache *cache, struct repository *repository,
                        const struct model *head, struct arena *arena, struct arena *scratch);
void content_cache_release(struct content_cache *cache);

/*
 * The content VERSION of PATH; never NULL. Symbolic links and submodules have no parts. Substance
 * is what READING (NULL: no other configuration) and the head's say alike, and compares with that
 * of contents of the same READING.
 */
const struct content *content_get(struct content_cache *cache, struct str path,
                                  const struct version *version, const struct config *reading);

/* The same of PATH in SNAPSHOT, which has it, as it is there now. */
const struct content *content_of_snapshot(struct content_cache *cache,
                                          const struct snapshot *snapshot, struct str path,
                                          const struct config *reading);

/*
 * The part that ARTIFACT is: a row of its id and kind; of a document the part
 * of its kind, else any document (its kind was another then). NULL: none.
 */
const struct part *content_part(const struct content *content, const struct artifact *artifact);

/* The document that CONTENT is, the first if it is several; NULL: none. */
const struct part *content_document(const struct content *content);

#endif
