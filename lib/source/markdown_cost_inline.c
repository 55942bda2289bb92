#include <string.h>

#include "base/limits.h"
#include "source/markdown_cost.h"

enum { WEIGHT_LINK = 4 };

/* Where a mark comes next, so that a text is searched for it once. */
struct ahead {
    struct str mark;
    size_t from, at; /* the first one behind `from`, or the text's length */
    bool known;
};

/* The marks that end what begins with `<` or with a quote. */
enum {
    AHEAD_ANGLE,
    AHEAD_QUESTION,
    AHEAD_CDATA,
    AHEAD_COMMENT,
    AHEAD_DOUBLE,
    AHEAD_SINGLE,
    AHEAD_PARENTHESIS,
    AHEAD_COUNT
};

struct inlines {
    struct markdown_cost *cost;
    struct str text;
    size_t at;
    struct ahead ahead[AHEAD_COUNT];
};

/* The offset of the next mark at FROM or behind it. */
static size_t find_ahead(struct inlines *inlines, int which, size_t from)
{
    struct ahead *ahead = &inlines->ahead[which];

    if (!ahead->known || from < ahead->from || from > ahead->at) {
        ptrdiff_t found = str_find(inlines->text, ahead->mark, from);

        ahead->at = found < 0 ? inlines->text.len : (size_t)found;
        ahead->from = from;
        ahead->known = true;
    }
    return ahead->at;
}

static bool comes(const struct inlines *inlines, size_t ahead, const char *word)
{
    return str_starts_with(str_slice(inlines->text, inlines->at + ahead, inlines->text.len),
                           str_of(word));
}

static int byte_at(const struct inlines *inlines, size_t at)
{
    return at < inlines->text.len ? (unsigned char)inlines->text.data[at] : -1;
}

/* A tag: attributes up to `>` or another `<`; a quoted value may hold both. */
static void count_tag(struct inlines *inlines)
{
    size_t i = inlines->at + 1;
    int c;

    while ((c = byte_at(inlines, i)) >= 0 && c != '<' && c != '>') {
        if ((c == '"' || c == '\'') && inlines->text.data[i - 1] == '=') {
            size_t end = find_ahead(inlines, c == '"' ? AHEAD_DOUBLE : AHEAD_SINGLE, i + 1);

            inlines->cost->steps += end - i;
            i = end;
        }
        inlines->cost->steps++;
        if (inlines->cost->steps > LIMIT_CMARK_STEPS)
            return;
        i++;
    }
}

static void count_angle(struct inlines *inlines)
{
    static const struct {
        const char *start;
        int end;
    } sorts[] = {
        {"<!--", AHEAD_COMMENT},
        {"<![CDATA[", AHEAD_CDATA},
        {"<!", AHEAD_ANGLE},
        {"<?", AHEAD_QUESTION},
    };

    for (size_t i = 0; i < sizeof sorts / sizeof sorts[0]; i++)
        if (comes(inlines, 0, sorts[i].start)) {
            inlines->cost->steps += find_ahead(inlines, sorts[i].end, inlines->at) - inlines->at;
            return;
        }
    count_tag(inlines);
}

/* White space and marks of quotations. */
static size_t skip_between(const struct inlines *inlines, size_t i)
{
    while (i < inlines->text.len &&
           (ascii_is_space(inlines->text.data[i]) || inlines->text.data[i] == '>'))
        i++;
    return i;
}

/* A definition of a reference, `]: address "title"`: what each use of it copies. */
static void count_definition(struct inlines *inlines)
{
    size_t start = skip_between(inlines, inlines->at + 2), i = start, length;
    bool pointed = byte_at(inlines, i) == '<';
    int c;

    while ((c = byte_at(inlines, i)) >= 0 &&
           (pointed ? c != '>' && c != '\n' && c != '\r' : !ascii_is_space((char)c)))
        i++;
    length = i - start;
    i = skip_between(inlines, i);
    c = byte_at(inlines, i);
    if (c == '"' || c == '\'' || c == '(')
        length += find_ahead(inlines,
                             c == '"'    ? AHEAD_DOUBLE
                             : c == '\'' ? AHEAD_SINGLE
                                         : AHEAD_PARENTHESIS,
                             i + 1) -
                  i;
    if (length > inlines->cost->address)
        inlines->cost->address = length;
}

static bool is_special(int c)
{
    return c > 0 && strchr("\\`&_*[]<!", c);
}

/* Those that cmark takes singly where it does not expect them. */
static bool is_special_in_row(int c)
{
    return c > 0 && strchr(".-'\"", c);
}

static void count_special(struct inlines *inlines, int c)
{
    if (c == '<')
        count_angle(inlines);
    if (c != ']')
        return;
    inlines->cost->references++;
    if (comes(inlines, 1, "("))
        inlines->cost->nodes += WEIGHT_LINK;
    if (comes(inlines, 1, ":"))
        count_definition(inlines);
}

void markdown_cost_inlines(struct markdown_cost *cost, struct str text)
{
    struct inlines inlines = {
        .cost = cost,
        .text = text,
        .ahead = {[AHEAD_ANGLE] = {.mark = STR(">")},
                  [AHEAD_QUESTION] = {.mark = STR("?>")},
                  [AHEAD_CDATA] = {.mark = STR("]]>")},
                  [AHEAD_COMMENT] = {.mark = STR("-->")},
                  [AHEAD_DOUBLE] = {.mark = STR("\"")},
                  [AHEAD_SINGLE] = {.mark = STR("'")},
                  [AHEAD_PARENTHESIS] = {.mark = STR(")")}},
    };
    bool in_row = true; /* the byte before was special: what follows is a node of its own */
    int before = -1;

    for (; inlines.at < text.len && cost->steps <= LIMIT_CMARK_STEPS; inlines.at++) {
        int c = (unsigned char)text.data[inlines.at];
        bool special = is_special(c) || (in_row && is_special_in_row(c));

        if (special && !(c == before && (c == '*' || c == '_' || c == '`')))
            cost->nodes += in_row || c == '`' || c == ']' ? 1 : 2;
        if (special)
            count_special(&inlines, c);
        in_row = special || c == '\n' || c == '\r';
        before = c;
    }
}
