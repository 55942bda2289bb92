#include "approval/substance.h"

#include <stdlib.h>

#include "approval/housekeeping.h"
#include "base/memory.h"
#include "model/column.h"
#include "source/waive_comment.h"

/* A digest in the making, of an artifact. */
struct writing {
    struct digest_state state;
    const struct artifact *artifact;
    struct housekeeping none;
    struct housekeeping left_out;
    bool exact; /* white space counts */
};

static void add_tag(struct writing *to, char tag)
{
    digest_add(&to->state, (struct str){&tag, 1});
}

/* ---- words ---- */

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

/* Add the words of TEXT with a blank behind each. */
static void add_words(struct writing *to, struct str text, bool row)
{
    for (size_t i = 0; i < text.len;) {
        size_t end;

        if (ascii_is_space(text.data[i])) {
            i++;
            continue;
        }
        end = word_end(text, i, row);
        digest_add(&to->state, str_slice(text, i, end));
        add_tag(to, ' ');
        i = end;
    }
}

/* Add the words of Markdown: wrapping, indentation and the padding of tables are not substance. */
static void add_markdown(struct writing *to, struct str text)
{
    struct str line;

    while (str_next_line(&line, &text)) {
        line = str_trim(line);
        if (is_table_rule(line))
            digest_add(&to->state, STR("|- "));
        else
            add_words(to, line, line.len && line.data[0] == '|');
    }
}

/* ---- fields, as they are written ---- */

static void add_value(struct writing *to, const struct value *value,
                      const struct housekeeping *left_out);

/* Is VALUE the same as if it was absent? */
static bool is_empty(const struct value *value)
{
    if (value->type == VALUE_STRING)
        return !str_trim(housekeeping_written(value)).len;
    if (value->type != VALUE_LIST)
        return value->type == VALUE_NULL;
    VALUE_EACH_ITEM (item, value)
        if (!is_empty(item->value))
            return false;
    return true;
}

/* Headers are written for people: "Next Review" is next_review. */
static char folded(char c)
{
    return c == '_' || c == '-' || ascii_is_space(c) ? ' ' : ascii_lower(c);
}

static int compare_folded(struct str a, struct str b)
{
    for (size_t i = 0; i < a.len && i < b.len; i++)
        if (folded(a.data[i]) != folded(b.data[i]))
            return (unsigned char)folded(a.data[i]) < (unsigned char)folded(b.data[i]) ? -1 : 1;
    return a.len == b.len ? 0 : a.len < b.len ? -1 : 1;
}

static int compare_keys(const void *a, const void *b)
{
    return str_compare((*(const struct value_entry *const *)a)->key,
                       (*(const struct value_entry *const *)b)->key);
}

static int compare_columns(const void *a, const void *b)
{
    int order = compare_folded((*(const struct value_entry *const *)a)->key,
                               (*(const struct value_entry *const *)b)->key);

    return order ? order : compare_keys(a, b);
}

/* The entries of MAP in the order of their keys. */
static const struct value_entry **sort_entries(const struct writing *to, const struct value *map)
{
    const struct value_entry **sorted = memory_zalloc(map->map.count + 1, sizeof *sorted);
    size_t count = 0;

    VALUE_EACH_ENTRY (entry, map)
        sorted[count++] = entry;
    qsort(sorted, count, sizeof *sorted, to->artifact->is_textual ? compare_columns : compare_keys);
    return sorted;
}

/* Does a neighbour in the order of columns have the name of entry I but for case? */
static bool has_namesake(const struct value_entry **entries, size_t count, size_t i)
{
    struct str key = entries[i]->key;

    return (i > 0 && compare_folded(key, entries[i - 1]->key) == 0) ||
           (i + 1 < count && compare_folded(key, entries[i + 1]->key) == 0);
}

/* The name of a column; as it is written if another one differs from it only in case. */
static void add_column(struct writing *to, struct str key, bool as_written)
{
    add_tag(to, as_written ? 'k' : 'c');
    for (size_t i = 0; i < key.len && !as_written; i++)
        add_tag(to, folded(key.data[i]));
    if (as_written)
        digest_add_field(&to->state, key);
    else
        add_tag(to, '\n');
}

static void add_map(struct writing *to, const struct value *map,
                    const struct housekeeping *left_out)
{
    const struct value_entry **entries = sort_entries(to, map);

    add_tag(to, '{');
    for (size_t i = 0; i < map->map.count; i++) {
        struct housekeeping inner;

        if (is_empty(entries[i]->value) || housekeeping_step(&inner, left_out, entries[i]->key))
            continue;
        if (to->artifact->is_textual)
            add_column(to, entries[i]->key, has_namesake(entries, map->map.count, i));
        else
            digest_add_field(&to->state, entries[i]->key);
        add_value(to, entries[i]->value, &inner);
    }
    add_tag(to, '}');
    free((void *)entries);
}

static void add_list(struct writing *to, const struct value *list)
{
    add_tag(to, '[');
    VALUE_EACH_ITEM (item, list)
        add_value(to, item->value, &to->none);
    add_tag(to, ']');
}

static void add_string(struct writing *to, const struct value *string)
{
    struct str text = housekeeping_written(string);

    add_tag(to, 's');
    if (to->exact)
        digest_add_field(&to->state, text);
    else
        add_words(to, text, false);
    add_tag(to, '\n');
}

/* Parsers stop at LIMIT_DEPTH, so the depth of the recursion is limited. */
static void add_value(struct writing *to, const struct value *value,
                      const struct housekeeping *left_out)
{
    switch (value->type) {
    case VALUE_NULL:
        add_tag(to, '0');
        break;
    case VALUE_BOOL:
        add_tag(to, value->boolean ? 't' : 'f');
        break;
    case VALUE_INT:
    case VALUE_DOUBLE:
        add_tag(to, 'n');
        digest_add_field(&to->state, value->number.text);
        break;
    case VALUE_STRING:
        add_string(to, value);
        break;
    case VALUE_LIST:
        add_list(to, value);
        break;
    case VALUE_MAP:
        add_map(to, value, left_out);
        break;
    }
}

/* ---- what is beside the fields ---- */

/* Add what may be a comment of YAML; of a text within quotes that has a '#', that again. */
static void add_comments(struct writing *to, struct str text)
{
    struct waive_comment ours;
    struct str line, comment;

    while (str_next_line(&line, &text))
        if (waive_comment_yaml(&comment, line) &&
            (to->exact || !waive_comment_parse(&ours, str_slice(comment, 1, comment.len))))
            add_words(to, comment, false);
}

/* The first comment of ours that lies within SPAN, or NULL: it says nothing to a reader. */
static const struct span *comment_cut(const struct writing *to, struct span span)
{
    const struct markdown *markdown = &to->artifact->file->document.markdown;

    for (size_t i = 0; i < markdown->comment_count && !to->exact; i++) {
        const struct span *comment = &markdown->comments[i];

        if (comment->source == span.source && comment->start >= span.start &&
            comment->end <= span.end && waive_comment_is_html(span_text(*comment)))
            return comment;
    }
    return NULL;
}

static const struct span *first_cut(const struct writing *to, struct span span)
{
    const struct span *date = housekeeping_cut(&to->left_out, span);
    const struct span *comment = comment_cut(to, span);

    return !comment || (date && date->start < comment->start) ? date : comment;
}

/* Add SPAN by ADD, without the dates in it that patterns found, and comments of ours. */
static void add_text(struct writing *to, struct span span,
                     void (*add)(struct writing *to, struct str text))
{
    const struct span *cut;

    while ((cut = first_cut(to, span))) {
        add(to, span_text((struct span){span.source, span.start, cut->start}));
        span.start = cut->end;
    }
    add(to, span_text(span));
}

/* Where comments of YAML that belong to the artifact can be. */
static struct span yaml_of(const struct artifact *artifact)
{
    const struct document *document = &artifact->file->document;
    struct source *source = artifact->file->source;
    struct span span = artifact->span;

    if (document->format == FORMAT_MARKDOWN && !artifact->is_row)
        return document->markdown.front_matter_span;
    if (document->format != FORMAT_YAML)
        return (struct span){0};
    if (!artifact->is_row)
        return span_of(source, 0, source->text.len);
    while (span.end < source->text.len && source->text.data[span.end] != '\n')
        span.end++;
    return span;
}

static struct span body_of(const struct artifact *artifact)
{
    const struct value *body = value_get(artifact->file->document.markdown.text, STR("body"));

    return body && !artifact->is_row ? body->span : (struct span){0};
}

static void add_exactly(struct writing *to, struct str text)
{
    digest_add_field(&to->state, text);
}

/* ---- the whole ---- */

static void add_artifact(struct writing *to)
{
    const struct artifact *artifact = to->artifact;
    struct span comments = yaml_of(artifact), body = body_of(artifact);

    digest_add_field(&to->state, artifact->kind->name);
    if (artifact->raw)
        add_value(to, artifact->raw, &to->left_out);
    if (artifact->is_partial)
        add_words(to, span_text(artifact->span), false);
    if (comments.source)
        add_text(to, comments, add_comments);
    add_tag(to, '\n');
    if (body.source)
        add_text(to, body, to->exact ? add_exactly : add_markdown);
}

struct digest substance_digest(const struct artifact *artifact)
{
    struct writing to = {.artifact = artifact};

    digest_init(&to.state);
    housekeeping_find(&to.left_out, artifact);
    add_artifact(&to);
    return digest_finish(&to.state);
}

struct digest substance_digest_then(const struct artifact *artifact, const struct artifact *now)
{
    struct writing to = {.artifact = artifact};

    digest_init(&to.state);
    housekeeping_find_then(&to.left_out, artifact, now);
    add_artifact(&to);
    return digest_finish(&to.state);
}

/* ---- what an acceptance is about ---- */

static const struct value *written_at(const struct artifact *artifact, struct span span)
{
    if (artifact->raw)
        VALUE_EACH_ENTRY (entry, artifact->raw)
            if (entry->value_span.source == span.source && entry->value_span.start == span.start &&
                entry->value_span.end == span.end)
                return entry->value;
    return NULL;
}

/* FIELD as its author wrote it, wherever it is read from. */
static void add_read_field(struct writing *to, struct str field)
{
    const struct value_entry *entry = value_entry(to->artifact->self, field);
    const struct value *written = entry ? written_at(to->artifact, entry->value_span) : NULL;

    if (!entry || is_empty(written ? written : entry->value))
        return;
    digest_add_field(&to->state, field);
    if (written)
        add_value(to, written, &to->none);
    else
        add_words(to, span_text(entry->value_span), false);
}

/* A column of that name says what it says, also where a mapping reads the field elsewhere. */
static void add_named_field(struct writing *to, struct str field)
{
    const struct artifact *artifact = to->artifact;

    if (artifact->raw)
        VALUE_EACH_ENTRY (entry, artifact->raw)
            if (!is_empty(entry->value) &&
                str_equal(column_field(NULL, artifact->kind, entry->key), field)) {
                add_column(to, entry->key, false);
                add_value(to, entry->value, &to->none);
            }
}

struct digest acceptance_digest(const struct artifact *artifact)
{
    struct writing to = {.artifact = artifact};
    struct str_list fields = artifact->kind->acceptance_binds;

    if (!fields.count || artifact->is_partial)
        return substance_digest(artifact);
    digest_init(&to.state);
    digest_add_field(&to.state, artifact->kind->name);
    for (size_t i = 0; i < fields.count; i++) {
        add_read_field(&to, fields.items[i]);
        add_named_field(&to, fields.items[i]);
    }
    return digest_finish(&to.state);
}

struct digest whole_digest(const struct artifact *artifact)
{
    struct writing to = {.artifact = artifact, .exact = true};

    digest_init(&to.state);
    add_artifact(&to);
    return digest_finish(&to.state);
}
