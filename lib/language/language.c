#include "language/language.h"

#include "language/functions.h"
#include "language/kind_type.h"
#include "language/object_types.h"

static const struct declared_variable {
    const char *name;
    const char *type; /* a signature that cel_type_parse reads, or NULL: per_kind_type makes it */
    const char *doc;  /* one sentence, for the language page */
} variables[VARIABLE_COUNT] = {
    [VARIABLE_ISMS] = {"isms", NULL, "All artifacts of a kind: isms.risk is a list."},
    [VARIABLE_IDS] = {"ids", NULL, "The artifacts of a kind by id: ids.control[\"A.5.1\"]."},
    [VARIABLE_CATALOG] = {"catalog", "catalog",
                          "The controls or criteria of the configured frameworks."},
    [VARIABLE_REPO] = {"repo", "repo", "Facts about the history as a whole."},
    [VARIABLE_CLONE] = {"clone", "clone", "Missing and replaced objects of this clone."},
    [VARIABLE_TODAY] = {"today", "timestamp", "The date of the run, at midnight."},
    [VARIABLE_NOW] = {"now", "timestamp", "The instant of the run."},
    [VARIABLE_FILE] = {"file", "file", "The file of the artifact."},
    [VARIABLE_TEXT] = {"text", "text", "The Markdown body of a document."},
    [VARIABLE_REFS] = {"refs", "list(reference)", "The references of the artifact to others."},
    [VARIABLE_NAMESAKES] =
        {"namesakes", "list(namesake)",
         "The first earlier artifact with the same id: in the ISMS, and in the same file."},
    [VARIABLE_SECTIONS] = {"sections", "map(string, list(string))",
                           "Per section, the headings that count."},
    [VARIABLE_APPROVAL] = {"approval", "approval",
                           "The verdict on the content in force, with its evidence."},
    [VARIABLE_HISTORY] = {"history", "history", "The landings of the artifact on the main branch."},
};

/* isms and ids have a field for each kind: a list, or a map by id. */
static const struct cel_type *per_kind_type(const struct language *language, enum variable variable)
{
    const struct kinds *kinds = language->kinds;
    struct arena *arena = language->arena;
    struct cel_object_type *object = cel_object_type_new(arena, str_of(variables[variable].name));
    struct cel_field *fields = arena_alloc_array(arena, kinds->count, sizeof *fields);

    for (size_t i = 0; i < kinds->count; i++) {
        const struct cel_type *type = language->kind_types[i];

        fields[i] = (struct cel_field){
            .name = kinds->items[i].name,
            .type = variable == VARIABLE_IDS ? cel_map_of(arena, &cel_string, type)
                                             : cel_list_of(arena, type),
        };
    }
    cel_object_type_set_fields(object, arena, fields, kinds->count);
    return cel_object_of(arena, object);
}

static void make_kind_types(struct language *language)
{
    struct kinds *kinds = language->kinds;

    language->kind_types =
        arena_alloc_array(language->arena, kinds->count, sizeof *language->kind_types);
    for (size_t i = 0; i < kinds->count; i++)
        language->kind_types[i] = kind_type(kinds, &kinds->items[i], language->arena);
}

static void declare_variables(struct language *language)
{
    for (unsigned i = 0; i < VARIABLE_COUNT; i++) {
        const struct cel_type *type = variables[i].type ? language_type(language, variables[i].type)
                                                        : per_kind_type(language, (enum variable)i);

        language->variable_types[i] = type;
        cel_declare(language->environment, str_of(variables[i].name), type,
                    str_of(variables[i].doc));
    }
}

int language_init(struct language *out, struct arena *arena, struct kinds *kinds,
                  struct error *error)
{
    *out = (struct language){.arena = arena, .kinds = kinds};
    make_kind_types(out);
    out->environment = cel_environment_new(arena, NULL);
    object_types_declare(out->environment, arena);
    declare_variables(out);
    if (cel_add_function(out->environment, &function_cited_by, NULL, error) < 0)
        return -1;
    return cel_add_function(out->environment, &function_mentions, NULL, error);
}

const struct cel_type *language_type(const struct language *language, const char *name)
{
    return cel_type_parse(language->environment, language->arena, str_of(name));
}

const struct cel_type *language_kind_type(const struct language *language, const struct kind *kind)
{
    return language->kind_types[kind - language->kinds->items];
}
