#include "approval/governing.h"

#include <stdlib.h>

#include "approval/context.h"
#include "approval/documents.h"
#include "approval/timeline.h"

bool governing_is_outer(const struct approvals *approvals)
{
    return frame_config_is_outer(approvals);
}

/* ---- what was accepted ---- */

static size_t position_of(const struct approvals *approvals,
                          const struct approval_revision *revision)
{
    struct mainline_commit landing = {.id = revision->landing};

    return approvals_position(approvals, &landing);
}

static bool is_accepted(const struct approval_revision *revision)
{
    return revision->verdict == APPROVAL_APPROVED || revision->verdict == APPROVAL_LATE ||
           revision->verdict == APPROVAL_GRANDFATHERED;
}

/* A file that was moved away governs no more: that wants what its deletion would want. */
static bool is_asked(const struct approval_revision *revision)
{
    return revision->required || revision->moved_to.len;
}

/* Whoever stops asking for approvals of what governs has to have that accepted first. */
static void consider(struct governing *out, const struct approval_revision *revision)
{
    if (is_accepted(revision) || (!is_asked(revision) && !out->since_count)) {
        out->accepted = revision;
        out->since_count = 0;
        out->doubt = (struct str){0};
        return;
    }
    out->since[out->since_count++] = revision;
    if (revision->verdict == APPROVAL_INDETERMINATE)
        out->doubt = revision->reason;
}

bool governing_find(struct governing *out, struct approvals *approvals, struct str path)
{
    const struct approval_judgement *judgement = approvals_judge_path(approvals, path);

    *out = (struct governing){.path = path, .judgement = judgement};
    if (!approvals->history || !approvals->frames.has_register)
        return false;
    out->since = arena_alloc_array(approvals->arena, judgement->revision_count, sizeof *out->since);
    if (!judgement->complete)
        out->doubt = judgement->missing.len ? judgement->missing
                                            : timeline_of_file(approvals, path)->missing;
    for (size_t i = judgement->revision_count; i-- > 0;)
        if (judgement->revisions[i].landed && str_equal(judgement->revisions[i].path, path))
            consider(out, &judgement->revisions[i]);
    return true;
}

int governing_text(struct str *out, struct str *why, struct approvals *approvals,
                   const struct approval_revision *revision)
{
    struct error error;

    *out = (struct str){0};
    if (!revision || revision->deleted || revision->mode == MODE_SYMLINK ||
        revision->mode == MODE_SUBMODULE)
        return 0;
    if (repository_read(out, approvals->repository, &revision->blob, OBJECT_BLOB, approvals->arena,
                        &error) == OBJECT_FOUND)
        return 0;
    *why = arena_str(approvals->arena, str_of(error.message));
    return -1;
}

int governing_tree_before(struct snapshot *out, struct str *why, struct approvals *approvals,
                          const struct approval_revision *revision, struct arena *arena)
{
    size_t position = position_of(approvals, revision) + 1;
    struct error error;

    *out = (struct snapshot){.kind = SNAPSHOT_COMMIT, .repository = approvals->repository};
    if (position >= history_length(approvals->history) ||
        snapshot_commit(out, approvals->repository,
                        &history_commit(approvals->history, position)->id, arena, &error) == 0)
        return 0;
    *why = arena_str(approvals->arena, str_of(error.message));
    return -1;
}

/* What landed at a position is judged by what governed before it. */
static bool landed_between(const struct approvals *approvals, const struct revision *revision,
                           size_t oldest, size_t newest)
{
    for (; revision && revision->landing; revision = revision->older) {
        size_t position = approvals_position(approvals, revision->landing);

        if (position >= newest && position < oldest)
            return true;
    }
    return false;
}

struct str governing_judged_meanwhile(struct approvals *approvals,
                                      const struct approval_revision *from,
                                      const struct approval_revision *until)
{
    size_t oldest = position_of(approvals, from), newest = position_of(approvals, until);

    for (size_t i = 0; i < history_path_count(approvals->history); i++) {
        const struct revision *revision = history_path(approvals->history, i);

        if (document_may_be_at(approvals, revision->path) &&
            landed_between(approvals, revision, oldest, newest))
            return revision->path;
    }
    return (struct str){0};
}

bool governing_has_landed(struct approvals *approvals, struct str path)
{
    const struct revision *newest = history_newest(approvals->history, path);

    if (!newest)
        timelines_walk_path(approvals, path);
    newest = history_newest(approvals->history, path);
    return newest && newest->version.mode != MODE_ABSENT;
}

bool governing_is_later(const struct approvals *approvals, struct str a, struct str b)
{
    return baseline_is_later(approvals, a, b);
}

/* ---- which files ---- */

static int compare_paths(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

static void add_path(struct str_list *list, const struct approvals *approvals, struct str path)
{
    if (config_governs(&approvals->head->config, path) && !str_list_has(*list, path))
        list->items[list->count++] = path;
}

struct str_list governing_paths(struct approvals *approvals)
{
    const struct snapshot *snapshot = approvals->snapshot;
    struct str_list list = {0};
    size_t known;

    approvals_walk(approvals);
    known = approvals->history ? history_path_count(approvals->history) : 0;
    list.items = arena_alloc_array(approvals->arena, snapshot->count + known, sizeof *list.items);
    for (size_t i = 0; i < snapshot->count; i++)
        add_path(&list, approvals, snapshot->entries[i].path);
    for (size_t i = 0; i < known; i++)
        add_path(&list, approvals, history_path(approvals->history, i)->path);
    if (list.count)
        qsort(list.items, list.count, sizeof *list.items, compare_paths);
    return list;
}
