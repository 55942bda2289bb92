/*
 * Logging commands of Azure Pipelines: "##vso[task.logissue type=error;...;]message", one a
 * finding; the agent knows errors and warnings, so that the rest is lines of the log. The escapes
 * are those of the agent (microsoft/azure-pipelines-agent, Command): CR, LF and percent
 * everywhere, semicolon and closing bracket in properties.
 */
#include "base/visible.h"
#include "report/formats.h"
#include "report/line.h"
#include "report/location.h"
#include "report/order.h"

static const struct {
    char c;
    bool property; /* only in properties */
    const char *escape;
} escapes[] = {
    {'%', false, "%AZP25"}, {'\r', false, "%0D"}, {'\n', false, "%0A"},
    {';', true, "%3B"},     {']', true, "%5D"},
};

static const char *escape_of(char c, bool property)
{
    for (size_t i = 0; i < sizeof escapes / sizeof escapes[0]; i++)
        if (escapes[i].c == c && (property || !escapes[i].property))
            return escapes[i].escape;
    return NULL;
}

/* TEXT is visible already. */
static void add_escaped(struct buffer *out, struct str text, bool property)
{
    for (size_t i = 0; i < text.len; i++) {
        const char *escape = escape_of(text.data[i], property);

        if (escape)
            visible_printf(out, "%s", escape);
        else
            buffer_add_char(out, text.data[i]);
    }
}

static void add_property(struct buffer *out, const char *name, struct str value)
{
    struct buffer seen = {0};

    visible_add(&seen, value);
    visible_printf(out, "%s=", name);
    add_escaped(out, buffer_str(&seen), true);
    buffer_add_char(out, ';');
    buffer_release(&seen);
}

static void add_message(struct buffer *out, const struct finding *finding)
{
    struct buffer message = {0};
    struct str line, rest = finding->help;

    visible_printf(&message, "[%.*s] ", STR_ARG(finding->rule));
    line_add_message(&message, finding);
    for (bool first = true; str_next_line(&line, &rest); first = false) {
        buffer_add_c(&message, first ? "\nhelp: " : "\n");
        visible_add(&message, line);
    }
    add_escaped(out, buffer_str(&message), false);
    buffer_release(&message);
}

static void add_issue(struct buffer *out, const struct lint_result *result,
                      const struct finding *finding, const char *type)
{
    struct location location = location_of(result, finding);

    visible_printf(out, "##vso[task.logissue type=%s;", type);
    add_property(out, "sourcepath", location.path);
    visible_printf(out, "linenumber=%u;columnnumber=%u;", (unsigned)location.start.line,
                   (unsigned)location.start.column);
    add_property(out, "code", finding->rule);
    buffer_add_char(out, ']');
    add_message(out, finding);
}

/* What the agent shows FINDING as; NULL: it is a line of the log. */
static const char *type_of(const struct finding *finding)
{
    static const char *const types[] = {
        [SEVERITY_OFF] = NULL,
        [SEVERITY_NOTE] = NULL,
        [SEVERITY_WARNING] = "warning",
        [SEVERITY_ERROR] = "error",
    };

    return finding->verdict == FINDING_PENDING ? NULL : types[finding->severity];
}

void report_azure(struct buffer *out, struct lint_result *result,
                  const struct report_options *options)
{
    struct order order;

    (void)options;
    order_init(&order, result);
    for (size_t i = 0; i < order.count; i++) {
        const char *type = type_of(order.items[i]);

        if (type)
            add_issue(out, result, order.items[i], type);
        else
            line_add(out, result, order.items[i]);
        buffer_add_char(out, '\n');
    }
    order_release(&order);
}
