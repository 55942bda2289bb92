/* What an environment is made of; for the rest of lib/cel. */
#ifndef CEL_ENVIRONMENT_PRIVATE_H
#define CEL_ENVIRONMENT_PRIVATE_H

#include "cel/names.h"
#include "cel/syntax.h"

/* A variable, or a constant if it has a value. */
struct declaration {
    struct str name;
    const struct cel_type *type;
    struct str doc;
    unsigned slot;
    const struct cel_value *value;
    struct declaration *next; /* variable of the same environment, in order */
};

struct function_entry {
    const struct cel_function *function;
    struct function_entry *next;
};

struct cel_environment {
    struct arena *arena;
    const struct cel_environment *parent;
    struct str container;
    unsigned slot_count;
    struct names variables; /* struct declaration */
    struct names functions; /* struct overload, a chain */
    struct names objects;   /* struct cel_object_type */
    struct declaration *first_variable, **last_variable;
    struct function_entry *first; /* functions in order, for the documentation */
    struct function_entry **last;
};

/* The declaration of exactly NAME, here or in a parent, or NULL. */
const struct declaration *cel_environment_variable(const struct cel_environment *environment,
                                                   struct str name);
/* The overloads of exactly NAME in ENVIRONMENT alone, without parents, or NULL. */
const struct overload *cel_environment_overloads(const struct cel_environment *environment,
                                                 struct str name);
/* Is there a function called exactly NAME, here or in a parent? */
bool cel_environment_has_function(const struct cel_environment *environment, struct str name);

/* Call VISIT for each variable or function name, for suggestions. */
void cel_environment_each_name(const struct cel_environment *environment, bool functions,
                               void (*visit)(void *context, struct str name), void *context);

/*
 * The candidates for NAME in container "a.b": "a.b.NAME", "a.NAME", "NAME". Call with
 * *STEP = 0 first; false when there is none left. The result lives in ARENA.
 */
bool cel_environment_candidate(struct str *candidate, size_t *step,
                               const struct cel_environment *environment, struct arena *arena,
                               struct str name, bool absolute);

#endif
