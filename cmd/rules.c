/* ismslint rules: the list of all rules. */
#include "rules/rules.h"
#include "base/json_writer.h"
#include "base/utf8.h"
#include "base/visible.h"
#include "cmd/command.h"
#include "cmd/pack_rules.h"
#include "model/catalog.h"
#include "report/ink.h"
#include "report/markdown.h"

enum { SEVERITY_COLUMNS = 7, BASIS_COLUMNS = 8 };

struct rules_settings {
    size_t format; /* number of the list's form */
};

struct list {
    struct buffer *out;
    const struct rules *rules;
    struct arena *arena;
    bool colour;
    size_t width; /* columns of the terminal, or 0 */
};

static void add_params(struct json_writer *writer, const struct rule *rule)
{
    json_write_member(writer, "params");
    json_write_array_begin(writer);
    for (size_t i = 0; i < rule->param_count; i++) {
        const struct rule_param *param = &rule->params[i];

        json_write_object_begin(writer);
        json_write_string_member(writer, "name", param->name);
        json_write_string_member(writer, "default", span_text(param->value->span));
        json_write_string_member(writer, "description", param->description);
        json_write_object_end(writer);
    }
    json_write_array_end(writer);
}

static int write_json(const struct list *list, struct error *error)
{
    struct json_writer writer;

    (void)error;
    json_writer_init(&writer, list->out, true);
    json_write_array_begin(&writer);
    for (size_t i = 0; i < list->rules->count; i++) {
        const struct rule *rule = list->rules->items[i];

        json_write_object_begin(&writer);
        json_write_string_member(&writer, "id", rule->id);
        json_write_string_member(&writer, "title", rule->title);
        json_write_string_member(&writer, "severity", str_of(severity_name(rule->severity)));
        json_write_string_member(&writer, "basis", str_of(basis_name(rule->basis)));
        json_write_strings_member(&writer, "on", rule->on);
        json_write_strings_member(&writer, "clauses", rule->clauses);
        json_write_strings_member(&writer, "related", rule->related);
        add_params(&writer, rule);
        json_write_object_end(&writer);
    }
    json_write_array_end(&writer);
    buffer_add_char(list->out, '\n');
    return 0;
}

/* ---- text ---- */

/* The columns of the list: as wide as the longest text in them. */
struct columns {
    size_t id, on, title;
};

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* "policy, procedure"; of many kinds only their number, or the titles would stand too far right. */
static size_t add_kinds(struct buffer *out, const struct rule *rule)
{
    size_t start = out->len;

    if (rule->on.count > 2)
        visible_printf(out, "%zu kinds", rule->on.count);
    for (size_t i = 0; rule->on.count <= 2 && i < rule->on.count; i++)
        visible_printf(out, "%s%.*s", i > 0 ? ", " : "", STR_ARG(rule->on.items[i]));
    return out->len - start;
}

static struct columns measure(const struct rules *rules)
{
    struct columns columns = {0};
    struct buffer kinds;

    buffer_init(&kinds);
    for (size_t i = 0; i < rules->count; i++) {
        buffer_clear(&kinds);
        columns.id = larger(columns.id, rules->items[i]->id.len);
        columns.on = larger(columns.on, add_kinds(&kinds, rules->items[i]));
        columns.title = larger(columns.title, utf8_width(rules->items[i]->title));
    }
    buffer_release(&kinds);
    return columns;
}

/* Behind a text of LEN in a column that is COLUMNS wide. */
static void pad(struct buffer *out, size_t columns, size_t len)
{
    buffer_add_repeated(out, ' ', larger(columns, len) - len + 2);
}

/* Do the titles fit beside the other columns? If not, each has a line of its own. */
static bool titles_fit(const struct list *list, const struct columns *columns)
{
    size_t before = columns->id + SEVERITY_COLUMNS + BASIS_COLUMNS + columns->on + 8;

    return list->width == 0 || before + columns->title <= list->width;
}

static void write_line(const struct list *list, const struct rule *rule,
                       const struct columns *columns, bool fits)
{
    struct buffer *out = list->out;
    struct str severity = str_of(severity_name(rule->severity));
    struct str basis = str_of(basis_name(rule->basis));
    size_t kinds;

    ink_add(out, list->colour, INK_STRONG, rule->id);
    pad(out, columns->id, rule->id.len);
    ink_add(out, list->colour, ink_of_severity(rule->severity), severity);
    pad(out, SEVERITY_COLUMNS, severity.len);
    visible_add(out, basis);
    pad(out, BASIS_COLUMNS, basis.len);
    kinds = add_kinds(out, rule);
    if (fits)
        pad(out, columns->on, kinds);
    else
        buffer_add_c(out, "\n    ");
    visible_add(out, rule->title);
    buffer_add_char(out, '\n');
}

static int write_text(const struct list *list, struct error *error)
{
    struct columns columns = measure(list->rules);
    bool fits = titles_fit(list, &columns);

    (void)error;
    for (size_t i = 0; i < list->rules->count; i++)
        write_line(list, list->rules->items[i], &columns, fits);
    return 0;
}

/* ---- Markdown: the table of docs/reference/rules.md ---- */

static void add_clauses(const struct list *list, const struct rule *rule,
                        const struct catalogs *catalogs)
{
    for (size_t i = 0; i < rule->clauses.count; i++) {
        buffer_add_c(list->out, i > 0 ? "; " : "");
        markdown_add(list->out, catalogs_clause(catalogs, rule->clauses.items[i], list->arena));
    }
}

static void write_row(const struct list *list, const struct rule *rule,
                      const struct catalogs *catalogs)
{
    visible_printf(list->out, "| `%.*s` | ", STR_ARG(rule->id));
    markdown_add(list->out, rule->title);
    visible_printf(list->out, " | %s | %s | ", severity_name(rule->severity),
                   basis_name(rule->basis));
    add_clauses(list, rule, catalogs);
    buffer_add_c(list->out, " |\n");
}

static int write_markdown(const struct list *list, struct error *error)
{
    struct catalogs catalogs = {0};
    int result = catalogs_load(&catalogs, list->arena, error);

    if (result == 0) {
        buffer_add_c(list->out, "| rule | title | severity | basis | clauses |\n"
                                "|---|---|---|---|---|\n");
        for (size_t i = 0; i < list->rules->count; i++)
            write_row(list, list->rules->items[i], &catalogs);
    }
    catalogs_release(&catalogs);
    return result;
}

static const struct {
    const char *name;
    int (*write)(const struct list *list, struct error *error);
} formats[] = {{"text", write_text}, {"json", write_json}, {"markdown", write_markdown}};

static const char *list_format_name(size_t index)
{
    return index < COUNT_OF(formats) ? formats[index].name : NULL;
}

static int run(struct buffer *out, const struct invocation *invocation, struct error *error)
{
    const struct rules_settings *settings = invocation->settings;
    struct rules rules = {0};
    struct arena arena;
    const struct list list = {out, &rules, &arena, invocation->colour, invocation->width};
    int status = -1;

    arena_init(&arena);
    if (pack_rules_load(&rules, NULL, invocation, &arena, error) == 0 &&
        formats[settings->format].write(&list, error) == 0)
        status = EXIT_CLEAN;
    rules_release(&rules);
    arena_release(&arena);
    return status;
}

static const struct option options[] = {
    {.name = "format",
     .type = OPTION_CHOICE,
     .offset = offsetof(struct rules_settings, format),
     .argument = "FORMAT",
     .help = "print in this format",
     .choice = list_format_name},
};

static const struct example examples[] = {
    {"ismslint rules", "list id, severity, basis, kinds and title of each rule"},
    {"ismslint rules --format json", "print the same for programs, with clauses and parameters"},
};

const struct command rules_command = {
    .name = "rules",
    .summary = "list the rules",
    .operands = "",
    .description =
        "Lists the built-in rules and, inside a repository, the rules of its packs. The basis of a "
        "rule is \"required\" if a clause requires it, \"expected\" if auditors usually expect it "
        "under a clause, and \"practice\" if it is good practice.",
    .options = options,
    .option_count = COUNT_OF(options),
    .settings_size = sizeof(struct rules_settings),
    .examples = examples,
    .example_count = COUNT_OF(examples),
    .run = run,
};
