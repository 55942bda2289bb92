/*
 * Which entries of a map or items of a list were evaluated (Core, section 11):
 * the annotations that unevaluatedProperties and unevaluatedItems need, as a
 * set of bits. Private to the folder.
 */
#ifndef JSONSCHEMA_EVALUATED_H
#define JSONSCHEMA_EVALUATED_H

#include "value/value.h"

enum { EVALUATED_INLINE_WORDS = 4 };

struct evaluated {
    uint64_t *words; /* a bit an entry or item */
    size_t count;    /* entries or items; 0 for other values */
    uint64_t inline_words[EVALUATED_INLINE_WORDS];
};

/* An empty set for VALUE. */
void jsonschema_evaluated_init(struct evaluated *set, const struct value *value);
void jsonschema_evaluated_release(struct evaluated *set);

void jsonschema_evaluated_add(struct evaluated *set, size_t index);
/* Everything before END. */
void jsonschema_evaluated_add_until(struct evaluated *set, size_t end);
void jsonschema_evaluated_add_all(struct evaluated *set, const struct evaluated *other);
bool jsonschema_evaluated_has(const struct evaluated *set, size_t index);

#endif
