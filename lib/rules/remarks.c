#include "rules/remarks.h"

#include "rules/engine.h"

static struct str_list rules_of_shelf(const struct rules *rules, struct str shelf)
{
    struct str_list ids = {0};

    ids.items = arena_alloc_array(rules->arena, rules->count, sizeof *ids.items);
    for (size_t i = 0; i < rules->count; i++)
        if (str_equal(rules->items[i]->folder, shelf))
            ids.items[ids.count++] = rules->items[i]->id;
    return ids;
}

int remarks_on_clone(struct lint_result *out, struct isms *isms, struct error *error)
{
    struct rules rules = {0};
    struct collector collector;
    struct sink sink;
    int result = -1;

    *out = (struct lint_result){0};
    collector_init(&collector, out, isms->arena);
    sink_init(&sink, isms->arena);
    if (rules_load(&rules, isms->arena, error) == 0 && isms_need_world(isms, error) == 0) {
        collector.config = &isms->model.config;
        collector.catalogs = &isms->knowledge->catalogs;
        engine_run(&rules, &isms->world, rules_of_shelf(&rules, STR("clone")), &collector, &sink);
        collector_finish(&collector);
        result = 0;
    }
    rules_release(&rules);
    collector_release(&collector);
    sink_release(&sink);
    return result;
}
