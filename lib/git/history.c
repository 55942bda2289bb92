#include "git/history.h"

#include <stdlib.h>

#include "base/memory.h"
#include "git/history_private.h"

/* ---- life ---- */

int history_new(struct history **out, struct repository *repository, const struct object_id *head,
                struct error *error)
{
    struct history *history = memory_zalloc(1, sizeof *history);

    history->repository = repository;
    history->head = *head;
    arena_init(&history->arena);
    commit_graph_init(&history->graph, repository, &history->arena);
    tree_cache_init(&history->trees, repository);
    path_set_init(&history->wanted, &history->arena);
    *out = history;
    if (history_chain(history, 0))
        return 0;
    *error = history->end_error;
    history_free(history);
    *out = NULL;
    return -1;
}

void history_free(struct history *history)
{
    if (!history)
        return;
    commit_graph_release(&history->graph);
    tree_cache_release(&history->trees);
    map_release(&history->verified);
    path_set_release(&history->wanted);
    vector_release(&history->found);
    vector_release(&history->new_paths);
    map_release(&history->gaps);
    vector_release(&history->chain);
    arena_release(&history->arena);
    free(history);
}

/* ---- the mainline ---- */

static void add_commit(struct history *history, struct graph_node *node)
{
    struct landing_node *landing = ARENA_NEW(&history->arena, struct landing_node);

    landing->node = node;
    landing->commit = (struct mainline_commit){.id = node->id,
                                               .time = node->time,
                                               .time_not_before = node->time,
                                               .parent_count = node->parent_count,
                                               .incomplete = node->is_boundary};
    if (node->parent_count)
        landing->commit.parent = node->parent_ids[0];
    vector_push(&history->chain, landing);
}

static void end_chain(struct history *history, enum object_status status)
{
    history->ended = true;
    history->end_status = status;
    if (status != OBJECT_FOUND && history->chain.count)
        history->chain.items[history->chain.count - 1]->commit.incomplete = true;
}

static void extend_chain(struct history *history)
{
    struct graph_node *last, *node;
    enum object_status status;

    if (!history->chain.count) {
        status = commit_graph_get(&node, &history->graph, &history->head, &history->end_error);
    } else {
        last = history->chain.items[history->chain.count - 1]->node;
        if (last->is_boundary)
            error_set(&history->end_error, ERROR_FAILURE,
                      "the clone is shallow: history before %.12s is missing",
                      object_id_hex((char[OBJECT_ID_HEX + 1]){0}, &last->id, OBJECT_ID_HEX));
        if (!last->parent_count) {
            end_chain(history, last->is_boundary ? OBJECT_MISSING : OBJECT_FOUND);
            return;
        }
        status = commit_graph_parent(&node, &history->graph, last, 0, &history->end_error);
    }
    if (status == OBJECT_FOUND)
        add_commit(history, node);
    else
        end_chain(history, status);
}

struct landing_node *history_chain(struct history *history, size_t number)
{
    while (number >= history->chain.count && !history->ended)
        extend_chain(history);
    return number < history->chain.count ? history->chain.items[number] : NULL;
}

/* ---- asking ---- */

static struct path_history *path_history_of(struct history *history, struct path_node *node)
{
    struct path_history *path = node->data;

    if (!path) {
        path = ARENA_NEW(&history->arena, struct path_history);
        path->node = node;
        path->depth = HISTORY_ALL;
        node->data = path;
    }
    return path;
}

void history_add(struct history *history, struct str path, enum history_depth depth)
{
    struct path_node *node = path_set_add(&history->wanted, path);
    bool known = node->data != NULL;
    struct path_history *asked = path_history_of(history, node);

    if (known && depth <= asked->depth && !asked->partial)
        return;
    asked->depth = depth;
    asked->partial = false;
    /* What a walk for less depth found is found again. */
    asked->newest = asked->oldest = NULL;
    path_node_open(node);
}

void history_add_matching(struct history *history, bool (*wants)(void *context, struct str path),
                          void *context)
{
    path_set_filter(&history->wanted, wants, context);
}

void history_follow(struct history *history,
                    void (*appeared)(void *context, const struct revision *revision), void *context)
{
    history->appeared = appeared;
    history->appeared_context = context;
}

void history_continue(struct history *history, struct str path)
{
    struct path_node *node = path_set_add(&history->wanted, path);

    if (node->data)
        return;
    path_history_of(history, node)->partial = true;
    path_node_open(node);
}

void history_set_identity(struct history *history,
                          struct str (*identity)(void *context, struct str path,
                                                 const struct version *version),
                          void *context)
{
    history->identity = identity;
    history->identity_context = context;
}

/* ---- the walk ---- */

struct step {
    struct history *history;
    struct landing_node *landing; /* NULL: looking at what is there where the history ends */
    struct landing_node *at;      /* the mainline commit that is looked at */
    enum object_status status;    /* without a landing: why it ends */
    struct str reason;
};

static struct revision *append(struct step *step, struct path_node *node)
{
    struct history *history = step->history;
    bool found_here = !node->data;
    struct path_history *path = path_history_of(history, node);
    struct revision_node *added = ARENA_NEW(&history->arena, struct revision_node);
    struct revision *revision = &added->revision;

    if (path->oldest) {
        revision->path = path->oldest->revision.path;
        revision->newer = &path->oldest->revision;
        path->oldest->revision.older = revision;
    } else {
        revision->path = path_node_path(node, &history->arena);
        path->newest = added;
    }
    path->oldest = added;
    if (!path->listed)
        vector_push(&history->found, path);
    path->listed = true;
    path->late = path->late || (found_here && history->gaps.count);
    revision->status = step->status;
    revision->reason = step->reason;
    if (step->landing) {
        revision->landing = &step->landing->commit;
        added->landing = step->landing;
        added->next_landed = step->landing->revisions;
        step->landing->revisions = added;
    } else {
        revision->known_at = &step->at->commit;
    }
    return revision;
}

static void landed(void *context, struct path_node *node, const struct version *before,
                   const struct version *after)
{
    struct step *step = context;
    struct revision *revision = append(step, node);

    revision->version = *after;
    revision->before = *before;
    if (before->mode == MODE_ABSENT && step->history->appeared)
        vector_push(&step->history->new_paths, revision);
    if (((struct path_history *)node->data)->depth == HISTORY_LANDING)
        path_node_close(node);
}

/* Below NODE nothing more can be known: every open path there ends. */
static void end_paths(struct step *step, struct path_node *node)
{
    if (node->wanted) {
        struct revision *revision = append(step, node);

        if (revision->newer)
            revision->version = revision->newer->before;
        else if (history_entry(&revision->version, step->history, &step->history->head,
                               revision->path, &(struct error){0}) != OBJECT_FOUND)
            revision->known_at = NULL;
        path_node_close(node);
    }
    for (size_t i = 0; node->open && i < node->children.count; i++)
        end_paths(step, node->children.entries[i].value);
}

/* Paths below NODE that nobody asked for may have changed here. */
static void unlisted(void *context, struct path_node *node, bool is_new, const struct error *error)
{
    struct history *history = ((struct step *)context)->history;
    struct str path = path_node_path(node, &history->arena);
    struct str folder = path.len ? arena_join(&history->arena, path, STR("/")) : path;
    struct gap *gap = map_get(&history->gaps, folder);

    if (!gap) {
        gap = ARENA_NEW(&history->arena, struct gap);
        gap->folder = folder;
        gap->why = arena_str(&history->arena, str_of(error->message));
        map_put(&history->gaps, folder, gap);
    }
    if (!is_new && !gap->removed.len)
        gap->removed = arena_str(&history->arena, str_of(error->message));
}

static void broken(void *context, struct path_node *node, enum object_status status,
                   const struct error *error)
{
    struct step *step = context;
    struct step end = *step;

    unlisted(context, node, false, error);
    end.status = status;
    end.landing = NULL;
    end.reason = arena_str(&step->history->arena, str_of(error->message));
    end_paths(&end, node);
}

static void compare(struct step *step, const struct object_id *before,
                    const struct object_id *after)
{
    struct tree_diff diff = {.cache = &step->history->trees,
                             .set = &step->history->wanted,
                             .context = step,
                             .commit = &step->at->commit.id,
                             .changed = landed,
                             .failed = broken,
                             .unlisted = unlisted};

    tree_diff_run(&diff, before, after);
}

/* Look at mainline commit NUMBER; returns false at the end of the mainline. */
static bool walk_one(struct history *history, size_t number)
{
    struct landing_node *landing = history_chain(history, number);
    struct landing_node *parent = history_chain(history, number + 1);
    struct step step = {.history = history, .landing = landing, .at = landing};

    if (!parent && history->end_status != OBJECT_FOUND) {
        /* What the last commit holds may have landed with it or before: nobody can tell. */
        step.landing = NULL;
        step.status = history->end_status;
        step.reason = arena_str(&history->arena, str_of(history->end_error.message));
    }
    compare(&step, parent ? &parent->node->tree : NULL, &landing->node->tree);
    for (size_t i = 0; i < history->new_paths.count; i++)
        history->appeared(history->appeared_context, history->new_paths.items[i]);
    history->new_paths.count = 0;
    return parent != NULL;
}

/* ---- paths that are not there ---- */

static void mark_present(void *context, struct path_node *node, const struct version *before,
                         const struct version *after)
{
    (void)context;
    (void)before;
    (void)after;
    ((struct path_history *)node->data)->maybe_present = true;
}

static void mark_unknown(void *context, struct path_node *node, enum object_status status,
                         const struct error *error)
{
    struct path_history *path = node->data;

    if (path)
        path->maybe_present = true;
    for (size_t i = 0; i < node->children.count; i++)
        mark_unknown(context, node->children.entries[i].value, status, error);
}

static void close_if_absent(struct path_node *node)
{
    const struct path_history *path = node->data;

    if (path && path->depth == HISTORY_LANDING && !path->maybe_present)
        path_node_close(node);
    for (size_t i = 0; node->open && i < node->children.count; i++)
        close_if_absent(node->children.entries[i].value);
}

/* A path that HEAD does not have needs no search for its landing alone. */
static void close_absent(struct history *history)
{
    struct path_set set = history->wanted;
    struct tree_diff diff = {
        .cache = &history->trees, .set = &set, .changed = mark_present, .failed = mark_unknown};

    set.wants = NULL;
    tree_diff_run(&diff, NULL, &history->chain.items[0]->node->tree);
    close_if_absent(set.root);
}

/* ---- all of it ---- */

static void close_all(struct path_node *node)
{
    path_node_close(node);
    for (size_t i = 0; node->open && i < node->children.count; i++)
        close_all(node->children.entries[i].value);
}

static void walk_all(struct history *history, void (*progress)(void *context, size_t commits),
                     void *context)
{
    enum { PROGRESS_EVERY = 256 };
    struct path_node *root = history->wanted.root;

    for (size_t i = 0; path_set_is_open(&history->wanted, root) && walk_one(history, i); i++)
        if (progress && i % PROGRESS_EVERY == 0)
            progress(context, i);
    /* All that can be known is known now; a further walk is for paths added later. */
    close_all(root);
    history->wanted.wants = NULL;
}

/* What happened to them at the gaps above where they were found is seen if they are asked for. */
static void reopen_late(struct history *history)
{
    for (size_t i = 0; i < history->found.count; i++) {
        struct path_history *path = history->found.items[i];

        if (!path->late)
            continue;
        path->late = false;
        path->newest = path->oldest = NULL;
        path_node_open(path->node);
    }
}

void history_walk(struct history *history, void (*progress)(void *context, size_t commits),
                  void *context)
{
    close_absent(history);
    walk_all(history, progress, context);
    reopen_late(history);
    walk_all(history, progress, context);
}

/* ---- dates ---- */

void history_date(struct history *history, int64_t now)
{
    int64_t latest = INT64_MIN;

    while (history_chain(history, history->chain.count))
        ;
    for (size_t i = history->chain.count; i-- > 0;) {
        struct mainline_commit *commit = &history->chain.items[i]->commit;

        if (commit->time <= now && commit->time > latest)
            latest = commit->time;
        commit->time_not_before = commit->time > latest ? commit->time : latest;
    }
}

/* ---- answers ---- */

bool history_is_complete(struct history *history, struct error *error)
{
    while (!history->ended)
        extend_chain(history);
    if (history->end_status != OBJECT_FOUND)
        *error = history->end_error;
    else if (history->gaps.count)
        error_set(error, ERROR_FAILURE, "%.*s", STR_ARG(history_gap(history, (struct str){0})));
    return history->end_status == OBJECT_FOUND && !history->gaps.count;
}

struct str history_gap(const struct history *history, struct str folder)
{
    for (size_t i = 0; i < history->gaps.count; i++) {
        const struct gap *gap = history->gaps.entries[i].value;

        if (str_starts_with(folder, gap->folder) || str_starts_with(gap->folder, folder))
            return gap->why;
    }
    return (struct str){0};
}

struct str history_removal_gap(const struct history *history)
{
    for (size_t i = 0; i < history->gaps.count; i++) {
        const struct gap *gap = history->gaps.entries[i].value;

        if (gap->removed.len)
            return gap->removed;
    }
    return (struct str){0};
}

size_t history_length(const struct history *history)
{
    return history->chain.count;
}

const struct mainline_commit *history_commit(const struct history *history, size_t number)
{
    return &history->chain.items[number]->commit;
}

const struct revision *history_newest(const struct history *history, struct str path)
{
    const struct path_node *node = path_set_find(&history->wanted, path);
    const struct path_history *found = node ? node->data : NULL;

    return found && found->newest ? &found->newest->revision : NULL;
}

size_t history_path_count(const struct history *history)
{
    return history->found.count;
}

const struct revision *history_path(const struct history *history, size_t number)
{
    return &history->found.items[number]->newest->revision;
}

enum object_status history_entry(struct version *out, struct history *history,
                                 const struct object_id *commit, struct str path,
                                 struct error *error)
{
    struct graph_node *node;
    enum object_status status = commit_graph_get(&node, &history->graph, commit, error);

    *out = (struct version){0};
    if (status != OBJECT_FOUND)
        return status;
    return tree_lookup(out, &history->trees, &node->tree, path, error);
}
