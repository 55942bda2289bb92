#include "source/markdown_prose.h"

/* As cmark has them: longer ticks open no code, deeper parentheses end an address. */
enum { MOST_TICKS = 80, MOST_PARENTHESES = 32 };

/* What one tag opens and another closes, none of it read as prose. */
static const struct element {
    const char *open, *close;
    bool is_tag; /* a name that may go on with attributes, in any case */
} elements[] = {
    {"<!--", "-->", false},         {"<code", "</code>", true},   {"<pre", "</pre>", true},
    {"<script", "</script>", true}, {"<style", "</style>", true},
};

enum { ELEMENTS = sizeof elements / sizeof elements[0] };

/* A walk through one block, or what stands between two. */
struct prose {
    const struct source *source;
    struct arena *arena;
    char *blanked;           /* the copy, once there is something to blank */
    struct str text;         /* of the file, up to the end of the block */
    size_t at;               /* where the walk is */
    bool unclosed[ELEMENTS]; /* no end of these is left in the block: do not look again */
};

static void blank(struct prose *prose, size_t start, size_t end)
{
    if (!prose->blanked)
        prose->blanked =
            arena_copy(prose->arena, prose->source->text.data, prose->source->text.len);
    for (size_t i = start; i < end; i++)
        if (prose->blanked[i] != '\n' && prose->blanked[i] != '\r')
            prose->blanked[i] = ' ';
}

static char char_at(const struct prose *prose, size_t i)
{
    return i < prose->text.len ? prose->text.data[i] : '\0';
}

static bool stands_at(const struct prose *prose, size_t i, const char *word)
{
    struct str wanted = str_of(word);

    return str_equal_nocase(str_slice(prose->text, i, i + wanted.len), wanted);
}

static size_t count_ticks(const struct prose *prose, size_t i)
{
    size_t count = 0;

    while (char_at(prose, i + count) == '`')
        count++;
    return count;
}

/* `code`, ended by as many ticks as begin it. Returns the offset behind it, or behind the ticks. */
static size_t pass_code(struct prose *prose)
{
    size_t ticks = count_ticks(prose, prose->at), inside = prose->at + ticks;

    for (size_t i = inside; ticks <= MOST_TICKS && i < prose->text.len; i++) {
        size_t here = count_ticks(prose, i);

        if (here == ticks) {
            blank(prose, prose->at, i + here);
            return i + here;
        }
        i += here;
    }
    return inside;
}

static bool opens(const struct prose *prose, const struct element *element)
{
    char next = char_at(prose, prose->at + str_of(element->open).len);

    return stands_at(prose, prose->at, element->open) &&
           (!element->is_tag || next == '>' || ascii_is_space(next));
}

static size_t find_close(const struct prose *prose, const struct element *element)
{
    for (size_t i = prose->at; i < prose->text.len; i++)
        if (stands_at(prose, i, element->close))
            return i + str_of(element->close).len;
    return 0;
}

static size_t pass_tag(struct prose *prose)
{
    for (size_t i = 0; i < ELEMENTS; i++) {
        size_t end;

        if (prose->unclosed[i] || !opens(prose, &elements[i]))
            continue;
        end = find_close(prose, &elements[i]);
        prose->unclosed[i] = end == 0;
        if (end) {
            blank(prose, prose->at, end);
            return end;
        }
    }
    return prose->at + 1;
}

/* <an address> up to its bracket; 0 if it has none on its line. */
static size_t bracketed_end(const struct prose *prose, size_t i)
{
    for (i++; char_at(prose, i) != '>'; i++)
        if (i >= prose->text.len || prose->text.data[i] == '<' || prose->text.data[i] == '\n')
            return 0;
    return i + 1;
}

static size_t address_end(const struct prose *prose, size_t i)
{
    int depth = 0;

    if (char_at(prose, i) == '<')
        return bracketed_end(prose, i);
    for (; i < prose->text.len && !ascii_is_space(prose->text.data[i]); i++) {
        depth += prose->text.data[i] == '(';
        depth -= prose->text.data[i] == ')';
        if (depth < 0 || depth > MOST_PARENTHESES)
            break;
    }
    return depth <= 0 ? i : 0;
}

/* ](address) or ](address "title"); a title is prose, and so is (TBD soon), which is no address. */
static size_t pass_link(struct prose *prose)
{
    size_t start = prose->at + 2, end, next;

    if (char_at(prose, prose->at + 1) != '(')
        return prose->at + 1;
    while (ascii_is_space(char_at(prose, start)))
        start++;
    next = end = address_end(prose, start);
    while (next && ascii_is_space(char_at(prose, next)))
        next++;
    if (!end || (char_at(prose, next) != ')' &&
                 (next == end || (char_at(prose, next) != '"' && char_at(prose, next) != '\''))))
        return prose->at + 1;
    blank(prose, start, end);
    return end;
}

static bool ends_url(char c)
{
    return ascii_is_space(c) || c == '<' || c == '>' || c == '"';
}

/* https://example.org/TODO, in brackets or not. */
static size_t pass_url(struct prose *prose)
{
    size_t end = prose->at;
    int depth = 0;

    if (!stands_at(prose, end, "http://") && !stands_at(prose, end, "https://"))
        return end + 1;
    for (; end < prose->text.len && !ends_url(prose->text.data[end]); end++) {
        depth += prose->text.data[end] == '(';
        depth -= prose->text.data[end] == ')';
        if (depth < 0)
            break;
    }
    blank(prose, prose->at, end);
    return end;
}

static size_t pass_escape(struct prose *prose)
{
    return prose->at + 2;
}

static size_t pass(struct prose *prose)
{
    static const struct {
        char first;
        size_t (*pass)(struct prose *prose);
    } passes[] = {
        {'\\', pass_escape}, {'`', pass_code}, {'<', pass_tag},
        {']', pass_link},    {'h', pass_url},  {'H', pass_url},
    };

    for (size_t i = 0; i < sizeof passes / sizeof passes[0]; i++)
        if (passes[i].first == prose->text.data[prose->at])
            return passes[i].pass(prose);
    return prose->at + 1;
}

static struct prose enter(const struct prose *prose, size_t start, size_t end)
{
    struct prose part = *prose;

    part.text = str_slice(prose->source->text, 0, end);
    part.at = start;
    for (size_t i = 0; i < ELEMENTS; i++)
        part.unclosed[i] = false;
    return part;
}

static void read_block(struct prose *prose, size_t start, size_t end)
{
    struct prose block = enter(prose, start, end);

    while (block.at < end)
        block.at = pass(&block);
    prose->blanked = block.blanked;
}

/*
 * Between blocks stand marks of lists and quotations, lines, and definitions of addresses:
 * [label]: address. Of these only the last have words.
 */
static void read_gap(struct prose *prose, size_t start, size_t end)
{
    struct str text = str_slice(prose->source->text, 0, end);

    while (start < end) {
        ptrdiff_t found = str_find(text, STR("\n"), start);
        size_t stop = found < 0 ? end : (size_t)found + 1;

        if (str_find(str_slice(text, start, stop), STR("]:"), 0) >= 0)
            blank(prose, start, stop);
        start = stop;
    }
}

struct str markdown_prose(const struct source *source, size_t body,
                          const struct markdown_leaf *leaves, size_t count, struct arena *arena)
{
    struct prose prose = {.source = source, .arena = arena};
    size_t done = body;

    for (size_t i = 0; i < count; i++) {
        struct span span = leaves[i].span;

        if (span.start > done)
            read_gap(&prose, done, span.start);
        if (leaves[i].is_code)
            blank(&prose, span.start, span.end);
        else
            read_block(&prose, span.start, span.end);
        if (span.end > done)
            done = span.end;
    }
    read_gap(&prose, done, source->text.len);
    return prose.blanked ? (struct str){prose.blanked, source->text.len} : source->text;
}
