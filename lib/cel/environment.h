/*
 * What an expression may name: variables, constants and functions. An
 * environment inherits all of its parent's; the standard library is in the
 * root. Environments live in an arena and are not changed once a program was
 * compiled against them or a child was made.
 */
#ifndef CEL_ENVIRONMENT_H
#define CEL_ENVIRONMENT_H

#include "base/error.h"
#include "cel/cel_value.h"

struct cel_environment;

/* What a function gets besides its arguments. */
struct cel_call {
    struct cel_evaluation *evaluation;
    const struct cel_overload *overload;
    const struct cel_node *node; /* of the program, private */
    void *context;               /* as given to cel_add_function */
    size_t count;                /* of arguments, the receiver included */
};

/*
 * ARGUMENTS match the overload's signature and are neither error nor unknown.
 * The result may be made in call->evaluation->arena; cel_fail makes an error.
 */
typedef struct cel_value cel_function_call(const struct cel_call *call,
                                           const struct cel_value *arguments);

struct cel_overload {
    const char *signature; /* "string.startsWith(string) -> bool", "size(list(A)) -> int" */
    cel_function_call *call;
};

/* A function of a library; tables of these are static. */
struct cel_function {
    const char *name;                  /* qualified: "startsWith", "math.greatest" */
    const char *library;               /* "standard", "strings", ...: for the documentation */
    const char *doc;                   /* one sentence */
    const char *examples[6];           /* "EXPRESSION => RESULT", up to a NULL */
    unsigned pattern;                  /* the argument that is a regular expression, or 0 */
    bool reads_context;                /* the result depends on more than the arguments */
    struct cel_overload overloads[24]; /* up to one without signature */
};

/*
 * A new environment in ARENA. PARENT is NULL for one that has the standard
 * library and the extensions alone.
 */
struct cel_environment *cel_environment_new(struct arena *arena,
                                            const struct cel_environment *parent);
/* Names are resolved in CONTAINER first ("a.b": a.b.NAME, a.NAME, NAME). Borrowed. */
void cel_set_container(struct cel_environment *environment, struct str container);

/*
 * Declare a variable; NAME may be qualified ("a.b") and is borrowed, as is DOC
 * (one sentence or empty). Returns its slot, to which a value is bound.
 */
unsigned cel_declare(struct cel_environment *environment, struct str name,
                     const struct cel_type *type, struct str doc);
/* Declare a name whose value never changes; expressions of it are folded. */
void cel_define(struct cel_environment *environment, struct str name, const struct cel_type *type,
                struct cel_value value);
/* Declare an object type, so that signatures may name it. */
void cel_add_object_type(struct cel_environment *environment, const struct cel_object_type *object);
/*
 * Add FUNCTION (borrowed); CONTEXT is handed to its calls. A signature that
 * cannot be read is an error.
 */
int cel_add_function(struct cel_environment *environment, const struct cel_function *function,
                     void *context, struct error *error);

/* The slot of a variable, or -1. */
int cel_slot(const struct cel_environment *environment, struct str name);
/* One more than the highest slot. */
unsigned cel_slot_count(const struct cel_environment *environment);

/*
 * Read a type: "list(map(string, dyn))", "optional(A)", a declared object's name. NULL if
 * TEXT is none.
 */
const struct cel_type *cel_type_parse(const struct cel_environment *environment,
                                      struct arena *arena, struct str text);

/*
 * Every variable of ENVIRONMENT alone, without its parents, in order: for documentation.
 * Constants, which have no sentence, are left out.
 */
void cel_each_variable(const struct cel_environment *environment,
                       void (*visit)(void *context, struct str name, const struct cel_type *type,
                                     struct str doc),
                       void *context);
/* Every function of the environment, parents first: for documentation. */
void cel_each_function(const struct cel_environment *environment,
                       void (*visit)(void *context, const struct cel_function *function),
                       void *context);
/* Macro number INDEX, as a function without overloads, or NULL behind the last; without doc: a
 * variant. */
const struct cel_function *cel_macro(size_t index);

#endif
