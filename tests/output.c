#include "output.h"

#include <stdlib.h>
#include <string.h>

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include "base/utf8.h"
#include "base/visible.h"
#include "source/csv.h"
#include "source/json.h"

static bool fault(struct buffer *faults, const char *what, struct str where)
{
    visible_printf(faults, "%s: ", what);
    visible_add(faults, str_slice(where, 0, 200));
    buffer_add_char(faults, '\n');
    return false;
}

/* ---- bytes ---- */

/* From OFFSET on, to show where it is. */
static struct str near(struct str text, size_t offset)
{
    return str_slice(text, offset < 40 ? 0 : offset - 40, text.len);
}

static bool has_no_controls(struct buffer *faults, struct str format, struct str text)
{
    bool csv = str_equal_c(format, "csv");

    for (size_t offset = 0; offset < text.len;) {
        size_t start = offset;
        int32_t code_point = utf8_next(text, &offset);
        bool line_end = code_point == '\n' || (csv && code_point == '\r' && offset < text.len &&
                                               text.data[offset] == '\n');

        if (code_point < 0)
            return fault(faults, "invalid UTF-8", near(text, start));
        if ((code_point < ' ' && !line_end) || code_point == 0x7F || visible_is_hidden(code_point))
            return fault(faults, "a control character", near(text, start));
    }
    return true;
}

/* ---- lines, as actions/runner reads them ---- */

static bool is_name(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!ascii_is_alpha(text.data[i]) && text.data[i] != '-')
            return false;
    return text.len > 0;
}

/* What stands between the first two "::" up to a blank; empty if it is no command. */
static struct str command_of(struct str line)
{
    struct str start = str_trim(line), name = {0};
    ptrdiff_t end = str_starts_with(start, STR("::")) ? str_find(start, STR("::"), 2) : -1;
    struct str rest = end < 0 ? name : str_slice(start, 2, (size_t)end);

    str_split(&name, &rest, ' ');
    return is_name(name) ? name : (struct str){0};
}

/* "##[", "##vso[", "##teamcity[": anywhere in a line, for one service or another. */
static bool has_logging_command(struct str line)
{
    for (ptrdiff_t at = 0; (at = str_find(line, STR("##"), (size_t)at)) >= 0; at++) {
        size_t end = (size_t)at + 2;

        while (end < line.len && ascii_is_alpha(line.data[end]))
            end++;
        if (end < line.len && line.data[end] == '[')
            return true;
    }
    return false;
}

static bool has_no_commands(struct buffer *faults, struct str text)
{
    struct str line, rest = text;

    while (str_next_line(&line, &rest))
        if (command_of(line).len || has_logging_command(line))
            return fault(faults, "a workflow command", line);
    return true;
}

static bool is_annotation(struct str line)
{
    static const char *const names[] = {"error", "warning", "notice", "debug"};
    struct str name = command_of(line);

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (str_equal_c(name, names[i]))
            return str_starts_with(line, STR("::")) && !has_logging_command(line);
    return false;
}

/* "81 more findings:", behind which come lines that do not act. */
static bool is_count(struct str line)
{
    size_t digits = 0;

    while (digits < line.len && ascii_is_digit(line.data[digits]))
        digits++;
    line = str_slice(line, digits, line.len);
    return digits && (str_equal_c(line, " more findings:") || str_equal_c(line, " more finding:"));
}

static bool has_annotations_only(struct buffer *faults, struct str text)
{
    struct str line, rest = text;

    while (str_next_line(&line, &rest)) {
        if (is_count(line))
            return has_no_commands(faults, rest);
        if (!is_annotation(line))
            return fault(faults, "no annotation", line);
    }
    return true;
}

/* ---- lines, as Azure's agent reads them (microsoft/azure-pipelines-agent, Command) ---- */

/* "linenumber=1", and of each property one. */
static bool is_issue_property(struct str property)
{
    static const char *const names[] = {"type", "sourcepath", "linenumber", "columnnumber", "code"};
    struct str name;

    str_split(&name, &property, '=');
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (str_equal_c(name, names[i]))
            return property.len > 0;
    return false;
}

static bool is_issue(struct buffer *faults, struct str line)
{
    ptrdiff_t end = str_find(line, STR("]"), 0);
    struct str start = STR("##vso[task.logissue "), property;
    struct str properties = str_slice(line, start.len, end < 0 ? 0 : (size_t)end);
    size_t count = 0;

    for (; str_split(&property, &properties, ';') && property.len; count++)
        if (!is_issue_property(property))
            return fault(faults, "no property of an issue", line);
    if (count != 5 || has_logging_command(str_slice(line, (size_t)end, line.len)))
        return fault(faults, "no issue", line);
    return true;
}

static bool has_issues_only(struct buffer *faults, struct str text)
{
    struct str line, rest = text;

    while (str_next_line(&line, &rest))
        if (str_starts_with(line, STR("##vso[task.logissue type="))
                ? !is_issue(faults, line)
                : !has_no_commands(faults, line))
            return false;
    return true;
}

/* ---- JSON and CSV ---- */

static bool is_json(struct buffer *faults, struct str text)
{
    struct arena arena;
    struct source source;
    struct sink sink;
    struct value *value;
    bool good;

    arena_init(&arena);
    sink_init(&sink, &arena);
    source_init(&source, STR("output.json"), text, &arena);
    good = json_read(&value, &source, &arena, &sink) == 0 && sink.diagnostics.count == 0;
    if (!good)
        fault(faults, "no JSON",
              sink.diagnostics.count ? sink.diagnostics.items[0]->message : text);
    sink_release(&sink);
    arena_release(&arena);
    return good;
}

static bool is_json_lines(struct buffer *faults, struct str text)
{
    struct str line, rest = text;

    while (str_next_line(&line, &rest))
        if (!str_starts_with(line, STR("{")) || !is_json(faults, line))
            return fault(faults, "no line of JSON", line);
    return true;
}

/* A sign alone is none. */
static bool is_formula(struct str cell)
{
    struct str start = str_trim(cell);

    return start.len > 1 && strchr("=+-@", *start.data);
}

static bool has_no_formulas(struct buffer *faults, const struct value *rows)
{
    VALUE_EACH_ITEM (row, rows)
        VALUE_EACH_ENTRY (entry, row->value)
            if (is_formula(entry->value->string))
                return fault(faults, "a formula", entry->value->string);
    return true;
}

/* With either of the delimiters that spreadsheets take. */
static bool is_csv(struct buffer *faults, struct str text, char delimiter)
{
    struct arena arena;
    struct source source;
    struct sink sink;
    struct csv_table table = {0};
    bool good;

    arena_init(&arena);
    sink_init(&sink, &arena);
    source_init(&source, STR("output.csv"), text, &arena);
    good = csv_read(&table, &source, delimiter, &arena, &sink) == 0 &&
           (delimiter == ';' || sink.diagnostics.count == 0);
    if (!good)
        fault(faults, "no CSV", sink.diagnostics.count ? sink.diagnostics.items[0]->message : text);
    good = good && has_no_formulas(faults, table.rows);
    sink_release(&sink);
    arena_release(&arena);
    return good;
}

/* ---- Markdown ---- */

static cmark_node *parse(struct str text)
{
    static const char *const extensions[] = {"table", "autolink", "strikethrough", "tasklist"};
    cmark_parser *parser;
    cmark_node *root;

    cmark_gfm_core_extensions_ensure_registered();
    parser = cmark_parser_new(CMARK_OPT_UNSAFE);
    for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++)
        cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(extensions[i]));
    cmark_parser_feed(parser, text.data ? text.data : "", text.len);
    root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return root;
}

/* Would GitHub find a person, an issue or an address in a piece of plain text? */
static bool refers(struct str text)
{
    for (size_t i = 0; i + 1 < text.len; i++)
        if (((text.data[i] == '@' || text.data[i] == '#') && ascii_is_alnum(text.data[i + 1])) ||
            str_starts_with(str_slice(text, i, text.len), STR("://")))
            return true;
    return false;
}

/* Headings are ours. */
static bool is_heading(cmark_node *node)
{
    static const char *const titles[] = {"ismslint",
                                         "Findings",
                                         "New",
                                         "Waiting for approval",
                                         "Resolved",
                                         "Superseded by this change",
                                         "No longer reported: configuration or rules changed",
                                         "Old"};
    cmark_node *text = cmark_node_first_child(node);
    const char *title = text && !cmark_node_next(text) ? cmark_node_get_literal(text) : NULL;

    for (size_t i = 0; title && i < sizeof titles / sizeof titles[0]; i++)
        if (strcmp(title, titles[i]) == 0)
            return true;
    return false;
}

static bool is_plain_node(struct buffer *faults, cmark_node *node)
{
    static const char *const plain[] = {"document",   "table",     "table_header", "table_row",
                                        "table_cell", "paragraph", "softbreak",    "code_block"};
    const char *type = cmark_node_get_type_string(node);
    struct str literal = str_of(cmark_node_get_literal(node));

    if (strcmp(type, "text") == 0)
        return !refers(literal) || fault(faults, "a reference", literal);
    if (strcmp(type, "heading") == 0)
        return is_heading(node) || fault(faults, "a heading", literal);
    if (strcmp(type, "html_inline") == 0 && str_equal_c(literal, "<!-- -->"))
        return true;
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        if (strcmp(type, plain[i]) == 0)
            return true;
    return fault(faults, type, literal);
}

static bool is_plain_markdown(struct buffer *faults, struct str text)
{
    cmark_node *root = parse(text);
    cmark_iter *iter = cmark_iter_new(root);
    cmark_event_type event;
    bool good = true;

    while (good && (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE)
        good = event != CMARK_EVENT_ENTER || is_plain_node(faults, cmark_iter_get_node(iter));
    cmark_iter_free(iter);
    cmark_node_free(root);
    return good;
}

/* ---- all ---- */

/* What ink.h writes: ESC "[" digits and ";" "m". */
static struct str without_colours(struct buffer *out, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        size_t end = i + 2;

        while (end < text.len && (ascii_is_digit(text.data[end]) || text.data[end] == ';'))
            end++;
        if (str_starts_with(str_slice(text, i, text.len), STR("\033[")) && end < text.len &&
            text.data[end] == 'm')
            i = end;
        else
            buffer_add_char(out, text.data[i]);
    }
    return buffer_str(out);
}

/* No line acts. Formats whose lines are commands have rows of their own. */
static bool is_text(struct buffer *faults, struct str text)
{
    return has_no_commands(faults, text);
}

static bool is_json_text(struct buffer *faults, struct str text)
{
    return has_no_commands(faults, text) && is_json(faults, text);
}

static bool is_json_lines_text(struct buffer *faults, struct str text)
{
    return has_no_commands(faults, text) && is_json_lines(faults, text);
}

static bool is_xml_text(struct buffer *faults, struct str text)
{
    return has_no_commands(faults, text) &&
           (output_is_xml(text) || fault(faults, "no XML of a report", text));
}

static bool is_csv_text(struct buffer *faults, struct str text)
{
    return has_no_commands(faults, text) && is_csv(faults, text, ',') && is_csv(faults, text, ';');
}

static bool is_markdown_text(struct buffer *faults, struct str text)
{
    return has_no_commands(faults, text) && is_plain_markdown(faults, text);
}

static const struct {
    const char *format;
    bool (*is)(struct buffer *faults, struct str text);
} formats[] = {
    {"text", is_text},
    {"colour", is_text},
    {"concise", is_text},
    {"json", is_json_text},
    {"gitlab", is_json_text},
    {"sarif", is_json_text},
    {"jsonl", is_json_lines_text},
    {"junit", is_xml_text},
    {"csv", is_csv_text},
    {"markdown", is_markdown_text},
    {"github", has_annotations_only},
    {"azure", has_issues_only},
};

bool output_is_harmless(struct buffer *faults, struct str format, struct str text)
{
    struct buffer plain = {0};
    bool good = false, known = false;

    if (str_equal_c(format, "colour"))
        text = without_colours(&plain, text);
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (!str_equal_c(format, formats[i].format))
            continue;
        known = true;
        good = formats[i].is(faults, text);
    }
    good = has_no_controls(faults, format, text) && good;
    buffer_release(&plain);
    return known ? good : fault(faults, "a format without a test", format);
}
