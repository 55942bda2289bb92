#include "base/shell.h"

#include <string.h>

#include "base/visible.h"

/* What no shell takes for anything else, wherever it stands in a word. */
static bool is_plain(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!ascii_is_alnum(text.data[i]) && !memchr("_./+-@%,:=", text.data[i], 10))
            return false;
    return text.len > 0;
}

bool shell_is_plain_sight(struct str text)
{
    struct buffer seen = {0};
    bool same;

    visible_add(&seen, text);
    same = str_equal(buffer_str(&seen), text);
    buffer_release(&seen);
    return same;
}

/* The bytes by their numbers, which printf(1) makes into the text again. */
static void add_numbered(struct buffer *out, const char *prefix, struct str text)
{
    visible_printf(out, "\"$(printf '%s", prefix);
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.data[i];

        if (ascii_is_alnum(byte) || (byte && strchr("/._- ", byte)))
            buffer_add_char(out, byte);
        else
            visible_printf(out, "\\%03o", (unsigned)(unsigned char)byte);
    }
    buffer_add_c(out, "')\"");
}

void shell_add_quoted(struct buffer *out, const char *prefix, struct str text)
{
    if (!shell_is_plain_sight(text)) {
        add_numbered(out, prefix, text);
        return;
    }
    visible_printf(out, "'%s", prefix);
    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] == '\'')
            buffer_add_c(out, "'\\''");
        else
            buffer_add_char(out, text.data[i]);
    }
    buffer_add_char(out, '\'');
}

void shell_add_word(struct buffer *out, struct str text)
{
    if (is_plain(text))
        buffer_add(out, text);
    else
        shell_add_quoted(out, "", text);
}

struct str shell_word(struct str text, struct arena *arena)
{
    struct buffer word = {0};
    struct str kept;

    shell_add_word(&word, text);
    kept = arena_str(arena, buffer_str(&word));
    buffer_release(&word);
    return kept;
}

/* Up to and with the last '/' before which A and B are the same. */
static size_t common_folders(struct str a, struct str b)
{
    size_t end = 0;

    for (size_t i = 0; i < a.len && i < b.len && a.data[i] == b.data[i]; i++)
        if (a.data[i] == '/')
            end = i + 1;
    return end;
}

struct str shell_path_from(struct str here, struct str root, struct str path, struct arena *arena)
{
    struct str folder =
        arena_printf(arena, "%.*s%s", STR_ARG(here), str_ends_with(here, STR("/")) ? "" : "/");
    struct str below = str_slice(folder, root.len, folder.len), result;
    size_t common = common_folders(below, path);

    if (!str_starts_with(folder, root))
        return (struct str){0};
    result = str_slice(path, common, path.len);
    for (size_t i = common; i < below.len; i++)
        if (below.data[i] == '/')
            result = arena_printf(arena, "../%.*s", STR_ARG(result));
    /* Neither an option nor one of git's ":(...)". */
    if (str_starts_with(result, STR("-")) || str_starts_with(result, STR(":")))
        result = arena_printf(arena, "./%.*s", STR_ARG(result));
    return result;
}
