#include "model/catalog.h"

#include "base/embedded.h"
#include "model/builtin.h"

static bool is_catalog(struct str path)
{
    return str_starts_with(path, STR("schema/catalog/")) && str_ends_with(path, STR(".yaml"));
}

static int load_one(struct catalog *out, struct str path, struct arena *arena, struct error *error)
{
    struct value *root;

    map_init(&out->by_id);
    if (builtin_read(&root, path, arena, error) < 0)
        return -1;
    out->framework = value_get_string(root, STR("framework"));
    out->title = value_get_string(root, STR("title"));
    out->entries = value_get(root, STR("controls"));
    if (!out->framework.len || !out->entries || out->entries->type != VALUE_LIST)
        return error_set(error, ERROR_FAILURE, "%.*s: `framework` and `controls` are required",
                         STR_ARG(path));
    VALUE_EACH_ITEM (item, out->entries)
        map_put(&out->by_id, value_get_string(item->value, STR("id")), item->value);
    return 0;
}

int catalogs_load(struct catalogs *out, struct arena *arena, struct error *error)
{
    size_t count = 0;

    *out = (struct catalogs){0};
    for (size_t i = 0; i < embedded_file_count; i++)
        count += is_catalog(embedded_files[i].path);
    out->items = arena_alloc_array(arena, count, sizeof *out->items);
    for (size_t i = 0; i < embedded_file_count; i++)
        if (is_catalog(embedded_files[i].path) &&
            load_one(&out->items[out->count++], embedded_files[i].path, arena, error) < 0)
            return -1;
    return 0;
}

void catalogs_release(struct catalogs *catalogs)
{
    for (size_t i = 0; i < catalogs->count; i++)
        map_release(&catalogs->items[i].by_id);
    catalogs->count = 0;
}

const struct catalog *catalogs_find(const struct catalogs *catalogs, struct str framework)
{
    for (size_t i = 0; i < catalogs->count; i++)
        if (str_equal(catalogs->items[i].framework, framework))
            return &catalogs->items[i];
    return NULL;
}

struct str catalogs_clause(const struct catalogs *catalogs, struct str clause, struct arena *arena)
{
    struct str rest = clause, framework;
    const struct catalog *catalog;
    bool lettered;

    str_split(&framework, &rest, ' ');
    catalog = catalogs_find(catalogs, framework);
    lettered =
        rest.len > 2 && ascii_is_alpha(rest.data[rest.len - 1]) && rest.data[rest.len - 2] == ' ';
    return arena_printf(arena, "%.*s%s%.*s%s", STR_ARG(catalog ? catalog->title : framework),
                        rest.len ? " " : "", STR_ARG(rest), lettered ? ")" : "");
}
