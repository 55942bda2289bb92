#include "approval/person_line.h"

#include "base/fold.h"
#include "base/vector.h"

struct scan {
    struct str line;
    size_t at;
    bool broken;
    VECTOR(struct line_part) parts;
};

static bool is_one_of(char c, const char *set)
{
    for (; *set; set++)
        if (c == *set)
            return true;
    return false;
}

static size_t count_ats(struct str text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.data[i] == '@';
    return count;
}

static void add(struct scan *scan, enum line_part_type type, struct str text)
{
    struct line_part *last = scan->parts.count ? &scan->parts.items[scan->parts.count - 1] : NULL;

    if (type == PART_NAME && last && last->type == PART_NAME)
        last->text.len = (size_t)(text.data + text.len - last->text.data);
    else
        vector_push(&scan->parts, ((struct line_part){type, text}));
}

static bool is_login(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!ascii_is_alnum(text.data[i]) && text.data[i] != '-' && text.data[i] != '_' &&
            text.data[i] != '.')
            return false;
    return text.len > 0;
}

static struct str without_marks(struct str word)
{
    while (word.len && is_one_of(word.data[word.len - 1], ".:!?'*`]"))
        word.len--;
    while (word.len && is_one_of(word.data[0], "'*`["))
        word = str_slice(word, 1, word.len);
    return word;
}

/* A word or the content of brackets with an @ in it. */
static void add_address(struct scan *scan, struct str text)
{
    if (str_equal_nocase(str_slice(text, 0, 7), STR("mailto:")))
        text = str_slice(text, 7, text.len);
    if (text.len && text.data[0] == '@' && is_login(str_slice(text, 1, text.len)))
        add(scan, PART_LOGIN, str_slice(text, 1, text.len));
    else
        add(scan, PART_ADDRESS, text);
}

/* "<jo@example.org>"; what is no such thing is read on as words. */
static void take_brackets(struct scan *scan)
{
    ptrdiff_t close = str_find(scan->line, STR(">"), scan->at);
    struct str inside =
        close < 0 ? (struct str){0} : str_trim(str_slice(scan->line, scan->at + 1, (size_t)close));

    if (close < 0 || count_ats(inside) > 1 || str_find(inside, STR("<"), 0) >= 0) {
        scan->broken = true;
        scan->at++;
        return;
    }
    if (inside.len)
        add_address(scan, inside);
    scan->at = (size_t)close + 1;
}

/* Up to END, which closes it; what names somebody by an address is read on as words. */
static void take_until(struct scan *scan, enum line_part_type type, struct str end, bool outside)
{
    ptrdiff_t close = str_find(scan->line, end, scan->at + 1);
    struct str text = str_slice(scan->line, scan->at + !outside, (size_t)close + outside);

    if (close < 0 || count_ats(text)) {
        scan->at++;
        return;
    }
    add(scan, type, outside ? text : str_trim(text));
    scan->at = (size_t)close + 1;
}

static void take_remark_to_end(struct scan *scan)
{
    struct str text = str_slice(scan->line, scan->at + 1, scan->line.len);

    if (count_ats(text)) {
        scan->at++;
        return;
    }
    add(scan, PART_REMARK, str_trim(text));
    scan->at = scan->line.len;
}

/* A capital Y or E may be an initial. */
static bool is_and(struct str word)
{
    static const struct str words[] = {STR_INIT("and"), STR_INIT("und"), STR_INIT("et")};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_equal_nocase(word, words[i]))
            return true;
    return str_equal_c(word, "y") || str_equal_c(word, "e");
}

/* The end of the word that begins at scan->at. */
static size_t word_end(const struct scan *scan)
{
    size_t end = scan->at;

    while (end < scan->line.len && !is_one_of(scan->line.data[end], ",;|<>()\"") &&
           !fold_blank(scan->line, end))
        end++;
    return end;
}

/* Where in a word people may be told apart: "a@x/b@y" at /, "R&D" and "jo+x@y" nowhere. */
static size_t split_of(struct str word)
{
    size_t ats = count_ats(word);

    for (size_t i = 1; i < word.len && ats != 1; i++)
        if (is_one_of(word.data[i], ats ? "/&+" : "/"))
            return i;
    return word.len;
}

static void take_word(struct scan *scan)
{
    struct str word = str_slice(scan->line, scan->at, word_end(scan));

    word.len = split_of(word);
    scan->at += word.len;
    if (is_and(word)) {
        add(scan, PART_AND, word);
    } else if (!count_ats(word)) {
        add(scan, PART_NAME, word);
    } else {
        word = without_marks(word);
        if (word.len > 1)
            add_address(scan, word);
    }
}

static void take_quoted(struct scan *scan)
{
    take_until(scan, PART_NAME, STR("\""), true);
}

static void take_parentheses(struct scan *scan)
{
    take_until(scan, PART_REMARK, STR(")"), false);
}

static void take_square_brackets(struct scan *scan)
{
    take_until(scan, PART_REMARK, STR("]"), false);
}

static void take_comma(struct scan *scan)
{
    add(scan, PART_COMMA, str_slice(scan->line, scan->at, scan->at + 1));
    scan->at++;
}

static void take_and(struct scan *scan)
{
    add(scan, PART_AND, str_slice(scan->line, scan->at, scan->at + 1));
    scan->at++;
}

static void take_nothing(struct scan *scan)
{
    scan->at++;
}

/* What begins with the character at scan->at, which is no white space. */
static void take(struct scan *scan)
{
    static const struct {
        const char *first;
        void (*take)(struct scan *scan);
    } takers[] = {
        {"<", take_brackets},        {"\"", take_quoted},   {"(", take_parentheses},
        {"[", take_square_brackets}, {",", take_comma},     {";|/&+", take_and},
        {"#", take_remark_to_end},   {">)]", take_nothing},
    };

    for (size_t i = 0; i < sizeof takers / sizeof takers[0]; i++)
        if (is_one_of(scan->line.data[scan->at], takers[i].first)) {
            takers[i].take(scan);
            return;
        }
    take_word(scan);
}

void person_line_read(struct person_line *out, struct str line, struct arena *arena)
{
    struct scan scan = {.line = line};

    while (scan.at < line.len) {
        size_t blank = fold_blank(line, scan.at);

        if (blank)
            scan.at += blank;
        else
            take(&scan);
    }
    *out = (struct person_line){
        arena_copy(arena, scan.parts.items, scan.parts.count * sizeof *scan.parts.items),
        scan.parts.count, scan.broken};
    vector_release(&scan.parts);
}

bool person_line_is_empty(struct str line)
{
    return !fold_has_letters(line);
}

size_t person_line_display(const struct person_line *line, size_t until)
{
    while (until > 0 && line->parts[until - 1].type != PART_ADDRESS &&
           line->parts[until - 1].type != PART_LOGIN && line->parts[until - 1].type != PART_REMARK)
        until--;
    while (line->parts[until].type == PART_COMMA || line->parts[until].type == PART_AND)
        until++;
    return until;
}

struct str person_line_between(const struct person_line *line, size_t from, size_t until)
{
    const struct line_part *first = &line->parts[from], *last = first + (until - from) - 1;

    if (from >= until)
        return (struct str){0};
    return (struct str){first->text.data,
                        (size_t)(last->text.data + last->text.len - first->text.data)};
}
