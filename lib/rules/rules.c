#include "rules/rules.h"

#include <stdlib.h>

#include "base/embedded.h"
#include "base/suggest.h"
#include "model/builtin.h"
#include "rules/codes.h"
#include "rules/compiled.h"
#include "source/format.h"
#include "value/pack.h"

static bool is_page(struct str path, struct str folder)
{
    return str_starts_with(path, folder) && str_ends_with(path, STR(".md")) &&
           !str_ends_with(path, STR("README.md"));
}

static int compare_ids(const void *a, const void *b)
{
    const struct rule *const *left = a, *const *right = b;

    return str_compare((*left)->id, (*right)->id);
}

static void sort_rules(struct rules *rules)
{
    if (rules->count)
        qsort(rules->items, rules->count, sizeof *rules->items, compare_ids);
}

/* A rule of which nothing is read or compiled yet. */
static struct rule *new_rule(struct arena *arena)
{
    struct rule *rule = ARENA_NEW(arena, struct rule);

    rule->source = ARENA_NEW(arena, struct source);
    rule->compiled = ARENA_NEW(arena, struct compilations);
    compilations_init(rule->compiled, rule, NULL, arena);
    return rule;
}

/* The build has validated it (tools/verify.c). */
static int read_builtin(struct rule *out, const struct embedded_file *file, struct arena *arena,
                        struct error *error)
{
    out->title = file->title;
    source_init(out->source, file->path, file->content, arena);
    out->page = value_unpack(file->packed, out->source, arena);
    if (!out->page)
        return error_set(error, ERROR_FAILURE, "%.*s is not a rule page", STR_ARG(file->path));
    rule_read(out, file->path, arena);
    return 0;
}

void rules_init(struct rules *out, struct arena *arena)
{
    *out = (struct rules){.arena = arena, .schema = ARENA_NEW(arena, struct builtin_schema)};
}

void rules_extend(struct rules *out, const struct rules *program, struct arena *arena)
{
    *out = *program;
    out->arena = arena;
    out->program = program;
}

int rules_load(struct rules *out, struct arena *arena, struct error *error)
{
    size_t count = 0;

    rules_init(out, arena);
    for (size_t i = 0; i < embedded_file_count; i++)
        count += is_page(embedded_files[i].path, STR("rules/"));
    out->items = arena_alloc_array(arena, count, sizeof *out->items);
    for (size_t i = 0; i < embedded_file_count; i++)
        if (is_page(embedded_files[i].path, STR("rules/"))) {
            struct rule *rule = out->items[out->count++] = new_rule(arena);

            if (read_builtin(rule, &embedded_files[i], arena, error) < 0)
                return -1;
        }
    sort_rules(out);
    return 0;
}

static size_t count_pages(const struct snapshot *snapshot, struct str folder)
{
    size_t count = 0;

    for (size_t i = 0; i < snapshot->count; i++)
        count += is_page(snapshot->entries[i].path, folder);
    return count;
}

static struct str first_heading(const struct value *text)
{
    const struct value *headings = value_get(text, STR("headings"));

    if (!headings || headings->type != VALUE_LIST || headings->list.count == 0)
        return (struct str){0};
    return value_get_string(headings->list.items[0].value, STR("title"));
}

int rule_page_check(struct rules *rules, const struct rule *rule, struct sink *sink,
                    struct error *error)
{
    const struct rules *program = rules->program ? rules->program : rules;

    if (!rule->page || rule->page->type != VALUE_MAP) {
        sink_report(sink, "rule-page", span_of(rule->source, 0, 0),
                    "begin the page with front matter between two lines `---`");
        return 0;
    }
    if (!rules->schema->compiled &&
        builtin_schema_init(rules->schema, STR("schema/rule/schema.yaml"), program->arena, error) <
            0)
        return -1;
    jsonschema_validate(rules->schema->compiled, rule->page, sink);
    return 0;
}

/* Returns 1 for a good page, 0 if SINK says what is wrong with it, -1 for a failure of ours. */
static int read_page(struct rule *out, struct str path, struct str content, struct rules *rules,
                     struct sink *sink, struct error *error)
{
    struct arena *arena = rules->arena;
    struct document document;
    size_t before = sink->diagnostics.count;

    out->own = true;
    source_init(out->source, path, content, arena);
    document_read(&document, out->source, arena, sink);
    out->page = document.value;
    out->title = first_heading(document.markdown.text);
    if (sink->diagnostics.count == before && rule_page_check(rules, out, sink, error) < 0)
        return -1;
    if (sink->diagnostics.count > before)
        return 0;
    rule_read(out, path, arena);
    return 1;
}

/* A page of a pack may not take the name of another rule. */
static bool is_taken(const struct rules *rules, const struct rule *rule, struct sink *sink)
{
    for (size_t i = 0; i < rules->count; i++) {
        const struct rule *other = rules->items[i];
        struct str place = other->own ? other->source->path : STR("ismslint");

        if (!str_equal(other->id, rule->id))
            continue;
        sink_report(sink, "rule-duplicate", span_of(rule->source, 0, 0),
                    "duplicate rule %.*s, also in %.*s", STR_ARG(rule->id), STR_ARG(place))
            ->help = STR("rename the file");
        return true;
    }
    return false;
}

/* Read the page at PATH, and put it behind the others if it is good. */
static int add_page(struct rules *rules, struct str path, struct str text, struct sink *sink,
                    struct error *error)
{
    struct rule *rule = new_rule(rules->arena);
    int good = read_page(rule, path, text, rules, sink, error);

    if (good < 0)
        return -1;
    if (good && !is_taken(rules, rule, sink))
        rules->items[rules->count++] = rule;
    return 0;
}

static int load_pack_page(struct rules *rules, const struct snapshot *snapshot,
                          struct snapshot_entry *entry, struct sink *sink, struct error *error)
{
    struct error fault;
    struct str text;

    if (entry->mode == MODE_SYMLINK || entry->mode == MODE_SUBMODULE)
        return error_set(error, ERROR_USAGE, "%.*s: a rule page must be a regular file",
                         STR_ARG(entry->path));
    if (snapshot_read(&text, snapshot, entry, rules->arena, &fault) < 0)
        return error_set(error, ERROR_USAGE, "cannot read the rule page %.*s: %s",
                         STR_ARG(entry->path), fault.message);
    return add_page(rules, entry->path, text, sink, error);
}

/* Room for MORE rules behind those that are there. */
static void grow(struct rules *rules, size_t more)
{
    struct rule **items =
        arena_alloc_array(rules->arena, rules->count + more, sizeof *rules->items);

    for (size_t i = 0; i < rules->count; i++)
        items[i] = rules->items[i];
    rules->items = items;
}

int rules_load_page(struct rules *rules, struct str path, struct str text, struct sink *sink,
                    struct error *error)
{
    grow(rules, 1);
    if (add_page(rules, path, text, sink, error) < 0)
        return -1;
    sort_rules(rules);
    return 0;
}

int rules_load_pack(struct rules *rules, struct str folder, const struct snapshot *snapshot,
                    struct sink *sink, struct error *error)
{
    struct str prefix = str_ends_with(folder, STR("/"))
                            ? folder
                            : arena_printf(rules->arena, "%.*s/", STR_ARG(folder));
    size_t pages = count_pages(snapshot, prefix);

    if (!pages)
        return error_set(error, ERROR_USAGE, "the pack %.*s has no rule pages (*.md)",
                         STR_ARG(folder));
    grow(rules, pages);
    for (size_t i = 0; i < snapshot->count; i++)
        if (is_page(snapshot->entries[i].path, prefix) &&
            load_pack_page(rules, snapshot, &snapshot->entries[i], sink, error) < 0)
            return -1;
    sort_rules(rules);
    return 0;
}

void rules_release(struct rules *rules)
{
    for (size_t i = 0; i < rules->count; i++)
        if (!rules->program || rules->items[i]->own)
            compilations_release(rules->items[i]->compiled);
    if (rules->schema && !rules->program)
        builtin_schema_release(rules->schema);
}

const struct rule *rules_find(const struct rules *rules, struct str id)
{
    size_t low = 0, high = rules->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(rules->items[middle]->id, id);

        if (order == 0)
            return rules->items[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

struct str rules_suggest(const struct rules *rules, struct str id)
{
    struct suggestion suggestion;

    suggestion_init(&suggestion, id);
    for (size_t i = 0; i < rules->count; i++)
        suggestion_offer(&suggestion, rules->items[i]->id);
    codes_offer(&suggestion);
    return suggestion.best;
}
