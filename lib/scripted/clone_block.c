#include "scripted/clone_block.h"

#include "base/suggest.h"
#include "scripted/block.h"

/* A clone block while it is read. */
struct reading {
    struct scripted_block block;
    struct replay_clone *clone;
};

/* ---- the keys ---- */

/* A number of commits, or the commits below which the history is cut off. */
static int set_shallow(struct reading *reading, const struct value *value)
{
    enum { MOST = 1000000 };

    if (value->type != VALUE_INT)
        return scripted_block_strings(&reading->block, value, &reading->clone->cut_below);
    if (value->number.integer < 1 || value->number.integer > MOST)
        return scripted_block_fault(
            &reading->block, value->span,
            "this should be a number of commits, at least 1:", span_text(value->span));
    reading->clone->depth = (unsigned)value->number.integer;
    return 0;
}

static int set_partial(struct reading *reading, const struct value *value)
{
    return scripted_block_bool(&reading->block, value, &reading->clone->partial);
}

static int set_missing(struct reading *reading, const struct value *value)
{
    return scripted_block_strings(&reading->block, value, &reading->clone->missing);
}

static int set_corrupt(struct reading *reading, const struct value *value)
{
    return scripted_block_strings(&reading->block, value, &reading->clone->corrupt);
}

/* SEVERAL may stand for one object, or one alone. */
static int read_substitutes(const struct reading *reading, const struct value *value, bool several,
                            struct replay_substitute **out, size_t *count)
{
    *out = arena_alloc_array(reading->block.arena, value->map.count, sizeof **out);
    VALUE_EACH_ENTRY (entry, value) {
        struct replay_substitute *substitute = &(*out)[(*count)++];
        struct str one;

        if (!several && scripted_block_string(&reading->block, entry->value, &one) < 0)
            return -1;
        substitute->object = entry->key;
        if (scripted_block_strings(&reading->block, entry->value, &substitute->by) < 0)
            return -1;
    }
    return 0;
}

static int set_replace(struct reading *reading, const struct value *value)
{
    struct replay_clone *clone = reading->clone;

    if (scripted_block_map(&reading->block, value, "this should be {OBJECT: OBJECT}:") < 0)
        return -1;
    return read_substitutes(reading, value, false, &clone->replace, &clone->replace_count);
}

static int set_grafts(struct reading *reading, const struct value *value)
{
    struct replay_clone *clone = reading->clone;

    if (scripted_block_map(&reading->block, value, "this should be {COMMIT: [COMMIT, ...]}:") < 0)
        return -1;
    return read_substitutes(reading, value, true, &clone->grafts, &clone->graft_count);
}

static const struct {
    const char *key;
    int (*set)(struct reading *reading, const struct value *value);
} keys[] = {
    {"shallow", set_shallow}, {"partial", set_partial}, {"missing", set_missing},
    {"corrupt", set_corrupt}, {"replace", set_replace}, {"grafts", set_grafts},
};

static int read_entry(struct reading *reading, const struct value_entry *entry)
{
    struct suggestion suggestion;

    suggestion_init(&suggestion, entry->key);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (str_equal_c(entry->key, keys[i].key))
            return keys[i].set(reading, entry->value);
        suggestion_offer(&suggestion, str_of(keys[i].key));
    }
    return scripted_block_unknown(&reading->block, entry, suggestion.best);
}

int scripted_clone_block_read(struct replay_clone *out, struct str path,
                              const struct markdown_block *block, struct arena *arena,
                              struct error *error)
{
    struct reading reading = {.clone = out};
    const struct value *map;

    *out = (struct replay_clone){0};
    scripted_block_init(&reading.block, "clone", path, block, arena, error);
    if (scripted_block_read(&map, &reading.block) < 0)
        return -1;
    for (size_t i = 0; map && i < map->map.count; i++)
        if (read_entry(&reading, &map->map.entries[i]) < 0)
            return -1;
    return 0;
}
