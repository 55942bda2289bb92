#include "model/kind.h"

#include <string.h>

#include "base/embedded.h"
#include "model/builtin.h"
#include "model/read.h"

static const struct str kind_file = STR_INIT("/kind.yaml");
static const struct str schema_folder = STR_INIT("schema/");

static bool is_kind_file(struct str path)
{
    return str_starts_with(path, schema_folder) && str_ends_with(path, kind_file);
}

static unsigned read_forms(const struct value *root)
{
    const struct value *forms = value_get(root, STR("forms"));
    unsigned found = 0;

    if (!forms || forms->type != VALUE_LIST)
        return FORM_DOCUMENT;
    VALUE_EACH_ITEM (item, forms)
        found |= str_equal_c(read_text(item->value), "register") ? FORM_REGISTER : FORM_DOCUMENT;
    return found;
}

static void read_references(struct kind *kind, const struct value *root, struct arena *arena)
{
    const struct value *references = value_get(root, STR("references"));

    if (!references || references->type != VALUE_MAP)
        return;
    kind->references = arena_alloc_array(arena, references->map.count, sizeof *kind->references);
    VALUE_EACH_ENTRY (entry, references)
        kind->references[kind->reference_count++] =
            (struct kind_reference){entry->key, read_string_list(entry->value, arena)};
}

static int load_kind(struct kind *out, struct str path, struct arena *arena, struct error *error)
{
    const struct value *reviews;
    struct value *root;

    if (builtin_read(&root, path, arena, error) < 0)
        return -1;
    reviews = value_get(root, STR("reviews"));
    *out = (struct kind){
        .name = str_slice(path, schema_folder.len, path.len - kind_file.len),
        .title = value_get_string(root, STR("title")),
        .plural = value_get_string(root, STR("plural")),
        .forms = read_forms(root),
        .list = value_get_string(root, STR("list")),
        .keyed = read_strings(root, STR("keyed"), arena),
        .files = read_strings(root, STR("files"), arena),
        .except = read_strings(root, STR("except"), arena),
        .id_field = value_get_string(root, STR("id")),
        .name_field = value_get_string(root, STR("name")),
        .last_review = value_get_string(reviews, STR("last")),
        .next_review = value_get_string(reviews, STR("next")),
        .housekeeping = read_strings(root, STR("housekeeping"), arena),
        .acceptance_binds = read_strings(root, STR("acceptance_binds"), arena),
        .approval = read_bool(root, STR("approval"), false),
        .mandatory = read_bool(root, STR("mandatory"), false),
        .clauses = read_strings(root, STR("clauses"), arena),
        .sections = value_get(root, STR("sections")),
    };
    read_references(out, root, arena);
    if (!out->id_field.len)
        out->id_field = STR("id");
    return 0;
}

int kinds_load(struct kinds *out, struct arena *arena, struct error *error)
{
    size_t count = 0;

    *out = (struct kinds){.arena = arena};
    for (size_t i = 0; i < embedded_file_count; i++)
        count += is_kind_file(embedded_files[i].path);
    out->items = arena_alloc_array(arena, count, sizeof *out->items);
    for (size_t i = 0; i < embedded_file_count; i++)
        if (is_kind_file(embedded_files[i].path) &&
            load_kind(&out->items[out->count++], embedded_files[i].path, arena, error) < 0)
            return -1;
    return 0;
}

void kinds_release(struct kinds *kinds)
{
    for (size_t i = 0; i < kinds->count; i++) {
        if (kinds->items[i].words)
            words_release(kinds->items[i].words);
        builtin_schema_release(&kinds->items[i].schema);
    }
    builtin_schema_release(&kinds->configuration);
    kinds->count = 0;
}

const struct kind kind_configuration = {
    .name = STR_INIT("configuration"),
    .title = STR_INIT("Configuration"),
    .plural = STR_INIT("configuration changes"),
    .forms = FORM_DOCUMENT,
    .approval = true,
};

struct kind *kinds_find(const struct kinds *kinds, struct str name)
{
    size_t low = 0, high = kinds->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(kinds->items[middle].name, name);

        if (order == 0)
            return &kinds->items[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

int kinds_need_schema(struct kinds *kinds, struct kind *kind, struct error *error)
{
    struct str path;

    if (kind->schema.compiled)
        return 0;
    path = arena_printf(kinds->arena, "%.*s%.*s/schema.yaml", STR_ARG(schema_folder),
                        STR_ARG(kind->name));
    if (builtin_schema_init(&kind->schema, path, kinds->arena, error) < 0)
        return -1;
    kind->shape = jsonschema_describe(kind->schema.compiled, kinds->arena);
    kind->words = words_new(kind->shape, kinds->arena);
    return 0;
}

const struct word *kind_word(const struct kind *kind, struct str text)
{
    return words_find(kind->words, text);
}

const struct jsonschema_shape *kind_field_shape(const struct kind *kind, struct str name)
{
    const struct jsonschema_property *property = kind_word(kind, name)->property;

    return property ? property->shape : NULL;
}
