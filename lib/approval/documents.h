/*
 * Documents by their paths, those that are there no longer among them: what a
 * path held is told by the head's mappings and its past contents.
 */
#ifndef APPROVAL_DOCUMENTS_H
#define APPROVAL_DOCUMENTS_H

#include "approval/approval.h"
#include "approval/content.h"

struct file_timeline;

/* May PATH ever have held a document? By its name alone: Markdown may say its kind itself. */
bool document_may_be_at(const struct approvals *approvals, struct str path);

/* The document of the head's model at PATH, or NULL. */
const struct artifact *document_at(struct approvals *approvals, struct str path);

/*
 * What approval takes the file at PATH for that has no document in the head's
 * model: the last document of its line FILE. Without a kind: there was none. It is
 * none of the model's artifacts, and its number is SIZE_MAX.
 */
struct artifact *document_once(struct approvals *approvals, struct str path,
                               const struct file_timeline *file);

/*
 * Call VISIT with the newest revision of every line that does not lead to a document
 * of the head's model: what was deleted, made into something else, or moved away,
 * also from a path that another document has now.
 */
void documents_each_gone(struct approvals *approvals,
                         void (*visit)(void *context, const struct revision *newest),
                         void *context);

/* The document that VERSION of PATH is; NULL: it is none, or cannot be read. */
const struct part *document_in(struct approvals *approvals, struct str path,
                               const struct version *version);

/* Is what landed with REVISION in this clone, so that it can be known what it was? */
bool document_is_here(struct approvals *approvals, const struct revision *revision);

/* Where the commit LANDING put what it took away from PATH; empty: nowhere. */
struct str document_moved_to(struct approvals *approvals, struct str path,
                             const struct object_id *landing);

/* Did the commit LANDING take PATH away only to put what it held elsewhere? */
bool document_was_moved(struct approvals *approvals, struct str path,
                        const struct object_id *landing);

#endif
