/*
 * Workflow commands of GitHub Actions: "::error file=...,line=...::message",
 * one a finding. The escapes are those of the runner (actions/runner,
 * ActionCommand): percent, CR and LF everywhere, colon and comma in properties.
 */
#include "base/visible.h"
#include "report/formats.h"

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

static const char *command_of(const struct finding *finding)
{
    static const char *const commands[] = {
        [SEVERITY_OFF] = "debug",
        [SEVERITY_NOTE] = "notice",
        [SEVERITY_WARNING] = "warning",
        [SEVERITY_ERROR] = "error",
    };

    return finding->verdict == FINDING_PENDING ? "notice" : commands[finding->severity];
}

static void add_command(struct buffer *out, const struct finding *finding)
{
    const char *separator = " ";

    visible_printf(out, "::%s", command_of(finding));
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

void report_github(struct buffer *out, struct lint_result *result,
                   const struct report_options *options)
{
    (void)options;
    VECTOR_EACH (struct finding, finding, &result->findings)
        if (finding->verdict != FINDING_WAIVED)
            add_command(out, finding);
}
