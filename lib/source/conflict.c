#include "source/conflict.h"

enum { MARK_LENGTH = 7 };

/* One conflict: lines from 1, 0 for a mark that is not there. */
struct conflict {
    size_t start, end;                   /* offsets of the first mark, and behind the last */
    size_t block;                        /* the code block of its first mark, or 0 */
    bool leaves;                         /* another mark is in no block */
    uint32_t ours, base, middle, theirs; /* the lines of <<<<<<< ||||||| ======= >>>>>>> */
    struct str our_name, their_name;     /* what stands behind the marks */
};

struct scan {
    struct reader *reader;
    bool markdown;
    char fence;          /* of the open code block, or NUL */
    size_t fence_length; /* of its marks */
    size_t blocks;       /* how many code blocks were opened */
    struct conflict open;
    bool found;
};

/* Seven of MARK at the start of LINE and no more; the middle one stands alone. */
static bool is_mark(struct str line, char mark, struct str *name)
{
    for (size_t i = 0; i < MARK_LENGTH; i++)
        if (i >= line.len || line.data[i] != mark)
            return false;
    if (line.len > MARK_LENGTH && line.data[MARK_LENGTH] != ' ')
        return false;
    *name = str_trim(str_slice(line, MARK_LENGTH, line.len));
    return mark != '=' || !name->len;
}

/* Follow the fences of Markdown. True if LINE belongs to a code block. */
static bool is_code(struct scan *scan, struct str line)
{
    struct str words = str_trim(line);
    size_t length = 0;
    char mark = words.len ? words.data[0] : '\0';

    while (length < words.len && words.data[length] == mark)
        length++;
    if (length < 3 || (mark != '`' && mark != '~'))
        return scan->fence != '\0';
    if (!scan->fence) {
        /* ```x``` is a code span. */
        if (mark == '`' && str_find(words, STR("`"), length) >= 0)
            return false;
        scan->fence = mark;
        scan->fence_length = length;
        scan->blocks++;
    } else if (mark == scan->fence && length >= scan->fence_length && length == words.len) {
        scan->fence = '\0';
    }
    return true;
}

/* "lines 3 to 5", "line 3", or "nothing", of what lies between two marks. */
static struct str side(struct reader *reader, uint32_t above, uint32_t below)
{
    if (below <= above + 1)
        return STR("nothing");
    if (below == above + 2)
        return reader_printf(reader, "line %u", above + 1);
    return reader_printf(reader, "lines %u to %u", above + 1, below - 1);
}

static void report(struct scan *scan)
{
    struct reader *reader = scan->reader;
    const struct conflict *conflict = &scan->open;
    struct diagnostic *diagnostic = reader_report(reader, "source-conflict", conflict->start,
                                                  conflict->end, "unresolved merge conflict");
    struct str ours = reader_excerpt(conflict->our_name);
    struct str theirs = reader_excerpt(conflict->their_name), our_lines, their_lines;

    scan->found = true;
    diagnostic->help =
        STR("keep one side or join both, then delete the lines of the conflict markers");
    if (!conflict->ours || !conflict->middle || !conflict->theirs)
        return;
    our_lines = side(reader, conflict->ours, conflict->base ? conflict->base : conflict->middle);
    their_lines = side(reader, conflict->middle, conflict->theirs);
    diagnostic->message =
        reader_printf(reader, "unresolved merge conflict of `%.*s` (%.*s) with `%.*s` (%.*s)",
                      STR_ARG(ours), STR_ARG(our_lines), STR_ARG(theirs), STR_ARG(their_lines));
}

/*
 * Marks that begin in a code block show what a conflict looks like, unless a whole conflict
 * leaves the block: git puts its marks around lines, whatever those are.
 */
static bool is_shown(const struct conflict *conflict)
{
    return conflict->block && !(conflict->leaves && conflict->middle && conflict->theirs);
}

static void close_conflict(struct scan *scan)
{
    if ((scan->open.ours || scan->open.theirs) && !is_shown(&scan->open))
        report(scan);
    scan->open = (struct conflict){0};
}

static void open_conflict(struct scan *scan, size_t start, size_t end, size_t block)
{
    close_conflict(scan);
    scan->open = (struct conflict){.start = start, .end = end, .block = block};
}

static void add_mark(struct conflict *conflict, size_t end, size_t block)
{
    conflict->end = end;
    conflict->leaves |= !block;
}

/* BLOCK is the code block of LINE, or 0. */
static void take_line(struct scan *scan, struct str line, size_t start, uint32_t number,
                      size_t block)
{
    size_t end = start + line.len;
    struct conflict *open = &scan->open;
    struct str name;

    if (is_mark(line, '<', &name)) {
        open_conflict(scan, start, end, block);
        open->ours = number;
        open->our_name = name;
    } else if (open->ours && is_mark(line, '|', &name)) {
        open->base = number;
        add_mark(open, end, block);
    } else if (open->ours && is_mark(line, '=', &name)) {
        open->middle = number;
        add_mark(open, end, block);
    } else if (is_mark(line, '>', &name) && (open->ours || !scan->markdown)) {
        if (!open->ours)
            open_conflict(scan, start, end, block);
        open->theirs = number;
        open->their_name = name;
        add_mark(open, end, block);
        close_conflict(scan);
    }
}

static bool may_hold(struct str text)
{
    return str_find(text, STR("<<<<<<<"), 0) >= 0 || str_find(text, STR(">>>>>>>"), 0) >= 0;
}

bool conflict_reports(struct reader *reader, bool markdown)
{
    struct scan scan = {.reader = reader, .markdown = markdown};
    size_t bom = reader_bom_size(reader);
    struct str rest = str_slice(reader->text, bom, reader->text.len), line;
    uint32_t number = 0;

    if (!may_hold(rest))
        return false;
    while (rest.len) {
        size_t start = reader->text.len - rest.len, block;

        str_next_line(&line, &rest);
        number++;
        block = markdown && is_code(&scan, line) ? scan.blocks : 0;
        take_line(&scan, line, start, number, block);
    }
    close_conflict(&scan);
    return scan.found;
}
