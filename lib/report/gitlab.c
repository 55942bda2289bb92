/*
 * A Code Quality report of GitLab: an array of issues, of which the widget shows description,
 * severity and place. It does not show `check_name`, so that the description begins with the rule.
 */
#include "base/json_writer.h"
#include "base/visible.h"
#include "report/formats.h"
#include "report/line.h"
#include "report/location.h"
#include "report/order.h"

static const char *severity_of(const struct finding *finding)
{
    static const char *const severities[] = {
        [SEVERITY_OFF] = "info",
        [SEVERITY_NOTE] = "info",
        [SEVERITY_WARNING] = "minor",
        [SEVERITY_ERROR] = "major",
    };

    return finding->verdict == FINDING_PENDING ? "info" : severities[finding->severity];
}

static void add_description(struct json_writer *writer, const struct finding *finding)
{
    struct buffer text = {0};

    visible_printf(&text, "%.*s: ", STR_ARG(finding->rule));
    line_add_message(&text, finding);
    json_write_string_member(writer, "description", buffer_str(&text));
    buffer_release(&text);
}

static void add_location(struct json_writer *writer, const struct location *location)
{
    json_write_member(writer, "location");
    json_write_object_begin(writer);
    json_write_string_member(writer, "path", location->path);
    json_write_member(writer, "lines");
    json_write_object_begin(writer);
    json_write_int_member(writer, "begin", location->start.line);
    json_write_int_member(writer, "end", location->end.line);
    json_write_object_end(writer);
    json_write_object_end(writer);
}

static void add_issue(struct json_writer *writer, const struct lint_result *result,
                      const struct finding *finding)
{
    struct location location = location_of(result, finding);

    json_write_object_begin(writer);
    add_description(writer, finding);
    json_write_string_member(writer, "check_name", finding->rule);
    json_write_string_member(writer, "fingerprint", finding->fingerprint);
    json_write_string_member(writer, "severity", str_of(severity_of(finding)));
    add_location(writer, &location);
    json_write_object_end(writer);
}

void report_gitlab(struct buffer *out, struct lint_result *result,
                   const struct report_options *options)
{
    struct json_writer writer;
    struct order order;

    (void)options;
    order_init(&order, result);
    json_writer_init(&writer, out, true);
    json_write_array_begin(&writer);
    for (size_t i = 0; i < order.count; i++)
        add_issue(&writer, result, order.items[i]);
    json_write_array_end(&writer);
    buffer_add_char(out, '\n');
    order_release(&order);
}
