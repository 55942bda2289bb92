#include "approval/substance.h"

#include <stdlib.h>

#include "base/memory.h"

static void add_value(struct digest_state *state, const struct value *value);

static void add_tag(struct digest_state *state, char tag)
{
    digest_add(state, (struct str){&tag, 1});
}

static int compare_entries(const void *a, const void *b)
{
    return str_compare((*(const struct value_entry *const *)a)->key,
                       (*(const struct value_entry *const *)b)->key);
}

/* The entries of MAP in the order of their keys, without those of SKIP. */
static const struct value_entry **sort_entries(const struct value *map, struct str_list skip,
                                               size_t *count)
{
    const struct value_entry **sorted = memory_zalloc(map->map.count + 1, sizeof *sorted);

    *count = 0;
    VALUE_EACH_ENTRY (entry, map)
        if (!str_list_has(skip, entry->key))
            sorted[(*count)++] = entry;
    qsort(sorted, *count, sizeof *sorted, compare_entries);
    return sorted;
}

static void add_map(struct digest_state *state, const struct value *map, struct str_list skip)
{
    size_t count;
    const struct value_entry **entries = sort_entries(map, skip, &count);

    add_tag(state, '{');
    for (size_t i = 0; i < count; i++) {
        digest_add_field(state, entries[i]->key);
        add_value(state, entries[i]->value);
    }
    add_tag(state, '}');
    free((void *)entries);
}

static void add_list(struct digest_state *state, const struct value *list)
{
    add_tag(state, '[');
    VALUE_EACH_ITEM (item, list)
        add_value(state, item->value);
    add_tag(state, ']');
}

static void add_scalar(struct digest_state *state, char tag, struct str text)
{
    add_tag(state, tag);
    digest_add_field(state, text);
}

/* Parsers stop at LIMIT_DEPTH, so the depth of the recursion is limited. */
static void add_value(struct digest_state *state, const struct value *value)
{
    switch (value->type) {
    case VALUE_NULL:
        add_tag(state, '0');
        break;
    case VALUE_BOOL:
        add_tag(state, value->boolean ? 't' : 'f');
        break;
    case VALUE_INT:
    case VALUE_DOUBLE:
        add_scalar(state, 'n', value->number.text);
        break;
    case VALUE_STRING:
        add_scalar(state, 's', value->string);
        break;
    case VALUE_LIST:
        add_list(state, value);
        break;
    case VALUE_MAP:
        add_map(state, value, (struct str_list){0});
        break;
    }
}

/* ---- the body ---- */

/* Is LINE the one between the header and the rows of a table, whose dashes are padding? */
static bool is_table_rule(struct str line)
{
    bool dash = false, bar = false;

    for (size_t i = 0; i < line.len; i++) {
        dash = dash || line.data[i] == '-';
        bar = bar || line.data[i] == '|';
        if (!ascii_is_space(line.data[i]) && line.data[i] != '-' && line.data[i] != '|' &&
            line.data[i] != ':')
            return false;
    }
    return dash && bar;
}

/* The end of the word of LINE that begins at START; in the row of a table a bar is a word. */
static size_t word_end(struct str line, size_t start, bool row)
{
    size_t end = start;

    if (row && line.data[start] == '|')
        return start + 1;
    while (end < line.len && !ascii_is_space(line.data[end]) && !(row && line.data[end] == '|'))
        end++;
    return end;
}

static void add_line_words(struct digest_state *state, struct str line)
{
    bool row = line.len && line.data[0] == '|';

    for (size_t i = 0; i < line.len;) {
        size_t end;

        if (ascii_is_space(line.data[i])) {
            i++;
            continue;
        }
        end = word_end(line, i, row);
        digest_add(state, str_slice(line, i, end));
        add_tag(state, ' ');
        i = end;
    }
}

/* Add the words of TEXT, one blank between them: wrapping and indentation are not substance. */
static void add_words(struct digest_state *state, struct str text)
{
    struct str line;

    while (str_next_line(&line, &text)) {
        line = str_trim(line);
        if (is_table_rule(line))
            digest_add(state, STR("|- "));
        else
            add_line_words(state, line);
    }
}

/* The span of a housekeeping field that a pattern found in the body, from BODY's start on. */
static bool next_cut(struct span *cut, const struct artifact *artifact, struct span body)
{
    struct str_list fields = artifact->kind->housekeeping;
    bool found = false;

    for (size_t i = 0; i < fields.count; i++) {
        const struct value *value = value_get(artifact->self, fields.items[i]);

        if (!value || value->span.source != body.source || value->span.start >= value->span.end ||
            value->span.start < body.start || value->span.end > body.end ||
            (found && value->span.start >= cut->start))
            continue;
        *cut = value->span;
        found = true;
    }
    return found;
}

static struct span body_of(const struct artifact *artifact)
{
    const struct value *body = value_get(artifact->file->document.markdown.text, STR("body"));

    return body ? body->span : (struct span){0};
}

static void add_body(struct digest_state *state, const struct artifact *artifact)
{
    struct span body = body_of(artifact), cut = {0};

    if (!body.source)
        return;
    while (next_cut(&cut, artifact, body)) {
        add_words(state, span_text((struct span){body.source, body.start, cut.start}));
        body.start = cut.end;
    }
    add_words(state, span_text(body));
}

/* ---- the whole ---- */

static void add_fields(struct digest_state *state, const struct artifact *artifact,
                       struct str_list skip)
{
    digest_add_field(state, artifact->kind->name);
    if (artifact->self->type == VALUE_MAP)
        add_map(state, artifact->self, skip);
    else
        add_value(state, artifact->self);
}

struct digest substance_digest(const struct artifact *artifact)
{
    struct digest_state state;

    digest_init(&state);
    add_fields(&state, artifact, artifact->kind->housekeeping);
    if (!artifact->is_row)
        add_body(&state, artifact);
    return digest_finish(&state);
}

struct digest whole_digest(const struct artifact *artifact)
{
    struct digest_state state;

    digest_init(&state);
    add_fields(&state, artifact, (struct str_list){0});
    if (!artifact->is_row)
        digest_add_field(&state, span_text(body_of(artifact)));
    return digest_finish(&state);
}
