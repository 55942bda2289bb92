#include "report/page_inline.h"

#include "base/utf8.h"
#include "base/visible.h"
#include "report/ink.h"

/* A paragraph while it is taken apart into words. */
struct speller {
    struct wrap *wrap;
    bool colour;
    enum ink ink;       /* of the text that is being read */
    struct buffer word; /* with escape sequences */
    struct buffer seen; /* the same without */
};

static void set_ink(struct speller *speller, enum ink ink)
{
    if (speller->seen.len > 0)
        buffer_add_c(&speller->word, ink_off(speller->colour, speller->ink));
    speller->ink = ink;
    if (speller->seen.len > 0)
        buffer_add_c(&speller->word, ink_on(speller->colour, ink));
}

static void add_text(struct speller *speller, struct str text)
{
    if (speller->seen.len == 0)
        buffer_add_c(&speller->word, ink_on(speller->colour, speller->ink));
    visible_add(&speller->word, text);
    visible_add(&speller->seen, text);
}

static void end_word(struct speller *speller)
{
    if (speller->seen.len > 0) {
        buffer_add_c(&speller->word, ink_off(speller->colour, speller->ink));
        wrap_word(speller->wrap, buffer_str(&speller->word),
                  utf8_width(buffer_str(&speller->seen)));
    }
    buffer_clear(&speller->word);
    buffer_clear(&speller->seen);
}

/* The character at *OFFSET, which is then behind it: one whole character, however many bytes. */
static void add_character(struct speller *speller, struct str text, size_t *offset)
{
    size_t start = *offset;

    utf8_next(text, offset);
    if (ascii_is_space(text.data[start]))
        end_word(speller);
    else
        add_text(speller, str_slice(text, start, *offset));
}

/* Text in which only blanks mean something. */
static void add_words(struct speller *speller, struct str text)
{
    for (size_t offset = 0; offset < text.len;)
        add_character(speller, text, &offset);
}

/* The text between two MARKs from *OFFSET on, which is then behind the second; or nothing. */
static bool take_between(struct str *inside, struct str text, size_t *offset, struct str mark)
{
    size_t start = *offset + mark.len;
    ptrdiff_t end;

    if (!str_starts_with(str_slice(text, *offset, text.len), mark))
        return false;
    end = str_find(text, mark, start);
    if (end <= (ptrdiff_t)start)
        return false;
    *inside = str_slice(text, start, (size_t)end);
    *offset = (size_t)end + mark.len;
    return true;
}

static bool take_code(struct speller *speller, struct str text, size_t *offset)
{
    struct str inside;

    if (!take_between(&inside, text, offset, STR("``")) &&
        !take_between(&inside, text, offset, STR("`")))
        return false;
    if (!speller->colour)
        add_text(speller, STR("`"));
    set_ink(speller, INK_CODE);
    add_words(speller, inside);
    set_ink(speller, INK_PLAIN);
    if (!speller->colour)
        add_text(speller, STR("`"));
    return true;
}

static bool take_strong(struct speller *speller, struct str text, size_t *offset)
{
    struct str inside;

    if (!take_between(&inside, text, offset, STR("**")))
        return false;
    set_ink(speller, INK_STRONG);
    add_words(speller, inside);
    set_ink(speller, INK_PLAIN);
    return true;
}

/* "[text](address)" becomes "text (address)". */
static bool take_link(struct speller *speller, struct str text, size_t *offset)
{
    ptrdiff_t middle, end;

    if (text.data[*offset] != '[')
        return false;
    middle = str_find(text, STR("]("), *offset);
    end = middle < 0 ? -1 : str_find(text, STR(")"), (size_t)middle);
    if (end < 0)
        return false;
    add_words(speller, str_slice(text, *offset + 1, (size_t)middle));
    end_word(speller);
    add_text(speller, STR("("));
    add_words(speller, str_slice(text, (size_t)middle + 2, (size_t)end));
    add_text(speller, STR(")"));
    *offset = (size_t)end + 1;
    return true;
}

void page_add_inline(struct wrap *wrap, struct str text, bool colour)
{
    struct speller speller = {.wrap = wrap, .colour = colour, .ink = INK_PLAIN};

    buffer_init(&speller.word);
    buffer_init(&speller.seen);
    for (size_t offset = 0; offset < text.len;) {
        if (!take_code(&speller, text, &offset) && !take_strong(&speller, text, &offset) &&
            !take_link(&speller, text, &offset))
            add_character(&speller, text, &offset);
    }
    end_word(&speller);
    buffer_release(&speller.word);
    buffer_release(&speller.seen);
}
