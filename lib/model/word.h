/*
 * What a key or the name of a column may mean for a kind. Registers repeat their few keys
 * in every row: each word is looked up among the kind's fields once.
 */
#ifndef MODEL_WORD_H
#define MODEL_WORD_H

#include "base/arena.h"
#include "jsonschema/jsonschema.h"

struct word {
    const struct jsonschema_property *property; /* the field of exactly this name, or NULL */
    struct str field;     /* of this name but for case, and '_', '-', ' ' alike; or empty */
    struct str_list near; /* fields within a letter or two of it, the nearest first */
};

struct words;

/* The words of a kind whose schema is described by SHAPE; words_release it. */
struct words *words_new(const struct jsonschema_shape *shape, struct arena *arena);
void words_release(struct words *words);

/* What TEXT may mean; it lives as long as the words. */
const struct word *words_find(struct words *words, struct str text);

/* Do two names differ only in case, and in '_', '-' and ' '? */
bool is_same_name(struct str a, struct str b);

#endif
