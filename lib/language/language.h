/*
 * What a rule may name (design.md, section 6): variables and functions with their types, of
 * which many come from the kinds. It knows no tree, so that what is compiled against it serves
 * any number of them; language/world.h has the values of one.
 */
#ifndef LANGUAGE_LANGUAGE_H
#define LANGUAGE_LANGUAGE_H

#include "cel/cel.h"
#include "model/kind.h"

/* The variables, in the order of their slots. */
enum variable {
    VARIABLE_ISMS,
    VARIABLE_IDS,
    VARIABLE_CATALOG,
    VARIABLE_REPO,
    VARIABLE_CLONE,
    VARIABLE_TODAY,
    VARIABLE_NOW,
    VARIABLE_FILE,
    VARIABLE_TEXT,
    VARIABLE_REFS,
    VARIABLE_NAMESAKES,
    VARIABLE_SECTIONS,
    VARIABLE_APPROVAL,
    VARIABLE_HISTORY,
    VARIABLE_COUNT
};

struct language {
    struct arena *arena; /* holds everything below */
    struct kinds *kinds; /* borrowed */
    struct cel_environment *environment;
    const struct cel_type **kind_types; /* parallel to kinds->items */
    const struct cel_type *variable_types[VARIABLE_COUNT];
};

/* Declare everything in ARENA. A schema of KINDS is compiled when a field of it is first named. */
int language_init(struct language *out, struct arena *arena, struct kinds *kinds,
                  struct error *error);

/* The object type called NAME (object_types.c), or another type in CEL's notation. */
const struct cel_type *language_type(const struct language *language, const char *name);

/* The type of `self` in a rule on KIND. */
const struct cel_type *language_kind_type(const struct language *language, const struct kind *kind);

#endif
