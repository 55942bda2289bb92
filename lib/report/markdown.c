#include "report/markdown.h"

#include <string.h>

#include "base/visible.h"

/* What no reader sees, and what keeps two characters from being read together. */
static const char *const NOTHING = "<!-- -->";

enum { SHORTEST_COMMIT = 7 }; /* digits that GitHub takes for the name of a commit */

static bool is_at_line_start(const struct buffer *out)
{
    return out->len == 0 || out->data[out->len - 1] == '\n';
}

/* ---- markup ---- */

/* Every one of them is markup somewhere; before it a backslash makes it a character. */
static bool is_markup(char c)
{
    return c && strchr("\\`*_{}[]<>|~$&!", c) != NULL;
}

/* Would C at INDEX of a line begin a heading, a list, a rule or a table? */
static bool begins_block(struct str text, size_t index)
{
    char c = text.data[index];
    size_t digits = 0;

    while (digits < text.len && ascii_is_digit(text.data[digits]))
        digits++;
    if (c == '.' || c == ')')
        return digits > 0 && index == digits;
    return index == 0 && c && strchr("#+-=", c) != NULL;
}

/* ---- what is looked for in the finished text, where a backslash does not help ---- */

static bool is_word(struct str text, size_t index)
{
    return index < text.len && (ascii_is_alnum(text.data[index]) || text.data[index] == '_' ||
                                (unsigned char)text.data[index] >= 0x80);
}

/* "@name", "#1", "!1" */
static bool is_sign(struct str text, size_t index)
{
    char c = text.data[index];

    return (c == '@' || c == '#' || c == '!') && index + 1 < text.len &&
           text.data[index + 1] != ' ';
}

/* The last "w" of "www.", the ":" of "http://", the "-" of "GH-1" */
static bool is_address(struct str text, size_t index)
{
    struct str rest = str_slice(text, index, text.len);
    struct str before = str_slice(text, index < 2 ? 0 : index - 2, index);

    return str_starts_with(rest, STR("://")) ||
           (str_starts_with(rest, STR("-")) && str_equal_nocase(before, STR("GH"))) ||
           (str_equal_nocase(str_slice(rest, 0, 2), STR("w.")) &&
            str_equal_nocase(before, STR("ww")));
}

/* ":name:" */
static bool is_emoji(struct str text, size_t index)
{
    size_t end = index + 1;

    while (end < text.len && (ascii_is_alnum(text.data[end]) || strchr("_+-", text.data[end])))
        end++;
    return text.data[index] == ':' && end > index + 1 && end < text.len && text.data[end] == ':';
}

static bool is_hex(char c)
{
    return ascii_is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/* The first of the digits that may be the name of a commit. */
static bool is_commit(struct str text, size_t index)
{
    size_t end = index;

    if (!is_hex(text.data[index]) || (index > 0 && is_word(text, index - 1)))
        return false;
    while (end < text.len && is_hex(text.data[end]))
        end++;
    return end - index >= SHORTEST_COMMIT && !is_word(text, end);
}

static bool is_reference(struct str text, size_t index)
{
    return is_sign(text, index) || is_address(text, index) || is_emoji(text, index) ||
           is_commit(text, index);
}

/* ---- the whole ---- */

static void add_seen(struct buffer *out, struct str text)
{
    bool starts = is_at_line_start(out);

    if (starts)
        text = str_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        if (is_markup(text.data[i]) || (starts && begins_block(text, i)))
            buffer_add_char(out, '\\');
        buffer_add_char(out, text.data[i]);
        if (is_reference(text, i))
            buffer_add_c(out, NOTHING);
    }
}

void markdown_add(struct buffer *out, struct str text)
{
    struct buffer seen = {0};

    /* What visible_add looks at: does the text begin a line? */
    buffer_add_char(&seen, is_at_line_start(out) ? '\n' : '|');
    visible_add(&seen, text);
    add_seen(out, str_slice(buffer_str(&seen), 1, seen.len));
    buffer_release(&seen);
}
