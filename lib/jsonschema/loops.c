#include "jsonschema/loops.h"

#include <stdlib.h>

#include "base/memory.h"

enum state { STATE_NEW, STATE_OPEN, STATE_DONE };

/* A schema on the path, and which of its subschemas was looked at last. */
struct visit {
    const struct schema *schema;
    size_t rule, subschema;
};

struct search {
    struct compiler *compiler;
    unsigned char *states; /* of each schema, by its number */
    VECTOR(struct visit) path;
};

static void open_schema(struct search *search, const struct schema *schema)
{
    struct visit visit = {schema, 0, 0};

    search->states[schema->number] = STATE_OPEN;
    vector_push(&search->path, visit);
}

/* The next subschema that is applied to the same value, and its rule; NULL after the last. */
static const struct schema *next_in_place(struct visit *visit, const struct rule **rule)
{
    for (; visit->rule < visit->schema->rule_count; visit->rule++, visit->subschema = 0) {
        *rule = &visit->schema->rules[visit->rule];
        while ((*rule)->keyword->in_place && !(*rule)->dynamic &&
               visit->subschema < (*rule)->subschema_count) {
            const struct schema *schema = (*rule)->subschemas[visit->subschema++];

            if (schema)
                return schema;
        }
    }
    return NULL;
}

static void search_from(struct search *search, const struct schema *start)
{
    open_schema(search, start);
    while (search->path.count) {
        struct visit *visit = &search->path.items[search->path.count - 1];
        const struct rule *rule;
        const struct schema *next = next_in_place(visit, &rule);

        if (!next) {
            search->states[visit->schema->number] = STATE_DONE;
            search->path.count--;
        } else if (search->states[next->number] == STATE_OPEN) {
            jsonschema_compile_fault(
                search->compiler, "schema-reference", rule->entry->value_span,
                "the schema applies itself to the same value again, without end");
        } else if (search->states[next->number] == STATE_NEW) {
            open_schema(search, next);
        }
    }
}

void jsonschema_find_loops(struct compiler *compiler)
{
    struct search search = {.compiler = compiler};

    search.states = memory_zalloc(compiler->queue.count, 1);
    for (size_t i = 0; i < compiler->queue.count; i++)
        if (search.states[i] == STATE_NEW)
            search_from(&search, compiler->queue.items[i]);
    vector_release(&search.path);
    free(search.states);
}
