#include "jsonschema/evaluated.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { WORD_BITS = 64 };

static size_t word_count(const struct evaluated *set)
{
    return (set->count + WORD_BITS - 1) / WORD_BITS;
}

void jsonschema_evaluated_init(struct evaluated *set, const struct value *value)
{
    set->count = 0;
    if (value->type == VALUE_MAP)
        set->count = value->map.count;
    else if (value->type == VALUE_LIST)
        set->count = value->list.count;
    if (word_count(set) > EVALUATED_INLINE_WORDS) {
        set->words = memory_zalloc(word_count(set), sizeof *set->words);
        return;
    }
    set->words = set->inline_words;
    memset(set->inline_words, 0, sizeof set->inline_words);
}

void jsonschema_evaluated_release(struct evaluated *set)
{
    if (set->words != set->inline_words)
        free(set->words);
}

void jsonschema_evaluated_add(struct evaluated *set, size_t index)
{
    set->words[index / WORD_BITS] |= (uint64_t)1 << index % WORD_BITS;
}

void jsonschema_evaluated_add_until(struct evaluated *set, size_t end)
{
    for (size_t i = 0; i < end; i++)
        jsonschema_evaluated_add(set, i);
}

void jsonschema_evaluated_add_all(struct evaluated *set, const struct evaluated *other)
{
    for (size_t i = 0; i < word_count(set); i++)
        set->words[i] |= other->words[i];
}

bool jsonschema_evaluated_has(const struct evaluated *set, size_t index)
{
    return set->words[index / WORD_BITS] >> index % WORD_BITS & 1;
}
