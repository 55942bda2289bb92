/*
 * The schema's own words, quoted as the reason: an errorMessage (a string, or an
 * object with one a keyword; ours), else a description, else, where schemas are
 * alternatives, a title. Of the schema that fails, or of the nearest one that
 * applied it to the same value.
 */
#include "jsonschema/explain.h"
#include "jsonschema/keywords.h"

static struct str message_of(const struct schema *schema, struct str keyword)
{
    const struct value *message = value_get(schema->place->schema, STR("errorMessage"));

    if (message && message->type == VALUE_MAP)
        message = value_get(message, keyword);
    return message && message->type == VALUE_STRING ? message->string : (struct str){0};
}

/* then and else only annotate: they are applied by `if`. */
static bool is_in_place(struct str keyword)
{
    const struct keyword *row = jsonschema_keyword_find(keyword);

    return row && (row->in_place || !row->compile);
}

/* The title of a property only repeats its name; that of an alternative tells which was taken. */
static struct str title_of(struct arena *arena, const struct trail *trail)
{
    struct str title = value_get_string(trail->schema->place->schema, STR("title"));

    if (!title.len || !is_in_place(trail->keyword))
        return (struct str){0};
    return arena_printf(arena, "the schema calls this \"%.*s\"", STR_ARG(title));
}

struct str jsonschema_explain_reason(struct arena *arena, const struct rule *rule,
                                     const struct trail *trail)
{
    struct str keyword = rule->entry ? rule->entry->key : STR(""), words;

    for (; trail; trail = trail->outer) {
        words = message_of(trail->schema, keyword);
        /* What the whole document is about is no reason. */
        if (!words.len && trail->outer)
            words = value_get_string(trail->schema->place->schema, STR("description"));
        if (!words.len && trail->outer)
            words = title_of(arena, trail);
        if (words.len || !is_in_place(trail->keyword))
            return words;
    }
    return (struct str){0};
}
