/*
 * Workflow commands of GitHub Actions: "::error file=...,line=...::message",
 * one a finding, as many as it shows. The escapes are those of the runner (actions/runner,
 * ActionCommand): percent, CR and LF everywhere, colon and comma in properties.
 */
#include "base/visible.h"
#include "report/formats.h"
#include "report/line.h"
#include "report/order.h"

static void add_escaped(struct buffer *out, struct str text, const char *special)
{
    for (size_t i = 0; i < text.len; i++) {
        const char *found = special;

        while (*found && *found != text.data[i])
            found++;
        if (*found)
            visible_printf(out, "%%%02X", (unsigned)text.data[i]);
        else
            buffer_add_char(out, text.data[i]);
    }
}

static void add_property(struct buffer *out, const char *name, struct str value)
{
    struct buffer seen;

    buffer_init(&seen);
    visible_add(&seen, value);
    visible_printf(out, "%s=", name);
    add_escaped(out, buffer_str(&seen), "%\r\n:,");
    buffer_release(&seen);
}

/* "path:line:column: ", because the log shows the message without its properties. */
static void add_place(struct buffer *message, struct str path, struct span span)
{
    struct position start;

    if (path.len)
        visible_add(message, path);
    if (span.source) {
        start = source_position(span.source, span.start);
        visible_printf(message, ":%u:%u", (unsigned)start.line, (unsigned)start.column);
    }
    if (path.len)
        buffer_add_c(message, ": ");
}

static void add_headline(struct buffer *message, const struct finding *finding)
{
    add_place(message, finding->path, finding->span);
    visible_printf(message, "[%.*s] ", STR_ARG(finding->rule));
    if (finding->verdict != FINDING_FAIL)
        visible_printf(message, "%s: ", finding_verdict_name(finding->verdict));
    visible_add(message, finding->message);
    if (finding->label.len)
        visible_printf(message, " (%.*s)", STR_ARG(finding->label));
}

static void add_related(struct buffer *message, const struct finding *finding)
{
    for (size_t i = 0; i < finding->related_count; i++) {
        const struct finding_related *related = &finding->related[i];

        if (!related->span.source)
            continue;
        buffer_add_char(message, '\n');
        add_place(message, related->span.source->path, related->span);
        visible_add(message, related->message);
    }
}

/* "WORD: TEXT"; TEXT's line breaks are ours (rules/finding.h). */
static void add_remark(struct buffer *message, const char *word, struct str text)
{
    struct str line, rest = text;

    for (bool first = true; str_next_line(&line, &rest); first = false) {
        buffer_add_char(message, '\n');
        if (first)
            visible_printf(message, "%s: ", word);
        visible_add(message, line);
    }
}

static void add_message(struct buffer *out, const struct finding *finding)
{
    struct buffer message = {0};

    add_headline(&message, finding);
    add_related(&message, finding);
    for (size_t i = 0; i < finding->note_count; i++)
        add_remark(&message, "note", finding->notes[i]);
    add_remark(&message, "help", finding->help);
    for (size_t i = 0; i < finding->clause_count; i++) {
        buffer_add_char(&message, i == 0 ? '\n' : ';');
        visible_printf(&message, "%s%s", i == 0 ? basis_phrase(finding->basis) : "",
                       i == 0 ? ": " : " ");
        visible_add(&message, finding->clauses[i]);
    }
    add_escaped(out, buffer_str(&message), "%\r\n");
    buffer_release(&message);
}

/* Columns only within one line: the annotations know none across lines. */
static void add_range(struct buffer *out, struct span span)
{
    struct position start = source_position(span.source, span.start);
    struct position end = source_position(span.source, span.end);

    visible_printf(out, ",line=%u", (unsigned)start.line);
    if (start.line == end.line)
        visible_printf(out, ",col=%u,endLine=%u,endColumn=%u", (unsigned)start.column,
                       (unsigned)end.line, (unsigned)end.column);
    else
        visible_printf(out, ",endLine=%u", (unsigned)end.line);
}

/* The kinds of annotations that the runner has; it shows so many of each in a step. */
enum { DEBUG, NOTICE, WARNING, ERROR, COMMANDS, MOST = 10 };

static const char *const commands[] = {
    [DEBUG] = "debug", [NOTICE] = "notice", [WARNING] = "warning", [ERROR] = "error"};

static size_t command_of(const struct finding *finding)
{
    static const size_t of_severities[] = {
        [SEVERITY_OFF] = DEBUG,
        [SEVERITY_NOTE] = NOTICE,
        [SEVERITY_WARNING] = WARNING,
        [SEVERITY_ERROR] = ERROR,
    };

    return finding->verdict == FINDING_PENDING ? NOTICE : of_severities[finding->severity];
}

static void add_command(struct buffer *out, const struct finding *finding)
{
    const char *separator = " ";

    visible_printf(out, "::%s", commands[command_of(finding)]);
    if (finding->path.len > 0) {
        visible_printf(out, "%s", separator);
        add_property(out, "file", finding->path);
        separator = ",";
    }
    if (finding->span.source)
        add_range(out, finding->span);
    visible_printf(out, "%s", separator);
    add_property(out, "title", finding->rule);
    buffer_add_c(out, "::");
    add_message(out, finding);
    buffer_add_char(out, '\n');
}

/* What the runner would not show as annotations: lines of the log. */
static void add_rest(struct buffer *out, const struct lint_result *result, const struct order *rest)
{
    if (rest->count)
        visible_printf(out, "%zu more finding%s:\n", rest->count, rest->count == 1 ? "" : "s");
    for (size_t i = 0; i < rest->count; i++) {
        line_add(out, result, rest->items[i]);
        buffer_add_char(out, '\n');
    }
}

void report_github(struct buffer *out, struct lint_result *result,
                   const struct report_options *options)
{
    size_t shown[COMMANDS] = {0};
    struct order order, rest;

    (void)options;
    order_init(&order, result);
    rest = (struct order){order.items, 0};
    for (size_t i = 0; i < order.count; i++) {
        struct finding *finding = order.items[i];

        if (shown[command_of(finding)]++ < MOST)
            add_command(out, finding);
        else
            rest.items[rest.count++] = finding;
    }
    add_rest(out, result, &rest);
    order_release(&order);
}
