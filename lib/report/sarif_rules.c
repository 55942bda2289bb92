#include "report/sarif_rules.h"

#include "base/visible.h"
#include "report/page.h"
#include "report/rule_page.h"
#include "report/sarif_text.h"

enum {
    WIDTH = 80,
    UNWRAPPED = 100000,
    LONGEST_DESCRIPTION = 1024, /* and name, that GitHub takes */
    LONGEST_NAME = 255
};

/* "SoaMissingJustification" of "soa-missing-justification". */
static void add_name(struct json_writer *json, struct str id)
{
    struct buffer name = {0};
    bool begins = true;

    for (size_t i = 0; i < id.len; i++) {
        char c = id.data[i];

        if (ascii_is_alnum(c))
            buffer_add_char(&name, begins && c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
        begins = !ascii_is_alnum(c);
    }
    json_write_string_member(json, "name", sarif_clip(buffer_str(&name), LONGEST_NAME));
    buffer_release(&name);
}

static void add_description(struct json_writer *json, const char *key, struct str text)
{
    struct buffer seen = {0};

    visible_add(&seen, sarif_clip(text, LONGEST_DESCRIPTION));
    sarif_add_text(json, key, sarif_clip(buffer_str(&seen), LONGEST_DESCRIPTION));
    buffer_release(&seen);
}

/* The page's first paragraph; where there is none, the title. */
static void add_full_description(struct json_writer *json, const struct finding_rule *rule)
{
    struct buffer text = {0};

    page_add(&text, rule_page_summary(rule->page), false, UNWRAPPED);
    add_description(json, "fullDescription",
                    str_trim(buffer_str(&text)).len ? str_trim(buffer_str(&text)) : rule->title);
    buffer_release(&text);
}

static void add_paragraph(struct buffer *out, const char *word, struct str text)
{
    if (text.len)
        visible_printf(out, "\n\n%s%.*s", word, STR_ARG(text));
}

/* GitHub shows a rule without a text to no one: the title is always there. */
static void add_help(struct json_writer *json, const struct finding_rule *rule)
{
    struct str page = rule_page_without_tests(rule->page);
    struct buffer text = {0};

    visible_add(&text, rule->title.len ? rule->title : rule->id);
    add_paragraph(&text, "Cause: ", rule->cause);
    add_paragraph(&text, "Fix: ", rule->fix);
    if (page.len) {
        text.len = 0;
        page_add(&text, page, false, WIDTH);
    }
    json_write_member(json, "help");
    json_write_object_begin(json);
    json_write_string_member(json, "text", str_trim(buffer_str(&text)));
    if (page.len && !rule->own)
        json_write_string_member(json, "markdown", str_trim(rule_page_body(page)));
    json_write_object_end(json);
    buffer_release(&text);
}

static const char *level_of(enum severity severity)
{
    return severity == SEVERITY_OFF ? "none" : severity_name(severity);
}

static void add_configuration(struct json_writer *json, enum severity severity)
{
    json_write_member(json, "defaultConfiguration");
    json_write_object_begin(json);
    json_write_string_member(json, "level", str_of(level_of(severity)));
    if (severity == SEVERITY_OFF)
        json_write_bool_member(json, "enabled", false);
    json_write_object_end(json);
}

static void add_properties(struct json_writer *json, enum severity severity)
{
    static const char *const problems[] = {
        [SEVERITY_OFF] = "recommendation",
        [SEVERITY_NOTE] = "recommendation",
        [SEVERITY_WARNING] = "warning",
        [SEVERITY_ERROR] = "error",
    };
    static struct str tags[] = {STR_INIT("isms")};

    json_write_member(json, "properties");
    json_write_object_begin(json);
    json_write_strings_member(json, "tags", (struct str_list){tags, 1});
    json_write_string_member(json, "precision", STR("very-high"));
    json_write_string_member(json, "problem.severity", str_of(problems[severity]));
    json_write_object_end(json);
}

static void add_rule(struct json_writer *json, const struct finding_rule *rule)
{
    json_write_object_begin(json);
    json_write_string_member(json, "id", rule->id);
    add_name(json, rule->id);
    add_description(json, "shortDescription", rule->title.len ? rule->title : rule->id);
    add_full_description(json, rule);
    add_help(json, rule);
    add_configuration(json, rule->severity);
    add_properties(json, rule->severity);
    json_write_object_end(json);
}

void sarif_add_rules(struct json_writer *json, const struct lint_result *result)
{
    json_write_member(json, "rules");
    json_write_array_begin(json);
    VECTOR_EACH (struct finding_rule, rule, &result->rules)
        add_rule(json, rule);
    json_write_array_end(json);
}

ptrdiff_t sarif_rule_index(const struct lint_result *result, struct str id)
{
    size_t low = 0, high = result->rules.count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(result->rules.items[middle].id, id);

        if (order == 0)
            return (ptrdiff_t)middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}
