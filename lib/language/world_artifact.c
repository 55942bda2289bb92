/* The artifact at hand: file, text, refs, namesakes, sections. */
#include "language/world_private.h"
#include "model/read.h"

static const struct span nowhere = {0};

static void add_string(struct value_builder *map, struct str key, struct str string,
                       struct arena *arena)
{
    value_map_add(map, key, nowhere, value_new_string(arena, string, nowhere), nowhere);
}

/* Other formats have no marks that tell code from prose. */
static struct str prose_of(const struct artifact *artifact)
{
    const struct document *document = &artifact->file->document;

    return document->format == FORMAT_MARKDOWN ? document->markdown.prose
                                               : artifact->file->source->text;
}

struct cel_value world_make_file(const struct world_subject *subject, struct arena *arena)
{
    struct value_builder *map = value_map_begin();
    const struct artifact *artifact = subject->artifact;
    struct source *source;
    struct span whole;
    struct str path;
    size_t slash;

    if (!artifact) {
        value_abandon(map);
        return cel_fault(arena, CEL_FAULT_EVALUATION, "a rule on the ISMS has no file");
    }
    source = artifact->file->source;
    path = artifact->file->path;
    whole = span_of(source, 0, source->text.len);
    slash = path.len;
    while (slash > 0 && path.data[slash - 1] != '/')
        slash--;
    add_string(map, STR("path"), path, arena);
    add_string(map, STR("name"), str_slice(path, slash, path.len), arena);
    add_string(map, STR("kind"), artifact->kind->name, arena);
    value_map_add(map, STR("text"), nowhere, value_new_string(arena, source->text, whole), whole);
    value_map_add(map, STR("prose"), nowhere, value_new_string(arena, prose_of(artifact), whole),
                  whole);
    return cel_of_document(arena, value_end(map, arena, nowhere),
                           world_type(subject->world, VARIABLE_FILE), NULL);
}

struct cel_value world_make_text(const struct world_subject *subject, struct arena *arena)
{
    const struct value *text =
        subject->artifact ? subject->artifact->file->document.markdown.text : NULL;

    if (!text || subject->artifact->is_row)
        text = value_end(value_map_begin(), arena, nowhere);
    return cel_of_document(arena, text, world_type(subject->world, VARIABLE_TEXT), NULL);
}

/* A map value of NAME, ITEM pairs. */
static struct cel_value object(const char *const *names, const struct cel_value *items,
                               size_t count, struct arena *arena)
{
    struct cel_value *keys = arena_alloc_array(arena, count, sizeof *keys);

    for (size_t i = 0; i < count; i++)
        keys[i] = cel_of_string(str_of(names[i]));
    return cel_of_entries(arena, keys, arena_copy(arena, items, count * sizeof *items), count);
}

static struct cel_value reference_value(const struct model_reference *reference,
                                        struct arena *arena)
{
    static const char *const names[] = {"field", "id", "kinds", "known", "found"};
    struct cel_value items[5] = {
        cel_of_string(reference->declared->field),
        cel_of_string(reference->id),
        world_strings(reference->declared->targets, arena),
        cel_of_bool(reference->known),
        cel_of_bool(reference->target != NULL),
    };

    items[1].where = &reference->span;
    return object(names, items, 5, arena);
}

struct cel_value world_make_refs(const struct world_subject *subject, struct arena *arena)
{
    const struct model_references *references;
    struct cel_value *items;

    if (!subject->artifact)
        return cel_of_items(arena, NULL, 0);
    references = model_references_of(subject->world->model, subject->artifact);
    items = arena_alloc_array(arena, references->count, sizeof *items);
    for (size_t i = 0; i < references->count; i++)
        items[i] = reference_value(&references->items[i], arena);
    return cel_of_items(arena, items, references->count);
}

static struct cel_value namesake_value(const struct artifact *other, const struct artifact *self,
                                       struct arena *arena)
{
    static const char *const names[] = {"kind", "id", "path", "line", "same_file"};
    struct position position = source_position(other->span.source, other->span.start);
    struct cel_value items[5] = {
        cel_of_string(other->kind->name),       cel_of_string(other->id),
        cel_of_string(other->file->path),       cel_of_int(position.line),
        cel_of_bool(other->file == self->file),
    };

    return object(names, items, 5, arena);
}

struct cel_value world_make_namesakes(const struct world_subject *subject, struct arena *arena)
{
    const struct artifact *self = subject->artifact;
    const struct model_namesakes *namesakes;
    struct cel_value *items = arena_alloc_array(arena, 2, sizeof *items);
    size_t count = 0;

    if (!self)
        return cel_of_items(arena, NULL, 0);
    namesakes = model_namesakes_of(subject->world->model, self);
    if (namesakes->first)
        items[count++] = namesake_value(namesakes->first, self, arena);
    if (namesakes->first_here)
        items[count++] = namesake_value(namesakes->first_here, self, arena);
    return cel_of_items(arena, items, count);
}

/* Section keys of KIND (or NULL) and of the configuration, which comes first. */
static const struct value *merge_sections(const struct world *world, const struct kind *kind)
{
    const struct value *sources[2] = {world->model->config.sections, kind ? kind->sections : NULL};
    struct value_builder *map = value_map_begin();

    for (size_t i = 0; i < 2; i++)
        if (sources[i] && sources[i]->type == VALUE_MAP)
            VALUE_EACH_ENTRY (entry, sources[i])
                value_map_add(map, entry->key, entry->key_span, entry->value, entry->value_span);
    return value_end(map, world->arena, nowhere);
}

struct cel_value world_make_sections(const struct world_subject *subject, struct arena *arena)
{
    struct world *world = subject->world;
    const struct kinds *kinds = world->model->kinds;
    const struct kind *kind = subject->artifact ? subject->artifact->kind : NULL;
    const struct value **sections =
        &world->sections[kind ? kind - kinds->items : (ptrdiff_t)kinds->count];

    if (!*sections)
        *sections = merge_sections(world, kind);
    return cel_of_document(arena, *sections, world_type(world, VARIABLE_SECTIONS), NULL);
}
