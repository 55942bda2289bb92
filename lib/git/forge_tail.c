#include "git/forge_tail.h"

#include <string.h>

static bool is_blank(struct str line)
{
    return str_trim(line).len == 0;
}

/* TEXT without the blank lines at its end. */
static struct str without_blank_end(struct str text)
{
    while (text.len && ascii_is_space(text.data[text.len - 1]))
        text.len--;
    return text;
}

/* Where the last line of TEXT, which ends in no line break, starts. */
static size_t last_line(struct str text)
{
    size_t at = text.len;

    while (at > 0 && text.data[at - 1] != '\n')
        at--;
    return at;
}

static bool is_co_author(struct str line)
{
    static const struct str key = STR_INIT("Co-authored-by:");

    return line.len > key.len && str_equal_nocase(str_slice(line, 0, key.len), key);
}

static bool is_rule(struct str line)
{
    enum { SHORTEST = 3 };

    line = str_trim(line);
    for (size_t i = 0; i < line.len; i++)
        if (line.data[i] != '-')
            return false;
    return line.len >= SHORTEST;
}

/*
 * Cut the last paragraph off *TEXT if all its lines are such as BELONGS says, and others
 * stand above it.
 */
static bool cut_paragraph(struct str *text, bool (*belongs)(struct str line))
{
    struct str above = without_blank_end(*text);
    size_t at = last_line(above);

    while (!is_blank(str_slice(above, at, above.len))) {
        if (!belongs(str_slice(above, at, above.len)) || at == 0)
            return false;
        above.len = at - 1;
        at = last_line(above);
    }
    above = without_blank_end(above);
    if (above.len == 0)
        return false;
    *text = str_slice(*text, 0, above.len);
    return true;
}

struct str message_above_tail(struct str message)
{
    struct str above = message;

    if (!message.len || memchr(message.data, '\0', message.len) ||
        !cut_paragraph(&above, is_co_author))
        return message;
    cut_paragraph(&above, is_rule);
    return above;
}
