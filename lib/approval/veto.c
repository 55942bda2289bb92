#include "approval/veto.h"

/* Signs that mean minus: the hyphen, U+2010 to U+2013, U+2212, U+FE63 and U+FF0D. */
static const struct str signs[] = {STR_INIT("-"),
                                   STR_INIT("\xE2\x80\x90"),
                                   STR_INIT("\xE2\x80\x91"),
                                   STR_INIT("\xE2\x80\x92"),
                                   STR_INIT("\xE2\x80\x93"),
                                   STR_INIT("\xE2\x88\x92"),
                                   STR_INIT("\xEF\xB9\xA3"),
                                   STR_INIT("\xEF\xBC\x8D")};

/* Blanks that break no line and what Japanese is written with: U+00A0, U+202F, U+3000, U+FF1A. */
static const struct str wide[] = {STR_INIT("\xC2\xA0"), STR_INIT("\xE2\x80\xAF"),
                                  STR_INIT("\xE3\x80\x80"), STR_INIT("\xEF\xBC\x9A")};

/* Cut WORD, in whatever case, off the start of *TEXT. */
static bool take_word(struct str *text, struct str word)
{
    if (text->len < word.len || !str_equal_nocase(str_slice(*text, 0, word.len), word))
        return false;
    *text = str_slice(*text, word.len, text->len);
    return true;
}

/* Cut one of COUNT words off the start of *TEXT. */
static bool take_any(struct str *text, const struct str *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (take_word(text, words[i]))
            return true;
    return false;
}

static bool take_minus(struct str *text)
{
    return take_any(text, signs, sizeof signs / sizeof signs[0]);
}

static bool take_wide(struct str *text)
{
    return take_any(text, wide, sizeof wide / sizeof wide[0]);
}

static bool take_one_of(struct str *text, const char *set)
{
    if (!text->len || str_find(str_of(set), str_slice(*text, 0, 1), 0) < 0)
        return false;
    *text = str_slice(*text, 1, text->len);
    return true;
}

static struct str skip(struct str text, const char *set)
{
    while (take_one_of(&text, set) || take_wide(&text))
        ;
    return text;
}

/* "Code-Review", "code review", "CodeReview"; then ": -2", "=-2", "-2" or " (-2)". */
static bool take_veto(struct str *text)
{
    if (!take_word(text, STR("code")))
        return false;
    do
        *text = skip(*text, "_ ");
    while (take_minus(text));
    if (!take_word(text, STR("review")))
        return false;
    *text = skip(*text, " \t:=|([\"'`*");
    if (!take_minus(text))
        return false;
    *text = skip(*text, " \t");
    if (!text->len || text->data[0] < '2' || text->data[0] > '9')
        return false;
    *text = str_slice(*text, 1, text->len);
    return !text->len || !ascii_is_alnum(text->data[0]);
}

/* The vote begins the line, behind a mark of a list, or stands behind what ends another. */
static bool may_begin(struct str before)
{
    before = str_trim(before);
    return !skip(before, "*-#>+ \t").len ||
           str_find(STR(":,;|(["), str_slice(before, before.len - 1, before.len), 0) >= 0;
}

static struct str without_colon(struct str text)
{
    return str_ends_with(text, STR(":")) ? str_slice(text, 0, text.len - 1) : text;
}

bool veto_read(struct str *named, struct str line)
{
    for (size_t i = 0; i < line.len; i++) {
        struct str after = str_slice(line, i, line.len), before = str_slice(line, 0, i);

        /* Only at the letter, so that a long line takes no long time. */
        if (ascii_lower(line.data[i]) != 'c' || !may_begin(before) || !take_veto(&after))
            continue;
        after = str_trim(skip(after, " \t:;,.|)]\"'`*"));
        *named = after.len ? after : without_colon(str_trim(skip(before, "*-#>+ \t:")));
        return true;
    }
    return false;
}
