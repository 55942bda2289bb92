/* ismslint rules: the list of all rules. */
#include "base/json_writer.h"
#include "base/visible.h"
#include "cmd/command.h"
#include "cmd/pack_rules.h"
#include "report/ink.h"
#include "rules/rule.h"

enum { SEVERITY_COLUMNS = 7, BASIS_COLUMNS = 8 };

struct rules_settings {
    size_t format; /* number of the list's form */
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

static void write_json(struct buffer *out, const struct rules *rules, bool colour)
{
    struct json_writer writer;

    (void)colour;
    json_writer_init(&writer, out, true);
    json_write_array_begin(&writer);
    for (size_t i = 0; i < rules->count; i++) {
        const struct rule *rule = rules->items[i];

        json_write_object_begin(&writer);
        json_write_string_member(&writer, "id", rule->id);
        json_write_string_member(&writer, "title", rule->title);
        json_write_string_member(&writer, "severity", str_of(severity_name(rule->severity)));
        json_write_string_member(&writer, "basis", str_of(basis_name(rule->basis)));
        json_write_strings_member(&writer, "on", rule->on);
        json_write_strings_member(&writer, "clauses", rule->clauses);
        add_params(&writer, rule);
        json_write_object_end(&writer);
    }
    json_write_array_end(&writer);
    buffer_add_char(out, '\n');
}

/* The columns of the list: as wide as the longest text in them. */
struct columns {
    size_t id, on;
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
    }
    buffer_release(&kinds);
    return columns;
}

/* Behind a text of LEN in a column that is COLUMNS wide. */
static void pad(struct buffer *out, size_t columns, size_t len)
{
    buffer_add_repeated(out, ' ', larger(columns, len) - len + 2);
}

static void write_text(struct buffer *out, const struct rules *rules, bool colour)
{
    struct columns columns = measure(rules);

    for (size_t i = 0; i < rules->count; i++) {
        const struct rule *rule = rules->items[i];
        struct str severity = str_of(severity_name(rule->severity));
        struct str basis = str_of(basis_name(rule->basis));

        ink_add(out, colour, INK_STRONG, rule->id);
        pad(out, columns.id, rule->id.len);
        ink_add(out, colour, ink_of_severity(rule->severity), severity);
        pad(out, SEVERITY_COLUMNS, severity.len);
        visible_add(out, basis);
        pad(out, BASIS_COLUMNS, basis.len);
        pad(out, columns.on, add_kinds(out, rule));
        visible_add(out, rule->title);
        buffer_add_char(out, '\n');
    }
}

static const struct {
    const char *name;
    void (*write)(struct buffer *out, const struct rules *rules, bool colour);
} formats[] = {{"text", write_text}, {"json", write_json}};

static const char *list_format_name(size_t index)
{
    return index < COUNT_OF(formats) ? formats[index].name : NULL;
}

static int run(struct buffer *out, const struct invocation *invocation, struct error *error)
{
    const struct rules_settings *settings = invocation->settings;
    struct rules rules = {0};
    struct arena arena;
    int status = -1;

    arena_init(&arena);
    if (pack_rules_load(&rules, invocation, &arena, error) == 0) {
        formats[settings->format].write(out, &rules, invocation->colour);
        status = EXIT_CLEAN;
    }
    rules_release(&rules);
    arena_release(&arena);
    return status;
}

static const struct option options[] = {
    {.name = "format",
     .type = OPTION_CHOICE,
     .offset = offsetof(struct rules_settings, format),
     .argument = "FORMAT",
     .help = "the form of the list",
     .choice = list_format_name},
};

static const struct example examples[] = {
    {"ismslint rules", "id, severity, basis, kinds and title of each rule"},
    {"ismslint rules --format json", "the same for programs, with clauses and parameters"},
};

const struct command rules_command = {
    .name = "rules",
    .summary = "list the rules",
    .operands = "",
    .description = "Lists the rules that come with the program, and those of your own packs "
                   "where you stand in a repository that has them. Their basis says how firmly a "
                   "clause stands behind them: it asks for this (required), auditors usually do "
                   "(expected), or it is good practice.",
    .options = options,
    .option_count = COUNT_OF(options),
    .settings_size = sizeof(struct rules_settings),
    .examples = examples,
    .example_count = COUNT_OF(examples),
    .run = run,
};
