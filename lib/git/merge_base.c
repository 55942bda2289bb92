/* Merge bases in the graph of commits: painting downwards, highest generation first. */
#include "git/commit_graph.h"

enum { PAINT_ONE = 1, PAINT_OTHER = 2, PAINT_BOTH = 3, PAINT_STALE = 4, PAINT_QUEUED = 8 };

struct painting {
    VECTOR(struct graph_node *) heap;    /* by generation, the highest first */
    VECTOR(struct graph_node *) touched; /* to be wiped at the end */
    size_t fresh;                        /* nodes in the heap that are not stale */
    bool certain;
};

/* ---- the heap ---- */

static void swap(struct graph_node **a, struct graph_node **b)
{
    struct graph_node *kept = *a;

    *a = *b;
    *b = kept;
}

static void heap_push(struct painting *painting, struct graph_node *node)
{
    struct graph_node **items;
    size_t i = painting->heap.count;

    vector_push(&painting->heap, node);
    items = painting->heap.items;
    while (i > 0 && items[(i - 1) / 2]->generation < items[i]->generation) {
        swap(&items[(i - 1) / 2], &items[i]);
        i = (i - 1) / 2;
    }
}

static struct graph_node *heap_pop(struct painting *painting)
{
    struct graph_node **items = painting->heap.items;
    struct graph_node *top = items[0];
    size_t count = --painting->heap.count, i = 0;

    items[0] = items[count];
    for (;;) {
        size_t largest = i;

        for (size_t child = 2 * i + 1; child <= 2 * i + 2 && child < count; child++)
            if (items[child]->generation > items[largest]->generation)
                largest = child;
        if (largest == i)
            return top;
        swap(&items[largest], &items[i]);
        i = largest;
    }
}

/* ---- painting ---- */

static void paint(struct painting *painting, struct graph_node *node, uint8_t colours)
{
    uint8_t before = node->paint;

    if (!before)
        vector_push(&painting->touched, node);
    node->paint |= colours | PAINT_QUEUED;
    /* Only nodes of a lower generation are painted, so a node is popped once, with all colours. */
    if (!(before & PAINT_QUEUED))
        heap_push(painting, node);
    if (!(before & PAINT_QUEUED) && !(node->paint & PAINT_STALE))
        painting->fresh++;
    if ((before & PAINT_QUEUED) && !(before & PAINT_STALE) && (node->paint & PAINT_STALE))
        painting->fresh--;
}

static bool is_cut(const struct graph_node *node)
{
    bool cut = node->is_boundary;

    for (uint32_t i = 0; i < node->parent_count; i++)
        cut |= node->parents[i] == NULL;
    return cut;
}

/* Take the highest node; returns it if it is a best common ancestor. */
static struct graph_node *step(struct painting *painting)
{
    struct graph_node *node = heap_pop(painting);
    uint8_t colours = node->paint & (PAINT_BOTH | PAINT_STALE);
    bool stale = colours & PAINT_STALE;
    bool found = !stale && (colours & PAINT_BOTH) == PAINT_BOTH;

    painting->fresh -= !stale;
    /* Below a cut, of one colour so far, a common ancestor may be that we do not see. */
    if (!stale && !found && is_cut(node))
        painting->certain = false;
    if (found)
        colours |= PAINT_STALE;
    for (uint32_t i = 0; i < node->parent_count; i++)
        if (node->parents[i])
            paint(painting, node->parents[i], colours);
    return found ? node : NULL;
}

struct merge_bases commit_graph_merge_bases(struct graph_node *one, struct graph_node **others,
                                            size_t other_count, struct arena *arena)
{
    struct painting painting = {.certain = true};
    VECTOR(struct graph_node *) bases = {0};
    struct merge_bases result;

    paint(&painting, one, PAINT_ONE);
    for (size_t i = 0; i < other_count; i++)
        paint(&painting, others[i], PAINT_OTHER);
    while (painting.fresh) {
        struct graph_node *base = step(&painting);

        if (base)
            vector_push(&bases, base);
    }
    for (size_t i = 0; i < painting.touched.count; i++)
        painting.touched.items[i]->paint = 0;
    result = (struct merge_bases){
        .items = arena_copy(arena, bases.items, bases.count * sizeof *bases.items),
        .count = bases.count,
        .certain = painting.certain};
    vector_release(&bases);
    vector_release(&painting.heap);
    vector_release(&painting.touched);
    return result;
}
