#include "rules/remarks.h"

#include "rules/engine.h"

static struct str_list rules_of_shelf(const struct rules *rules, struct str shelf)
{
    struct str_list ids = {0};

    ids.items = arena_alloc_array(rules->arena, rules->count, sizeof *ids.items);
    for (size_t i = 0; i < rules->count; i++)
        if (str_equal(rules->items[i].folder, shelf))
            ids.items[ids.count++] = rules->items[i].id;
    return ids;
}

int remarks_on_clone(struct lint_result *out, const struct model *model,
                     struct approvals *approvals, int64_t now, struct arena *arena,
                     struct error *error)
{
    struct catalogs catalogs = {0};
    struct language language;
    struct world world = {0};
    struct rules rules = {0};
    struct collector collector;
    struct sink sink;
    int result = -1;

    *out = (struct lint_result){0};
    collector_init(&collector, out, arena);
    sink_init(&sink, arena);
    if (catalogs_load(&catalogs, arena, error) < 0 || rules_load(&rules, arena, error) < 0 ||
        language_init(&language, arena, model->kinds, error) < 0)
        goto out;
    world_init(&world, arena, &language, model, &catalogs, approvals, now);
    collector.config = &model->config;
    collector.catalogs = &catalogs;
    engine_run(&rules, &world, rules_of_shelf(&rules, STR("clone")), &collector, &sink);
    collector_finish(&collector);
    result = 0;
out:
    world_release(&world);
    rules_release(&rules);
    catalogs_release(&catalogs);
    collector_release(&collector);
    sink_release(&sink);
    return result;
}
