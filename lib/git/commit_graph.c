#include "git/commit_graph.h"

#include <stdlib.h>

#include "base/memory.h"

void commit_graph_init(struct commit_graph *graph, struct repository *repository,
                       struct arena *arena)
{
    *graph = (struct commit_graph){.repository = repository, .arena = arena};
}

void commit_graph_release(struct commit_graph *graph)
{
    free(graph->slots);
    *graph = (struct commit_graph){0};
}

/* ---- the table of nodes ---- */

static size_t start_slot(const struct commit_graph *graph, const struct object_id *id)
{
    uint64_t hash;

    memcpy(&hash, id->bytes, sizeof hash);
    return (size_t)hash & (graph->slot_count - 1);
}

static struct graph_node **find_slot(const struct commit_graph *graph, const struct object_id *id)
{
    size_t i = start_slot(graph, id);

    while (graph->slots[i] && !object_id_equal(&graph->slots[i]->id, id))
        i = (i + 1) & (graph->slot_count - 1);
    return &graph->slots[i];
}

static void grow(struct commit_graph *graph)
{
    struct graph_node **old = graph->slots;
    size_t old_count = graph->slot_count;

    graph->slot_count = old_count ? old_count * 2 : 1024;
    graph->slots = memory_zalloc(graph->slot_count, sizeof *graph->slots);
    for (size_t i = 0; i < old_count; i++)
        if (old[i])
            *find_slot(graph, &old[i]->id) = old[i];
    free(old);
}

/* ---- reading ---- */

/* "committer NAME <MAIL> SECONDS ZONE": the number behind the last '>' of the line. */
static int64_t committer_time(struct str line)
{
    size_t at = line.len;
    int64_t time = 0;
    bool negative;

    while (at > 0 && line.data[at - 1] != '>')
        at--;
    while (at < line.len && line.data[at] == ' ')
        at++;
    negative = at < line.len && line.data[at] == '-';
    at += negative;
    for (size_t end = at + 18; at < line.len && at < end && ascii_is_digit(line.data[at]); at++)
        time = time * 10 + (line.data[at] - '0');
    return negative ? -time : time;
}

static int parse_header(struct graph_node *node, struct str rest, struct arena *arena)
{
    struct str line, start;
    uint32_t count = 0;

    if (!str_split(&line, &rest, '\n') || !str_starts_with(line, STR("tree ")) ||
        !object_id_parse(&node->tree, str_slice(line, 5, line.len)))
        return -1;
    start = rest;
    while (str_split(&line, &rest, '\n') && str_starts_with(line, STR("parent ")))
        count++;
    while (line.len && !str_starts_with(line, STR("committer ")))
        if (!str_split(&line, &rest, '\n'))
            return -1;
    node->time = committer_time(line);
    node->parent_count = count;
    node->parent_ids = arena_alloc_array(arena, count, sizeof *node->parent_ids);
    node->parents = arena_alloc_array(arena, count, sizeof *node->parents);
    for (uint32_t i = 0; i < count; i++) {
        str_split(&line, &start, '\n');
        if (!object_id_parse(&node->parent_ids[i], str_slice(line, 7, line.len)))
            return -1;
    }
    return 0;
}

static enum object_status read_node(struct graph_node *node, struct commit_graph *graph,
                                    struct error *error)
{
    git_odb_object *object;
    enum object_status status =
        object_read_raw(&object, graph->repository, &node->id, OBJECT_COMMIT, error);
    struct str bytes;
    char hex[OBJECT_ID_HEX + 1];

    if (status != OBJECT_FOUND)
        return status;
    bytes = (struct str){git_odb_object_data(object), git_odb_object_size(object)};
    if (parse_header(node, bytes, graph->arena) != 0) {
        status = OBJECT_CORRUPT;
        error_set(error, ERROR_FAILURE, "commit %s is malformed",
                  object_id_hex(hex, &node->id, OBJECT_ID_HEX));
    }
    git_odb_object_free(object);
    return status;
}

enum object_status commit_graph_get(struct graph_node **out, struct commit_graph *graph,
                                    const struct object_id *id, struct error *error)
{
    struct graph_node node = {.id = *id, .landed = -1};
    struct graph_node **slot;
    enum object_status status;

    if (graph->count * 2 >= graph->slot_count)
        grow(graph);
    slot = find_slot(graph, id);
    *out = *slot;
    if (*slot)
        return OBJECT_FOUND;
    status = read_node(&node, graph, error);
    if (status != OBJECT_FOUND)
        return status;
    if (node.parent_count && repository_is_shallow_boundary(graph->repository, id)) {
        node.is_boundary = true;
        node.parent_count = 0;
    }
    *slot = arena_copy(graph->arena, &node, sizeof node);
    graph->count++;
    *out = *slot;
    return OBJECT_FOUND;
}

enum object_status commit_graph_parent(struct graph_node **out, struct commit_graph *graph,
                                       struct graph_node *node, uint32_t number,
                                       struct error *error)
{
    enum object_status status = OBJECT_FOUND;

    if (!node->parents[number])
        status = commit_graph_get(&node->parents[number], graph, &node->parent_ids[number], error);
    *out = node->parents[number];
    return status;
}

/* ---- landings ---- */

struct visit {
    struct graph_node *node;
    uint32_t next_parent;
};

struct descent {
    struct commit_graph *graph;
    struct graph_node *landing;
    int32_t number;
    bool truncated; /* the mainline ends before its root */
    VECTOR(struct visit) stack;
};

static void enter(struct descent *descent, struct graph_node *node)
{
    node->landed = descent->number;
    /*
     * What ends in nothing instead of an earlier landing may, when the mainline
     * is cut off, have come with a landing that we do not see.
     */
    if (node->parent_count == 0 && (node->is_boundary || descent->truncated))
        descent->landing->cut_off = true;
    vector_push(&descent->stack, ((struct visit){node, 0}));
}

static uint32_t generation_of(const struct graph_node *node)
{
    uint32_t highest = 0;

    for (uint32_t i = 0; i < node->parent_count; i++)
        if (node->parents[i] && node->parents[i]->generation > highest)
            highest = node->parents[i]->generation;
    return highest + 1;
}

/* Depth first; a node is chained when all its parents are, so children come first. */
static void descend(struct descent *descent)
{
    struct graph_node *chain = NULL;

    enter(descent, descent->landing);
    while (descent->stack.count) {
        struct visit *top = &descent->stack.items[descent->stack.count - 1];
        struct graph_node *node = top->node, *parent;
        struct error error;

        if (top->next_parent == node->parent_count) {
            node->generation = generation_of(node);
            node->next_landed = chain;
            chain = node;
            descent->stack.count--;
        } else if (commit_graph_parent(&parent, descent->graph, node, top->next_parent++, &error) !=
                   OBJECT_FOUND) {
            descent->landing->cut_off = true;
        } else if (parent->landed < 0) {
            enter(descent, parent);
        }
    }
}

void commit_graph_assign(struct commit_graph *graph, struct graph_node **mainline, size_t count)
{
    struct descent descent = {.graph = graph};

    if (count)
        descent.truncated =
            mainline[count - 1]->is_boundary || mainline[count - 1]->parent_count > 0;
    for (size_t i = count; i-- > 0;) {
        descent.landing = mainline[i];
        descent.number = (int32_t)i;
        descend(&descent);
    }
    vector_release(&descent.stack);
}
