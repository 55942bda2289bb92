#include "git/trailers.h"

#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/vector.h"

static const struct str sign_off = STR_INIT("Signed-off-by: ");
static const struct str cherry_pick = STR_INIT("(cherry picked from commit ");

/* ---- lines, as git sees them ---- */

/* git's isspace: no vertical tab, no form feed. */
static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The offset behind the line that starts at AT. */
static size_t line_end(struct str text, size_t at)
{
    const char *newline = at < text.len ? memchr(text.data + at, '\n', text.len - at) : NULL;

    return newline ? (size_t)(newline - text.data) + 1 : text.len;
}

static struct str line_at(struct str text, size_t at)
{
    return str_slice(text, at, line_end(text, at));
}

/* The start of the last line of TEXT, which is not empty. */
static size_t last_line(struct str text)
{
    size_t at = text.len - 1;

    while (at > 0 && text.data[at - 1] != '\n')
        at--;
    return at;
}

static bool is_blank(struct str line)
{
    for (size_t i = 0; i < line.len; i++)
        if (!is_space(line.data[i]))
            return false;
    return true;
}

static bool is_comment(struct str line)
{
    return line.len && line.data[0] == '#';
}

/* Where the ':' of a trailer is, or -1. Blanks may stand before it, nothing else. */
static ptrdiff_t separator(struct str line)
{
    bool blank_found = false;

    for (size_t i = 0; i < line.len; i++) {
        char c = line.data[i];

        if (c == ':')
            return (ptrdiff_t)i;
        if (!blank_found && (ascii_is_alnum(c) || c == '-'))
            continue;
        if (i == 0 || (c != ' ' && c != '\t'))
            return -1;
        blank_found = true;
    }
    return -1;
}

/* ---- the block ---- */

/* Where "# --- >8 ---" cuts the message off. */
static size_t scissors(struct str message)
{
    static const struct str cut =
        STR_INIT("\n# ------------------------ >8 ------------------------\n");
    ptrdiff_t at;

    if (str_starts_with(message, str_slice(cut, 1, cut.len)))
        return 0;
    at = str_find(message, cut, 0);
    return at < 0 ? message.len : (size_t)at + 1;
}

/* The end of the message without comments, blank lines and an old Conflicts: list behind it. */
static size_t block_end(struct str message)
{
    size_t cutoff = scissors(message);
    size_t tail = 0; /* where the ignored lines begin; git takes 0 for none */
    bool in_conflicts = false;

    for (size_t at = 0; at < cutoff; at = line_end(message, at)) {
        struct str line = line_at(message, at);

        if (line.data[0] == '#' || line.data[0] == '\n') {
            if (!tail)
                tail = at;
        } else if (str_equal(line, STR("Conflicts:\n"))) {
            in_conflicts = true;
            if (!tail)
                tail = at;
        } else if (!(in_conflicts && line.data[0] == '\t') && tail) {
            tail = 0;
            in_conflicts = false;
        }
    }
    return tail ? tail : cutoff;
}

/* The first paragraph is the title and holds no trailers. */
static size_t title_end(struct str message)
{
    size_t at = 0;

    while (at < message.len) {
        struct str line = line_at(message, at);

        if (!is_comment(line) && is_blank(line))
            break;
        at += line.len;
    }
    return at;
}

/* What the lines of the last paragraph are, counted from its end. */
struct census {
    size_t trailers;
    size_t others;
    size_t continuations; /* indented lines that belong to a line above, not seen yet */
    bool git_made;        /* a sign-off or a cherry-pick line is among them */
};

static void count_line(struct census *census, struct str line)
{
    if (is_comment(line)) {
        census->others += census->continuations;
        census->continuations = 0;
    } else if (str_starts_with(line, sign_off) || str_starts_with(line, cherry_pick)) {
        census->trailers++;
        census->continuations = 0;
        census->git_made = true;
    } else if (is_space(line.data[0])) {
        census->continuations++;
    } else if (separator(line) >= 1) {
        census->trailers++;
        census->continuations = 0;
    } else {
        census->others += 1 + census->continuations;
        census->continuations = 0;
    }
}

static bool is_block(struct census *census)
{
    census->others += census->continuations;
    if (census->git_made && census->trailers * 3 >= census->others)
        return true;
    return census->trailers && !census->others;
}

/* Where the block of trailers starts in MESSAGE, which ends with it; its length if there is none.
 */
static size_t block_start(struct str message)
{
    size_t title = title_end(message);
    struct census census = {0};
    bool only_spaces = true;
    struct str above = message;

    while (above.len) {
        size_t at = last_line(above);
        struct str line = str_slice(message, at, above.len);

        if (at < title)
            break;
        above.len = at;
        if (!is_comment(line) && is_blank(line)) {
            if (only_spaces)
                continue;
            return is_block(&census) ? at + line.len : message.len;
        }
        only_spaces = only_spaces && is_comment(line);
        count_line(&census, line);
    }
    return message.len;
}

/* ---- its trailers ---- */

/* Each line break with the blanks behind it becomes one space. */
static struct str unfold(struct str value, struct arena *arena)
{
    struct buffer out = {0};
    struct str copy;

    if (!value.len || !memchr(value.data, '\n', value.len))
        return value;
    for (size_t i = 0; i < value.len; i++) {
        if (value.data[i] != '\n') {
            buffer_add_char(&out, value.data[i]);
            continue;
        }
        while (i + 1 < value.len && is_space(value.data[i + 1]))
            i++;
        buffer_add_char(&out, ' ');
    }
    copy = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return copy;
}

static struct str trim(struct str s)
{
    while (s.len && is_space(s.data[0]))
        s = str_slice(s, 1, s.len);
    while (s.len && is_space(s.data[s.len - 1]))
        s.len--;
    return s;
}

/* Cut the next line and, if it is a trailer, its continuation lines off *REST. */
static struct str next_piece(struct str *rest)
{
    struct str piece = line_at(*rest, 0);

    if (separator(piece) >= 1)
        while (piece.len < rest->len && is_space(rest->data[piece.len]))
            piece.len = line_end(*rest, piece.len);
    *rest = str_slice(*rest, piece.len, rest->len);
    return piece;
}

typedef VECTOR(struct trailer) trailer_vector;

static void read_block(struct trailers *out, trailer_vector *found, struct str block,
                       struct arena *arena)
{
    while (block.len) {
        struct str piece = next_piece(&block);
        ptrdiff_t colon = separator(piece);

        if (colon >= 1) {
            struct str value = trim(str_slice(piece, (size_t)colon + 1, piece.len));

            vector_push(found, ((struct trailer){
                                   .key = trim(str_slice(piece, 0, (size_t)colon)),
                                   .value = trim(unfold(value, arena)),
                               }));
        } else if (str_starts_with(piece, cherry_pick)) {
            VECTOR_EACH (struct trailer, above, found)
                above->inherited = true;
        } else if (!is_blank(piece)) {
            out->alone = false;
        }
    }
}

/* git reads messages as C strings and leaves blank lines at the start out. */
static struct str as_git_reads(struct str message)
{
    const char *nul = message.len ? memchr(message.data, '\0', message.len) : NULL;

    if (nul)
        message.len = (size_t)(nul - message.data);
    while (message.len && is_blank(line_at(message, 0)))
        message = str_slice(message, line_end(message, 0), message.len);
    return message;
}

void trailers_read(struct trailers *out, struct str message, struct arena *arena)
{
    trailer_vector found = {0};

    *out = (struct trailers){.alone = true};
    message = as_git_reads(message);
    message.len = block_end(message);
    read_block(out, &found, str_slice(message, block_start(message), message.len), arena);
    out->too_many = found.count > LIMIT_TRAILERS;
    out->count = out->too_many ? LIMIT_TRAILERS : found.count;
    out->items = arena_copy(arena, found.items, out->count * sizeof *found.items);
    vector_release(&found);
}

bool trailer_is(const struct trailer *trailer, struct str key)
{
    return str_equal_nocase(trailer->key, key);
}

bool trailer_is_evidence(const struct trailers *trailers, const struct trailer *trailer)
{
    return trailers->alone && !trailer->inherited;
}
