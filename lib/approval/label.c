#include "approval/label.h"

#include "base/suggest.h"

enum { LABEL_WORDS = 5 };

/* Punctuation that carries no word: emphasis, bullets, brackets, quotes. */
static bool is_mark(char c)
{
    return (unsigned char)c < 0x80 && c != ':' && !ascii_is_alnum(c);
}

static struct str strip_start(struct str text)
{
    while (text.len && is_mark(text.data[0]))
        text = str_slice(text, 1, text.len);
    return text;
}

static struct str strip_end(struct str text)
{
    while (text.len && is_mark(text.data[text.len - 1]))
        text.len--;
    return text;
}

/* ---- the line and the cell ---- */

static bool ends_line(char c)
{
    return c == '\n' || c == '\r';
}

static struct str line_of(struct str text, size_t at)
{
    size_t start = at, end = at;

    while (start > 0 && !ends_line(text.data[start - 1]))
        start--;
    while (end < text.len && !ends_line(text.data[end]))
        end++;
    return str_slice(text, start, end);
}

static struct str before_in_cell(struct str before)
{
    size_t start = before.len;

    while (start > 0 && before.data[start - 1] != '|')
        start--;
    return str_slice(before, start, before.len);
}

static struct str after_in_cell(struct str after)
{
    ptrdiff_t bar = str_find(after, STR("|"), 0);

    return bar < 0 ? after : str_slice(after, 0, (size_t)bar);
}

/* ---- what stands in it ---- */

/* Only marks, or the zone in which the date is told. */
static bool is_tail(struct str text)
{
    text = strip_end(strip_start(text));
    return !text.len || str_equal_c(text, "UTC");
}

static size_t count_words(struct str text)
{
    size_t words = 0;

    for (size_t i = 0; i < text.len; i++)
        words += !ascii_is_space(text.data[i]) && (i == 0 || ascii_is_space(text.data[i - 1]));
    return words;
}

/* Does a sentence end or go on in TEXT? */
static bool has_sentence(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.data[i] == '.' || text.data[i] == ',' || text.data[i] == ';' ||
            text.data[i] == '!' || text.data[i] == '?')
            return true;
    return false;
}

/* "Last reviewed on" is the label of last_reviewed. */
static bool is_name_of(struct str field, struct str label)
{
    struct str rest = str_slice(label, field.len, label.len);

    return label.len >= field.len &&
           suggest_distance(str_slice(label, 0, field.len), field, 0) == 0 &&
           (!rest.len || ascii_is_space(rest.data[0])) && count_words(rest) <= 1;
}

static bool is_label(struct str field, struct str text)
{
    struct str label = strip_end(strip_start(text));

    if (has_sentence(label))
        return false;
    return str_ends_with(label, STR(":")) ? count_words(label) <= LABEL_WORDS
                                          : is_name_of(field, label);
}

/* ---- a date alone ---- */

static bool is_row(struct str line)
{
    return str_starts_with(str_trim(line), STR("|"));
}

/* Does TEXT, the lines before or behind, leave a blank one or a heading next to us? */
static bool is_apart(struct str line)
{
    line = str_trim(line);
    return !line.len || line.data[0] == '#';
}

static struct str line_above(struct str text, size_t start)
{
    if (start && text.data[start - 1] == '\n')
        start--;
    if (start && text.data[start - 1] == '\r')
        start--;
    return line_of(text, start);
}

static struct str line_below(struct str text, size_t end)
{
    if (end < text.len && text.data[end] == '\r')
        end++;
    if (end < text.len && text.data[end] == '\n')
        end++;
    return line_of(text, end);
}

/* Is LINE, which holds only a date, no end or beginning of a wrapped sentence? */
static bool is_paragraph(struct str text, struct str line)
{
    size_t start = (size_t)(line.data - text.data), end = start + line.len;

    return (start == 0 || is_apart(line_above(text, start))) &&
           (end == text.len || is_apart(line_below(text, end)));
}

bool label_is_before(struct str field, struct span date)
{
    struct str text = date.source->text, line = line_of(text, date.start);
    size_t start = (size_t)(line.data - text.data);
    struct str before, after;

    if (date.end > start + line.len)
        return false;
    before = before_in_cell(str_slice(text, start, date.start));
    after = after_in_cell(str_slice(text, date.end, start + line.len));
    if (!is_tail(after))
        return false;
    if (!strip_start(before).len)
        return is_row(line) || is_paragraph(text, line);
    return is_label(field, before);
}

/* ---- what says by itself what it is ---- */

/* Take the letters and digits of NAME, whatever stands between them, from the start of TEXT. */
static bool take_letters(struct str *text, struct str name)
{
    size_t at = 0;

    for (size_t i = 0; i < name.len; i++) {
        if (!ascii_is_alnum(name.data[i]))
            continue;
        while (at < text->len && (text->data[at] == ' ' || is_mark(text->data[at])))
            at++;
        if (at == text->len || ascii_lower(text->data[at++]) != ascii_lower(name.data[i]))
            return false;
    }
    *text = str_slice(*text, at, text->len);
    return true;
}

bool label_is_name(struct str field, struct str text)
{
    static const struct str tails[] = {STR_INIT("date"), STR_INIT("on"), STR_INIT("at")};

    if (!take_letters(&text, field))
        return false;
    for (size_t i = 0; i < sizeof tails / sizeof tails[0]; i++)
        if (take_letters(&text, tails[i]))
            break;
    text = strip_end(text);
    return !text.len || str_equal_c(text, ":");
}

bool label_names(struct str field, struct span date)
{
    struct str text = date.source->text, line = line_of(text, date.start), label;
    struct str before = str_slice(text, (size_t)(line.data - text.data), date.start);

    label = before_in_cell(before);
    if (!strip_start(label).len && label.len < before.len)
        label = before_in_cell(str_slice(before, 0, before.len - label.len - 1));
    return label_is_name(field, label);
}
