#include "approval/documents.h"

#include "approval/context.h"
#include "approval/timeline.h"
#include "model/claim.h"
#include "model/mapping.h"
#include "source/format.h"

static bool may_hold(const struct config *config, const struct kind *kind, struct str path)
{
    bool configured = false;

    for (size_t i = 0; i < config->mapping_count; i++) {
        const struct mapping *mapping = &config->mappings[i];

        if (mapping->kind != kind)
            continue;
        configured = true;
        if ((mapping->forms & FORM_DOCUMENT) && mapping_means(mapping, kind, path))
            return true;
    }
    return !configured && (kind->forms & FORM_DOCUMENT) && mapping_means(NULL, kind, path);
}

/* The first kind of which the file may be a document by its path, or NULL. */
static struct kind *kind_by_path(const struct approvals *approvals, struct str path)
{
    const struct model *head = approvals->head;
    struct claims claims = claims_of(&head->config, head->kinds, path);
    struct kind *kind;

    while ((kind = claims_candidate(&claims)))
        if (may_hold(&head->config, kind, path))
            return kind;
    return NULL;
}

bool document_may_be_at(const struct approvals *approvals, struct str path)
{
    return !config_reserves(&approvals->head->config, path) &&
           (format_of_path(path) == FORMAT_MARKDOWN || kind_by_path(approvals, path));
}

/* ---- those of today ---- */

static void index_documents(struct approvals *approvals)
{
    const struct artifact_list *artifacts = &approvals->head->artifacts;

    for (size_t i = 0; i < artifacts->count; i++) {
        struct artifact *artifact = artifacts->items[i];

        if (!artifact->is_row && !map_get(&approvals->documents, artifact->file->path))
            map_put(&approvals->documents, artifact->file->path, artifact);
    }
    approvals->documents_known = true;
}

const struct artifact *document_at(struct approvals *approvals, struct str path)
{
    if (!approvals->documents_known)
        index_documents(approvals);
    return map_get(&approvals->documents, path);
}

/* ---- those of the past ---- */

const struct part *document_in(struct approvals *approvals, struct str path,
                               const struct version *version)
{
    if (version->mode == MODE_ABSENT)
        return NULL;
    return content_document(content_get(&approvals->contents, path, version, NULL));
}

bool document_is_here(struct approvals *approvals, const struct revision *revision)
{
    return revision->version.mode == MODE_ABSENT ||
           content_get(&approvals->contents, revision->path, &revision->version, NULL)->readable;
}

/* A content that nobody can read may have been the document that its path promises. */
static bool is_riddle(struct approvals *approvals, const struct revision *revision)
{
    return !document_is_here(approvals, revision) ||
           (revision->version.mode != MODE_ABSENT &&
            !content_get(&approvals->contents, revision->path, &revision->version, NULL)->parsed);
}

static void set_document(struct artifact *artifact, const struct part *part)
{
    artifact->kind = (struct kind *)(uintptr_t)part->kind;
    artifact->id = part->id;
}

struct artifact *document_once(struct approvals *approvals, struct str path,
                               const struct file_timeline *file)
{
    struct artifact *artifact = ARENA_NEW(approvals->arena, struct artifact);
    bool riddle = !file->complete;

    artifact->file = ARENA_NEW(approvals->arena, struct model_file);
    artifact->file->path = path;
    artifact->number = SIZE_MAX;
    for (size_t i = file->count; i-- > 0 && !artifact->kind;) {
        const struct revision *revision = file->steps[i].revision;
        const struct part *part = document_in(approvals, revision->path, &revision->version);

        if (!part)
            part = document_in(approvals, revision->path, &revision->before);
        if (part)
            set_document(artifact, part);
        riddle = riddle || is_riddle(approvals, revision);
    }
    if (!artifact->kind && riddle && file->count)
        artifact->kind = kind_by_path(approvals, path);
    return artifact;
}

/* Lines that ended at a path before another document was moved there. */
static void visit_ended(struct approvals *approvals, const struct revision *newest,
                        void (*visit)(void *context, const struct revision *newest), void *context)
{
    for (const struct revision *at = newest; at && at->older; at = at->older)
        if (at->older->landing && move_of(&approvals->moves, at)->path.len)
            visit(context, at->older);
}

/* The walk may come across further paths while lines are judged. */
void documents_each_gone(struct approvals *approvals,
                         void (*visit)(void *context, const struct revision *newest), void *context)
{
    for (size_t i = 0; i < history_path_count(approvals->history); i++) {
        const struct revision *newest = history_path(approvals->history, i);

        if (!document_may_be_at(approvals, newest->path))
            continue;
        if (!document_at(approvals, newest->path))
            visit(context, newest);
        visit_ended(approvals, newest, visit, context);
    }
}

/* ---- moves ---- */

static void index_moves(struct approvals *approvals)
{
    for (size_t i = 0; i < history_path_count(approvals->history); i++) {
        const struct revision *revision = history_path(approvals->history, i);

        for (; revision; revision = revision->older) {
            struct str origin = move_of(&approvals->moves, revision)->path;

            if (origin.len)
                map_put(&approvals->moved,
                        landing_key(origin, &revision->landing->id, approvals->arena),
                        (struct str *)(uintptr_t)&revision->path);
        }
    }
    approvals->moved_known = true;
}

struct str document_moved_to(struct approvals *approvals, struct str path,
                             const struct object_id *landing)
{
    const struct str *where;

    if (!approvals->moved_known)
        index_moves(approvals);
    where = map_get(&approvals->moved, landing_key(path, landing, approvals->arena));
    return where ? *where : (struct str){0};
}

bool document_was_moved(struct approvals *approvals, struct str path,
                        const struct object_id *landing)
{
    return document_moved_to(approvals, path, landing).len > 0;
}
