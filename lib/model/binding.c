#include "model/binding.h"

#include "model/column.h"

struct binding binding_of_data(const struct kind *kind, const struct mapping *mapping)
{
    return (struct binding){.kind = kind, .mapping = mapping};
}

struct binding binding_of_cells(const struct kind *kind, const struct mapping *mapping)
{
    return (struct binding){.kind = kind, .mapping = mapping, .textual = true};
}

/* Does a field of the mapping come from KEY? */
static bool is_taken(const struct mapping *mapping, struct str key)
{
    for (size_t i = 0; mapping && i < mapping->field_count; i++)
        if (mapping->fields[i].source == FIELD_KEY && str_equal(mapping->fields[i].text, key))
            return true;
    return false;
}

/* What the mapping says of FIELD, or NULL. */
static const struct field_mapping *mapping_of_field(const struct mapping *mapping, struct str field)
{
    for (size_t i = 0; mapping && i < mapping->field_count; i++)
        if (str_equal(mapping->fields[i].field, field))
            return &mapping->fields[i];
    return NULL;
}

static struct bound_field bind_field(const struct binding *binding, struct str name,
                                     const struct field_mapping *mapping)
{
    const struct word *word = kind_word(binding->kind, name);

    return (struct bound_field){.name = name,
                                .mapping = mapping,
                                .shape = word->property ? word->property->shape : NULL,
                                .stray = word->near.count > 0};
}

/* Columns are written for people, and mean a field but for case and spaces. */
static struct bound_key bind_key(const struct binding *binding, struct str key)
{
    struct str meant = binding->textual ? kind_word(binding->kind, key)->field : (struct str){0};
    struct str name = meant.len ? meant : key;

    return (struct bound_key){
        .text = key,
        .taken = is_taken(binding->mapping, key),
        .field = bind_field(binding, name, mapping_of_field(binding->mapping, name))};
}

struct binding binding_of_table(const struct header *header, const struct kind *kind,
                                const struct mapping *mapping, struct arena *arena)
{
    struct binding binding = binding_of_cells(kind, mapping);
    struct bound_key *columns = arena_alloc_array(arena, header->count, sizeof *columns);

    for (size_t i = 0; i < header->count; i++)
        columns[i] = bind_key(&binding, header->names[i]);
    binding.header = header;
    binding.columns = columns;
    return binding;
}

struct bound_field binding_field(const struct binding *binding, const struct field_mapping *field)
{
    return (struct bound_field){.name = field->field,
                                .mapping = field,
                                .shape = field->shape,
                                .stray = !field->shape &&
                                         kind_word(binding->kind, field->field)->near.count > 0};
}

struct bound_key binding_key(const struct binding *binding, struct str key, size_t *cursor)
{
    size_t count = binding->header ? binding->header->count : 0;

    for (size_t i = *cursor; i < count; i++)
        if (str_equal(binding->columns[i].text, key)) {
            *cursor = i + 1;
            return binding->columns[i];
        }
    return bind_key(binding, key);
}
