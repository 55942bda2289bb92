/* Which commits of L^1..L made the content that landed at L. */
#include "base/limits.h"
#include "git/history_private.h"
#include "git/lineage_origins.h"

/* One path that landed, while the commits that came with it are gone through. */
struct tracker {
    struct revision_node *revision;
    origin_list found;
    struct lineage_name *name; /* if it may have had other names */
    struct version *before; /* of a merge: the entry of each parent, where it was seen to differ */
    bool *differs;          /* which of them were */
    struct version after;
    bool touched; /* the merge at hand differs from a parent */
};

/* A commit that has a path which a parent lacks: the path may have been renamed. */
struct appeared {
    struct graph_node *commit;
    struct tracker *tracker;
};

struct search {
    struct history *history;
    struct landing_node *landing;
    struct arena scratch;
    struct path_set paths; /* those that landed; each node's data is its tracker */
    struct tracker *trackers;
    size_t tracker_count;
    VECTOR(struct tracker *) touched;
    VECTOR(struct appeared) appeared;
    struct graph_node *commit; /* at hand */
    uint32_t parent;           /* at hand */
    struct merge_judge judge;
};

static void set_incomplete(struct tracker *tracker, struct history *history, struct str reason)
{
    struct origins *origins = &tracker->revision->origins;

    if (origins->complete)
        origins->reason = arena_str(&history->arena, reason);
    origins->complete = false;
}

static void mark_incomplete(struct tracker *tracker, struct history *history,
                            const struct error *error)
{
    set_incomplete(tracker, history, str_of(error->message));
}

static void all_incomplete(struct search *search, const struct error *error)
{
    for (size_t i = 0; i < search->tracker_count; i++)
        mark_incomplete(&search->trackers[i], search->history, error);
}

static void add_origin(struct search *search, struct tracker *tracker, bool changes, bool holds)
{
    const struct graph_node *commit = search->commit;

    vector_push(&tracker->found, ((struct origin){.commit = commit->id,
                                                  .time = commit->time,
                                                  .changes = changes,
                                                  .merge = commit->parent_count > 1,
                                                  .holds = holds,
                                                  .empty = !changes && commit->parent_count == 1,
                                                  .path = tracker->revision->revision.path}));
}

/* ---- commits with one parent ---- */

static void changed_by_commit(void *context, struct path_node *node, const struct version *before,
                              const struct version *after)
{
    struct search *search = context;
    struct tracker *tracker = node->data;

    add_origin(search, tracker, true, version_equal(after, &tracker->revision->revision.version));
    if (before->mode == MODE_ABSENT && search->commit->parent_count)
        vector_push(&search->appeared, ((struct appeared){search->commit, tracker}));
}

/* Below NODE a commit could not be compared. */
static void not_comparable(void *context, struct path_node *node, enum object_status status,
                           const struct error *error)
{
    struct search *search = context;

    (void)status;
    if (node->data)
        mark_incomplete(node->data, search->history, error);
    for (size_t i = 0; i < node->children.count; i++)
        not_comparable(context, node->children.entries[i].value, status, error);
}

/*
 * A commit that changes nothing may still say something of what it holds: of what
 * landed, or of a text that was changed before it did. Where nothing is there, only
 * of a deletion.
 */
static void look_at_empty(struct search *search)
{
    struct history *history = search->history;

    for (size_t i = 0; i < search->tracker_count; i++) {
        struct tracker *tracker = &search->trackers[i];
        const struct revision *revision = &tracker->revision->revision;
        struct version version;
        struct error error;

        if (tree_lookup(&version, &history->trees, &search->commit->tree, revision->path, &error) !=
            OBJECT_FOUND)
            mark_incomplete(tracker, history, &error);
        else if (version.mode != MODE_ABSENT || revision->version.mode == MODE_ABSENT)
            add_origin(search, tracker, false, version_equal(&version, &revision->version));
    }
}

/* ---- merges ---- */

static void changed_by_merge(void *context, struct path_node *node, const struct version *before,
                             const struct version *after)
{
    struct search *search = context;
    struct tracker *tracker = node->data;
    uint32_t parents = search->commit->parent_count;

    if (!tracker->touched) {
        tracker->touched = true;
        tracker->after = *after;
        tracker->before = arena_alloc_array(&search->scratch, parents, sizeof *tracker->before);
        tracker->differs = arena_alloc_array(&search->scratch, parents, sizeof *tracker->differs);
        vector_push(&search->touched, tracker);
    }
    tracker->before[search->parent] = *before;
    tracker->differs[search->parent] = true;
}

static void judge_merge(struct search *search, struct tracker *tracker)
{
    const struct revision *revision = &tracker->revision->revision;
    bool is_landing = search->commit == search->landing->node, appears = false;
    struct str_list paths = {&tracker->revision->revision.path, 1};
    struct error error;
    enum merge_verdict verdict;

    for (uint32_t i = 0; i < search->commit->parent_count; i++) {
        if (!tracker->differs[i])
            tracker->before[i] = tracker->after;
        appears |= tracker->before[i].mode == MODE_ABSENT;
    }
    if (appears && tracker->after.mode != MODE_ABSENT)
        vector_push(&search->appeared, ((struct appeared){search->commit, tracker}));
    verdict = merge_judge_entry(&search->judge, search->commit, paths, tracker->before,
                                &tracker->after, &error);
    if (verdict == MERGE_UNKNOWN)
        mark_incomplete(tracker, search->history, &error);
    if (verdict != MERGE_MECHANICAL || is_landing)
        add_origin(search, tracker, verdict == MERGE_WRITTEN,
                   version_equal(&tracker->after, &revision->version));
    tracker->touched = false;
}

/* ---- all commits of a landing ---- */

/* A merge of more parents than are compared: what it did to any path is not known. */
static void pass_over(struct search *search)
{
    struct error error;
    char hex[OBJECT_ID_HEX + 1];

    error_set(&error, ERROR_FAILURE, "the merge %.12s has more than %d parents",
              object_id_hex(hex, &search->commit->id, OBJECT_ID_HEX), LIMIT_PARENTS);
    all_incomplete(search, &error);
    for (size_t i = 0; search->commit == search->landing->node && i < search->tracker_count; i++)
        add_origin(search, &search->trackers[i], true, true);
}

static void look_at_commit(struct search *search, struct graph_node *commit)
{
    bool merge = commit->parent_count > 1;
    struct tree_diff diff = {.cache = &search->history->trees,
                             .set = &search->paths,
                             .context = search,
                             .commit = &commit->id,
                             .changed = merge ? changed_by_merge : changed_by_commit,
                             .failed = not_comparable};

    search->commit = commit;
    if (commit->parent_count > LIMIT_PARENTS) {
        pass_over(search);
        return;
    }
    if (!graph_node_is_whole(commit))
        return; /* what it changed cannot be known; the landing is cut off */
    if (!commit->parent_count)
        tree_diff_run(&diff, NULL, &commit->tree);
    for (uint32_t i = 0; i < commit->parent_count; i++) {
        search->parent = i;
        if (!merge && object_id_equal(&commit->parents[i]->tree, &commit->tree))
            look_at_empty(search);
        else
            tree_diff_run(&diff, &commit->parents[i]->tree, &commit->tree);
    }
    for (size_t i = 0; i < search->touched.count; i++)
        judge_merge(search, search->touched.items[i]);
    search->touched.count = 0;
}

/* ---- renames ---- */

/* Look again at a path that had other names, with those. */
static void follow_renames(struct search *search, struct tracker *tracker, struct lineage *lineage)
{
    struct arena *arena = &search->history->arena;
    struct origins *origins = &tracker->revision->origins;
    struct lineage_origins renamed;

    if (!tracker->name->renames.count && !tracker->name->incomplete)
        return;
    lineage_origins_find(&renamed, lineage, tracker->name, &tracker->revision->revision);
    vector_release(&tracker->found);
    tracker->found = renamed.found;
    renamed.found = (origin_list){0};
    origins->source_count = renamed.sources.count;
    origins->sources = arena_copy(arena, renamed.sources.items,
                                  renamed.sources.count * sizeof *renamed.sources.items);
    if (renamed.incomplete)
        set_incomplete(tracker, search->history, renamed.fault);
    lineage_origins_release(&renamed);
}

/* Most landings take nothing away where something new comes: then there is no rename. */
static void look_for_renames(struct search *search)
{
    struct lineage lineage;

    lineage_init(&lineage, search->history, search->landing, &search->judge, &search->scratch);
    for (size_t i = 0; i < search->appeared.count; i++) {
        const struct appeared *appeared = &search->appeared.items[i];
        struct tracker *tracker = appeared->tracker;

        if (!tracker->name && lineage_takes_away(&lineage, appeared->commit))
            tracker->name = lineage_add(&lineage, tracker->revision->revision.path);
    }
    if (lineage.names.count)
        lineage_follow(&lineage);
    for (size_t i = 0; i < search->tracker_count; i++)
        if (search->trackers[i].name)
            follow_renames(search, &search->trackers[i], &lineage);
    lineage_release(&lineage);
}

/* ---- one landing ---- */

static void assign_landings(struct history *history)
{
    struct graph_node **mainline;

    if (history->assigned)
        return;
    while (history_chain(history, history->chain.count))
        ;
    mainline = arena_alloc_array(&history->arena, history->chain.count, sizeof *mainline);
    for (size_t i = 0; i < history->chain.count; i++)
        mainline[i] = history->chain.items[i]->node;
    commit_graph_assign(&history->graph, mainline, history->chain.count);
    history->assigned = true;
}

static void begin_search(struct search *search)
{
    size_t count = 0;

    path_set_init(&search->paths, &search->scratch);
    merge_judge_init(&search->judge, search->history->repository, &search->history->trees);
    for (struct revision_node *at = search->landing->revisions; at; at = at->next_landed)
        count++;
    search->trackers = arena_alloc_array(&search->scratch, count, sizeof *search->trackers);
    for (struct revision_node *at = search->landing->revisions; at; at = at->next_landed) {
        struct path_node *node = path_set_add(&search->paths, at->revision.path);

        /* A path that was asked for twice has two revisions here, and they are alike. */
        if (!node->data) {
            node->data = &search->trackers[search->tracker_count++];
            path_node_open(node);
        }
        ((struct tracker *)node->data)->revision = at;
        at->origins.complete = true;
    }
}

static void end_search(struct search *search)
{
    struct arena *arena = &search->history->arena;

    for (size_t i = 0; i < search->tracker_count; i++) {
        struct tracker *tracker = &search->trackers[i];
        struct origins *origins = &tracker->revision->origins;

        origins->count = tracker->found.count;
        origins->items =
            arena_copy(arena, tracker->found.items, origins->count * sizeof *origins->items);
        vector_release(&tracker->found);
    }
    for (struct revision_node *at = search->landing->revisions; at; at = at->next_landed) {
        const struct path_node *node = path_set_find(&search->paths, at->revision.path);

        at->origins = ((const struct tracker *)node->data)->revision->origins;
        at->has_origins = true;
    }
    merge_judge_release(&search->judge);
    vector_release(&search->touched);
    vector_release(&search->appeared);
    path_set_release(&search->paths);
    arena_release(&search->scratch);
}

static void search_landing(struct history *history, struct landing_node *landing)
{
    struct search search = {.history = history, .landing = landing};

    begin_search(&search);
    if (landing->node->parent_count <= 1) {
        /* It is all that came, and the walk has seen what it changed. */
        search.commit = landing->node;
        for (size_t i = 0; i < search.tracker_count; i++)
            add_origin(&search, &search.trackers[i], true, true);
        end_search(&search);
        return;
    }
    assign_landings(history);
    if (landing->node->cut_off)
        all_incomplete(
            &search,
            &(struct error){.message = "commits of this revision are missing from this clone"});
    for (struct graph_node *at = landing->node; at; at = at->next_landed)
        look_at_commit(&search, at);
    if (search.appeared.count)
        look_for_renames(&search);
    end_search(&search);
}

const struct origins *history_origins(struct history *history, const struct revision *revision)
{
    static const struct origins unknown = {
        .reason = STR_INIT("the commit on the main branch is unknown")};
    /* revision is the first member of its node. */
    const struct revision_node *node = (const struct revision_node *)revision;

    if (!node->landing)
        return &unknown;
    if (!node->has_origins)
        search_landing(history, node->landing);
    return &node->origins;
}

bool history_brought_by(size_t *number, struct history *history, const struct object_id *commit)
{
    struct graph_node *node;
    struct error error;

    assign_landings(history);
    if (commit_graph_get(&node, &history->graph, commit, &error) != OBJECT_FOUND ||
        node->landed < 0)
        return false;
    *number = (size_t)node->landed;
    return true;
}

enum object_status history_merge_bases(struct object_id **out, size_t *count,
                                       struct history *history, const struct object_id *commit,
                                       uint32_t side, struct arena *arena, struct error *error)
{
    struct merge_bases bases;
    struct graph_node *merge;
    enum object_status status = commit_graph_get(&merge, &history->graph, commit, error);

    *count = 0;
    if (status != OBJECT_FOUND)
        return status;
    assign_landings(history);
    if (!graph_node_is_whole(merge) || merge->landed < 0 || side >= merge->parent_count) {
        error_set(error, ERROR_FAILURE, "the parents of a merge are missing from this clone");
        return OBJECT_MISSING;
    }
    bases = commit_graph_merge_bases(merge->parents[side], merge->parents, side, arena);
    if (!bases.certain) {
        error_set(error, ERROR_FAILURE, "the merge base of a merge is missing from this clone");
        return OBJECT_MISSING;
    }
    *out = arena_alloc_array(arena, bases.count, sizeof **out);
    for (size_t i = 0; i < bases.count; i++)
        (*out)[(*count)++] = bases.items[i]->id;
    return OBJECT_FOUND;
}
