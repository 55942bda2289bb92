#include "changes/renumber.h"

#include "base/map.h"
#include "rules/fingerprint.h"

struct renumbering {
    struct map used; /* fingerprints */
    struct map next; /* fingerprint of ordinal 0 -> the ordinal to try */
    struct arena *arena;
};

static uint64_t *counter_of(struct renumbering *renumbering, const struct finding *finding)
{
    struct str key = fingerprint_of(finding, 0, renumbering->arena);
    uint64_t *next = map_get(&renumbering->next, key);

    if (!next) {
        next = ARENA_NEW(renumbering->arena, uint64_t);
        map_put(&renumbering->next, key, next);
    }
    return next;
}

static void use(struct renumbering *renumbering, struct finding *finding)
{
    map_put(&renumbering->used, finding->fingerprint, finding);
}

static void give_free(struct renumbering *renumbering, struct finding *finding)
{
    uint64_t *next = counter_of(renumbering, finding);

    while (map_get(&renumbering->used, finding->fingerprint))
        finding->fingerprint = fingerprint_of(finding, ++*next, renumbering->arena);
    use(renumbering, finding);
}

void fingerprints_renumber(struct lint_result *result, const gone_list *gone, struct arena *arena)
{
    struct renumbering renumbering = {.arena = arena};

    map_init(&renumbering.used);
    map_init(&renumbering.next);
    for (size_t i = 0; i < gone->count; i++)
        use(&renumbering, gone->items[i]);
    VECTOR_EACH (struct finding, finding, &result->findings)
        if (finding->state != FINDING_NEW)
            use(&renumbering, finding);
    VECTOR_EACH (struct finding, finding, &result->findings)
        if (finding->state == FINDING_NEW)
            give_free(&renumbering, finding);
    map_release(&renumbering.used);
    map_release(&renumbering.next);
}
