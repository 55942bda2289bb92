/*
 * What a key or the name of a column may mean for a kind. Registers repeat their few keys
 * in every row: each word is looked up among the kind's fields once.
 */
#ifndef MODEL_WORD_H
#define MODEL_WORD_H

#include "model/kind.h"

struct word {
    const struct jsonschema_property *property; /* the field of exactly this name, or NULL */
    struct str field;     /* of this name but for case, and '_', '-', ' ' alike; or empty */
    struct str_list near; /* fields within a letter or two of it, the nearest first */
};

/* KIND's schema is compiled; the word lives as long as the kind. */
const struct word *kind_word(const struct kind *kind, struct str text);

/* Of a kind whose schema has been described; and the end. */
void kind_words_init(struct kind *kind, struct arena *arena);
void kind_words_release(struct kind *kind);

/* Do two names differ only in case, and in '_', '-' and ' '? */
bool is_same_name(struct str a, struct str b);

#endif
