#include "report/alike.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/memory.h"

/* What findings of one group have in common, as one key. */
static struct str group_key(struct arena *arena, const struct finding *finding)
{
    return arena_printf(arena, "%d %d %d %.*s", (int)finding->state, (int)finding->verdict,
                        (int)finding->severity, STR_ARG(finding->rule));
}

static void join(struct alike *first, struct alike *item)
{
    item->first = first;
    first->last->next = item;
    first->last = item;
    first->count++;
}

void alikes_init(struct alikes *out, struct lint_result *result)
{
    struct arena arena;
    struct map groups;

    arena_init(&arena);
    map_init(&groups);
    out->count = result->findings.count;
    out->items = memory_zalloc(out->count + 1, sizeof *out->items);
    for (size_t i = 0; i < out->count; i++) {
        struct alike *item = &out->items[i];
        struct str key = group_key(&arena, &result->findings.items[i]);
        struct alike *first = map_get(&groups, key);

        item->finding = &result->findings.items[i];
        if (first) {
            join(first, item);
        } else {
            item->first = item->last = item;
            item->count = 1;
            map_put(&groups, key, item);
        }
    }
    map_release(&groups);
    arena_release(&arena);
}

void alikes_release(struct alikes *alikes)
{
    free(alikes->items);
    *alikes = (struct alikes){0};
}
