#include <string.h>

#include "cel/environment_private.h"
#include "cel/library.h"
#include "cel/signature.h"

/* The names of types are constants (langdef.md, "Type Values"). */
static void define_types(struct cel_environment *environment)
{
    static const struct cel_type list = {.kind = CEL_TYPE_LIST, .item = &cel_dyn};
    static const struct cel_type map = {.kind = CEL_TYPE_MAP, .key = &cel_dyn, .item = &cel_dyn};
    static const struct cel_type optional = {.kind = CEL_TYPE_OPTIONAL, .item = &cel_dyn};
    static const struct cel_type *const types[] = {
        &cel_null,      &cel_bool,  &cel_int,       &cel_uint,     &cel_double,
        &cel_string,    &cel_bytes, &cel_timestamp, &cel_duration, &cel_period,
        &cel_type_type, &list,      &map,           &optional,
    };

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        cel_define(environment, cel_type_name(types[i]), &cel_type_type, cel_of_type(types[i]));
}

static void add_library(struct cel_environment *environment)
{
    for (size_t i = 0; cel_library[i]; i++) {
        for (const struct cel_function *function = cel_library[i]; function->name; function++) {
            struct error error;

            /* Our own tables: tests/unit/cel_test.c calls each of their functions. */
            if (cel_add_function(environment, function, NULL, &error) < 0)
                cel_library_broken(&error);
        }
    }
}

struct cel_environment *cel_environment_new(struct arena *arena,
                                            const struct cel_environment *parent)
{
    struct cel_environment *environment = ARENA_NEW(arena, struct cel_environment);

    environment->arena = arena;
    environment->parent = parent;
    environment->last = &environment->first;
    environment->last_variable = &environment->first_variable;
    if (parent) {
        environment->container = parent->container;
        environment->slot_count = parent->slot_count;
    } else {
        define_types(environment);
        add_library(environment);
    }
    return environment;
}

void cel_set_container(struct cel_environment *environment, struct str container)
{
    environment->container = container;
}

static struct declaration *declare(struct cel_environment *environment, struct str name,
                                   const struct cel_type *type)
{
    struct declaration *declaration = ARENA_NEW(environment->arena, struct declaration);

    declaration->name = name;
    declaration->type = type;
    cel_names_put(&environment->variables, environment->arena, name, declaration);
    return declaration;
}

unsigned cel_declare(struct cel_environment *environment, struct str name,
                     const struct cel_type *type, struct str doc)
{
    struct declaration *declaration = declare(environment, name, type);

    declaration->doc = doc;
    *environment->last_variable = declaration;
    environment->last_variable = &declaration->next;
    declaration->slot = environment->slot_count;
    return environment->slot_count++;
}

void cel_define(struct cel_environment *environment, struct str name, const struct cel_type *type,
                struct cel_value value)
{
    declare(environment, name, type)->value = arena_copy(environment->arena, &value, sizeof value);
}

void cel_add_object_type(struct cel_environment *environment, const struct cel_object_type *object)
{
    struct cel_object_type **kept = ARENA_NEW(environment->arena, struct cel_object_type *);

    memcpy(kept, &object, sizeof object);
    cel_names_put(&environment->objects, environment->arena, object->name, kept);
}

static const struct cel_object_type *find_declared(const void *context, struct str name)
{
    for (const struct cel_environment *environment = context; environment;
         environment = environment->parent) {
        const struct cel_object_type **object = cel_names_get(&environment->objects, name);

        if (object)
            return *object;
    }
    return NULL;
}

const struct cel_type *cel_type_parse(const struct cel_environment *environment,
                                      struct arena *arena, struct str text)
{
    return cel_signature_type(arena, text, find_declared, environment);
}

/* Behind the overloads that are there, so that they are tried in the order of the table. */
static void add_overload(struct cel_environment *environment, struct overload *overload)
{
    struct str name = str_of(overload->function->name);
    struct overload *last = cel_names_get(&environment->functions, name);

    if (!last) {
        cel_names_put(&environment->functions, environment->arena, name, overload);
        return;
    }
    while (last->following)
        last = last->following;
    last->following = overload;
}

int cel_add_function(struct cel_environment *environment, const struct cel_function *function,
                     void *context, struct error *error)
{
    struct function_entry *entry = ARENA_NEW(environment->arena, struct function_entry);
    size_t most = sizeof function->overloads / sizeof function->overloads[0];

    for (size_t i = 0; i < most && function->overloads[i].signature; i++) {
        struct overload *overload = ARENA_NEW(environment->arena, struct overload);

        if (!cel_signature_read(overload, environment->arena, function, &function->overloads[i],
                                find_declared, environment))
            return error_set(error, ERROR_FAILURE, "the signature %s of %s cannot be read",
                             function->overloads[i].signature, function->name);
        overload->context = context;
        add_overload(environment, overload);
    }
    entry->function = function;
    *environment->last = entry;
    environment->last = &entry->next;
    return 0;
}

const struct declaration *cel_environment_variable(const struct cel_environment *environment,
                                                   struct str name)
{
    const struct declaration *declaration = NULL;

    for (; environment && !declaration; environment = environment->parent)
        declaration = cel_names_get(&environment->variables, name);
    return declaration;
}

const struct overload *cel_environment_overloads(const struct cel_environment *environment,
                                                 struct str name)
{
    return cel_names_get(&environment->functions, name);
}

bool cel_environment_has_function(const struct cel_environment *environment, struct str name)
{
    for (; environment; environment = environment->parent)
        if (cel_names_get(&environment->functions, name))
            return true;
    return false;
}

void cel_environment_each_name(const struct cel_environment *environment, bool functions,
                               void (*visit)(void *context, struct str name), void *context)
{
    for (; environment; environment = environment->parent) {
        const struct names *names = functions ? &environment->functions : &environment->variables;

        for (size_t i = 0; i < NAME_BUCKETS; i++)
            for (const struct name_entry *entry = names->buckets[i]; entry; entry = entry->next)
                visit(context, entry->name);
    }
}

bool cel_environment_candidate(struct str *candidate, size_t *step,
                               const struct cel_environment *environment, struct arena *arena,
                               struct str name, bool absolute)
{
    struct str prefix = absolute ? (struct str){0} : environment->container;

    /* Step N leaves out the last N parts of the container. */
    for (size_t i = 0; i < *step; i++) {
        if (prefix.len == 0)
            return false;
        while (prefix.len && prefix.data[prefix.len - 1] != '.')
            prefix.len--;
        prefix.len -= prefix.len > 0;
    }
    ++*step;
    *candidate =
        prefix.len ? arena_printf(arena, "%.*s.%.*s", STR_ARG(prefix), STR_ARG(name)) : name;
    return true;
}

int cel_slot(const struct cel_environment *environment, struct str name)
{
    const struct declaration *declaration = cel_environment_variable(environment, name);

    return declaration && !declaration->value ? (int)declaration->slot : -1;
}

unsigned cel_slot_count(const struct cel_environment *environment)
{
    return environment->slot_count;
}

void cel_each_variable(const struct cel_environment *environment,
                       void (*visit)(void *context, struct str name, const struct cel_type *type,
                                     struct str doc),
                       void *context)
{
    for (const struct declaration *declaration = environment->first_variable; declaration;
         declaration = declaration->next)
        visit(context, declaration->name, declaration->type, declaration->doc);
}

void cel_each_function(const struct cel_environment *environment,
                       void (*visit)(void *context, const struct cel_function *function),
                       void *context)
{
    if (environment->parent)
        cel_each_function(environment->parent, visit, context);
    for (const struct function_entry *entry = environment->first; entry; entry = entry->next)
        visit(context, entry->function);
}
