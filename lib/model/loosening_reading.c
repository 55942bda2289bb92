/* What is loosened by how things are read: whom an address means, and which dates are of reviews.
 */
#include "model/column.h"
#include "model/loosening.h"
#include "model/read.h"

/* ---- forges ---- */

/* Does an address at the domain of FORGE mean a login there with CONFIG? */
static bool knows_forge(const struct config *config, const struct forge *forge, struct arena *arena)
{
    struct str address = arena_printf(arena, "login@%.*s", STR_ARG(forge->noreply));
    const struct forge *known = forges_find(&config->forges, address);

    return known && str_equal_nocase(known->name, forge->name);
}

static struct span place_of_forges(const struct config *config)
{
    const struct value_entry *entry = value_entry(config->root, STR("forges"));

    return entry ? span_join(entry->key_span, entry->value_span) : (struct span){0};
}

static void compare_forges(loosening_list *out, const struct config *before,
                           const struct config *after, struct arena *arena)
{
    const struct forge *forge;

    for (size_t i = 0; (forge = forges_at(&after->forges, i)); i++)
        if (knows_forge(after, forge, arena) && !knows_forge(before, forge, arena))
            vector_push(out, ((struct loosening){
                                 arena_printf(arena, "addresses at `%.*s` name logins of %.*s",
                                              STR_ARG(forge->noreply), STR_ARG(forge->name)),
                                 place_of_forges(after), true}));
}

/* ---- dates of review ---- */

static bool same_source(const struct field_mapping *a, const struct field_mapping *b)
{
    return a->source == b->source && str_equal(a->field, b->field) &&
           (a->source == FIELD_PATTERN ? str_equal(span_text(a->place), span_text(b->place))
                                       : str_equal(a->text, b->text));
}

static bool has_source(const struct config *config, const struct kind *kind,
                       const struct field_mapping *field)
{
    for (size_t i = 0; i < config->mapping_count; i++) {
        const struct mapping *mapping = &config->mappings[i];

        for (size_t k = 0; mapping->kind == kind && k < mapping->field_count; k++)
            if (same_source(&mapping->fields[k], field))
                return true;
    }
    return false;
}

/* A key that the kind knows by itself is what it is, whatever a mapping calls it. */
static bool is_known_key(const struct kind *kind, const struct field_mapping *field)
{
    struct str key = field->text, rest = field->text;

    while (field->source == FIELD_POINTER && str_split(&key, &rest, '/'))
        ;
    return field->source != FIELD_PATTERN && column_field(NULL, kind, key).len;
}

static struct str words_of(const struct kind *kind, const struct field_mapping *field,
                           struct arena *arena)
{
    return field->source == FIELD_PATTERN
               ? arena_printf(arena,
                              "the date that the pattern of `%.*s` finds in %.*s needs no approval",
                              STR_ARG(field->field), STR_ARG(kind->plural))
               : arena_printf(arena, "the date `%.*s` in %.*s needs no approval",
                              STR_ARG(field->text), STR_ARG(kind->plural));
}

/* Dates of review are no substance: the mapping says which these are. */
static void compare_dates(loosening_list *out, const struct config *before,
                          const struct mapping *mapping, struct arena *arena)
{
    for (size_t i = 0; i < mapping->field_count; i++) {
        const struct field_mapping *field = &mapping->fields[i];

        if (str_list_has(mapping->kind->housekeeping, field->field) &&
            !is_known_key(mapping->kind, field) && !has_source(before, mapping->kind, field))
            vector_push(out, ((struct loosening){words_of(mapping->kind, field, arena),
                                                 field->place, false}));
    }
}

void loosenings_find_reading(loosening_list *out, const struct config *before,
                             const struct config *after, struct arena *arena)
{
    compare_forges(out, before, after, arena);
    for (size_t i = 0; i < after->mapping_count; i++)
        compare_dates(out, before, &after->mappings[i], arena);
}
