#include "model/word.h"

#include "base/map.h"
#include "base/suggest.h"

/* A letter in a short word, two in a long one: "type" is not a misspelt "title". */
enum { LONG_WORD = 7 };

struct words {
    const struct jsonschema_shape *shape;
    struct arena *arena;
    struct map by_text; /* a word as it is written -> struct word */
};

bool is_same_name(struct str a, struct str b)
{
    return a.len == b.len && suggest_distance(a, b, 0) == 0;
}

/* The field of exactly this name, else the first of the same name. */
static struct str same_field(const struct jsonschema_shape *shape, const struct word *word,
                             struct str text)
{
    if (word->property)
        return word->property->name;
    for (size_t i = 0; i < shape->property_count; i++)
        if (is_same_name(shape->properties[i].name, text))
            return shape->properties[i].name;
    return (struct str){0};
}

static struct str_list near_fields(const struct jsonschema_shape *shape, struct str text,
                                   struct arena *arena)
{
    size_t letters = text.len < LONG_WORD ? 1 : 2;
    struct str_list near = {0};

    for (size_t distance = 0; distance <= letters; distance++)
        for (size_t i = 0; i < shape->property_count; i++) {
            struct str name = shape->properties[i].name;

            if (suggest_distance(text, name, distance) != distance)
                continue;
            if (!near.items)
                near.items = arena_alloc_array(arena, shape->property_count, sizeof *near.items);
            near.items[near.count++] = name;
        }
    return near;
}

static struct word *new_word(struct words *words, struct str text)
{
    struct word *word = ARENA_NEW(words->arena, struct word);

    word->property = jsonschema_shape_property(words->shape, text);
    word->field = same_field(words->shape, word, text);
    if (!word->property)
        word->near = near_fields(words->shape, text, words->arena);
    map_put(&words->by_text, arena_str(words->arena, text), word);
    return word;
}

const struct word *words_find(struct words *words, struct str text)
{
    const struct word *word = map_get(&words->by_text, text);

    return word ? word : new_word(words, text);
}

struct words *words_new(const struct jsonschema_shape *shape, struct arena *arena)
{
    struct words *words = ARENA_NEW(arena, struct words);

    words->shape = shape;
    words->arena = arena;
    map_init(&words->by_text);
    return words;
}

void words_release(struct words *words)
{
    map_release(&words->by_text);
}
