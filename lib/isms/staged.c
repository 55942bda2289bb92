#include "isms/staged.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "model/claim.h"
#include "model/load.h"

enum staged {
    STAGED_NOTHING, /* the index is what HEAD has */
    STAGED_OTHERS,  /* files change, and none of them is the ISMS */
    STAGED_ISMS     /* one does, or there is no commit that can be read to compare with */
};

/* A comparison of the index with HEAD. */
struct staging {
    const struct isms *isms;
    struct snapshot head;
    struct arena arena; /* holds `head` */
    struct arena scratch;
    struct error *error;
};

/* ---- one file ---- */

/* Is it what --config names? */
static bool is_given_config(struct staging *staging, struct str path)
{
    const char *given = staging->isms->options.config_path;
    struct str root = repository_root(staging->isms->repository);
    struct stat ours, theirs;

    arena_reset(&staging->scratch);
    path = arena_printf(&staging->scratch, "%.*s/%.*s", STR_ARG(root), STR_ARG(path));
    return given && stat(given, &ours) == 0 && stat(path.data, &theirs) == 0 &&
           ours.st_dev == theirs.st_dev && ours.st_ino == theirs.st_ino;
}

static bool decides(const struct config *config, struct str path)
{
    return config_governs(config, path) || config_reserves(config, path) ||
           str_equal_c(path, ".mailmap") || approval_key_file(path);
}

static bool is_claimed(const struct isms *isms, struct str path)
{
    struct claims claims = claims_of(&isms->model.config, isms->model.kinds, path);
    struct claim claim;

    return claims_next(&claim, &claims);
}

/* Did the load of the tree find fault with the file at PATH? */
static bool is_faulty(const struct sink *sink, struct str path)
{
    for (size_t i = 0; i < sink->diagnostics.count; i++) {
        const struct source *source = sink->diagnostics.items[i]->span.source;

        if (source && str_equal(source->path, path))
            return true;
    }
    return false;
}

/* Front matter can make any Markdown file a document; one that cannot be read may be. 1, 0, -1. */
static int has_artifacts(struct staging *staging, const struct snapshot *snapshot,
                         struct snapshot_entry *entry)
{
    struct artifact_list list = {0};
    struct error unreadable;
    struct str text;
    bool parsed;
    int found;

    arena_reset(&staging->scratch);
    if (snapshot_read(&text, snapshot, entry, &staging->scratch, &unreadable) < 0)
        return 1;
    found = model_read_content(&list, &parsed, &staging->isms->model, entry->path, text,
                               &staging->scratch, staging->error) < 0
                ? -1
                : list.count > 0;
    vector_release(&list);
    return found;
}

/* Is ENTRY (NULL: no file) of the ISMS? 1, 0, -1. */
static int is_of_isms(struct staging *staging, const struct snapshot *snapshot,
                      struct snapshot_entry *entry)
{
    const struct isms *isms = staging->isms;

    if (!entry)
        return 0;
    if (entry->mode == MODE_SUBMODULE || decides(&isms->model.config, entry->path) ||
        is_claimed(isms, entry->path) || is_given_config(staging, entry->path))
        return 1;
    if (entry->mode == MODE_SYMLINK || format_of_path(entry->path) != FORMAT_MARKDOWN)
        return 0;
    return is_faulty(&isms->sink, entry->path) || has_artifacts(staging, snapshot, entry);
}

/* ---- all that differ ---- */

static bool differ(const struct snapshot_entry *now, const struct snapshot_entry *before)
{
    return !now || !before || now->conflicted || now->mode != before->mode ||
           !object_id_equal(&now->id, &before->id);
}

/* The next path of either: NOW or BEFORE is NULL where it lacks the path. */
static void take_next(struct snapshot_entry **now, struct snapshot_entry **before,
                      const struct snapshot *index, const struct snapshot *head, size_t at[2])
{
    int order;

    *now = at[0] < index->count ? &index->entries[at[0]] : NULL;
    *before = at[1] < head->count ? &head->entries[at[1]] : NULL;
    order = *now && *before ? str_compare((*now)->path, (*before)->path) : *now ? -1 : 1;
    if (order > 0)
        *now = NULL;
    else
        at[0]++;
    if (order < 0)
        *before = NULL;
    else
        at[1]++;
}

static int compare(enum staged *out, struct staging *staging)
{
    const struct snapshot *index = &staging->isms->snapshot, *head = &staging->head;
    struct snapshot_entry *now, *before;
    size_t at[2] = {0};

    *out = STAGED_NOTHING;
    while (*out != STAGED_ISMS && (at[0] < index->count || at[1] < head->count)) {
        int after, ahead;

        take_next(&now, &before, index, head, at);
        if (!differ(now, before))
            continue;
        after = is_of_isms(staging, index, now);
        ahead = after == 0 ? is_of_isms(staging, head, before) : 0;
        if (after < 0 || ahead < 0)
            return -1;
        *out = after || ahead ? STAGED_ISMS : STAGED_OTHERS;
    }
    return 0;
}

/* Where HEAD's tree cannot be read, nobody can tell what changes: that is for the check to say. */
static int find_staged(enum staged *out, const struct isms *isms, struct error *error)
{
    struct staging staging = {.isms = isms, .error = error};
    struct error unreadable;
    int status = 0;

    *out = STAGED_ISMS;
    if (!object_id_is_zero(&isms->snapshot.commit) &&
        snapshot_commit(&staging.head, isms->repository, &isms->snapshot.commit, &staging.arena,
                        &unreadable) == 0)
        status = compare(out, &staging);
    arena_release(&staging.scratch);
    arena_release(&staging.arena);
    return status;
}

/*
 * git names its index to the hooks of a commit, which may be empty. Without that somebody asks
 * for the state of the index, as `pre-commit run --all-files` does.
 */
static bool is_committing(void)
{
    const char *named = getenv("GIT_INDEX_FILE");

    return named && *named;
}

int isms_is_untouched(bool *out, const struct isms *isms, struct error *error)
{
    enum staged staged;

    *out = false;
    if (isms->snapshot.kind != SNAPSHOT_INDEX)
        return 0;
    if (find_staged(&staged, isms, error) < 0)
        return -1;
    *out = staged == STAGED_OTHERS || (staged == STAGED_NOTHING && is_committing());
    return 0;
}
