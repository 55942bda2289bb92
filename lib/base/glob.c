#include "base/glob.h"

#include "base/limits.h"

enum { MAX_NESTING = 16 };

/* The state of one match; STEPS bounds the work of hostile patterns: below 0 it gave up. */
struct matcher {
    int steps;
};

static bool match_here(struct matcher *matcher, struct str pattern, struct str path);

static struct str tail(struct str s, size_t from)
{
    return str_slice(s, from, s.len);
}

/* The offset behind the ']' that closes the class at the start of PATTERN, or 0. */
static size_t class_end(struct str pattern)
{
    size_t i = 1;

    if (i < pattern.len && (pattern.data[i] == '!' || pattern.data[i] == '^'))
        i++;
    if (i < pattern.len && pattern.data[i] == ']')
        i++;
    while (i < pattern.len && pattern.data[i] != ']')
        i++;
    return i < pattern.len ? i + 1 : 0;
}

static bool class_has(struct str class_text, char c)
{
    size_t i = 1, end = class_text.len - 1;
    bool negated = class_text.data[1] == '!' || class_text.data[1] == '^';
    bool found = false;

    for (i += negated; i < end; i++) {
        char low = class_text.data[i], high = low;

        if (i + 2 < end && class_text.data[i + 1] == '-') {
            high = class_text.data[i + 2];
            i += 2;
        }
        if ((unsigned char)c >= (unsigned char)low && (unsigned char)c <= (unsigned char)high)
            found = true;
    }
    return found != negated;
}

/* '**' as a whole segment: zero or more segments of PATH are skipped. */
static bool match_segments(struct matcher *matcher, struct str rest, struct str path)
{
    if (rest.len == 0)
        return true;
    rest = tail(rest, 1);
    for (;;) {
        ptrdiff_t slash;

        if (match_here(matcher, rest, path))
            return true;
        slash = str_find(path, STR("/"), 0);
        if (slash < 0)
            return false;
        path = tail(path, (size_t)slash + 1);
    }
}

static bool match_star(struct matcher *matcher, struct str rest, struct str path)
{
    for (size_t i = 0;; i++) {
        if (match_here(matcher, rest, tail(path, i)))
            return true;
        if (i == path.len || path.data[i] == '/')
            return false;
    }
}

/* The offset behind the '}' that closes the brace at the start of PATTERN, or 0. */
static size_t brace_end(struct str pattern)
{
    int depth = 0;

    for (size_t i = 0; i < pattern.len; i++) {
        if (pattern.data[i] == '\\')
            i++;
        else if (pattern.data[i] == '{' && ++depth > MAX_NESTING)
            return 0;
        else if (pattern.data[i] == '}' && --depth == 0)
            return i + 1;
    }
    return 0;
}

/*
 * Try each alternative followed by the rest. The two are joined in a small
 * buffer; a pattern that does not fit matches nothing (glob_fault refuses it).
 */
static bool match_brace(struct matcher *matcher, struct str pattern, size_t end, struct str path)
{
    char joined[1024];
    struct str rest = tail(pattern, end);
    size_t start = 1;
    int depth = 0;

    if (pattern.len >= sizeof joined)
        return false;
    for (size_t i = 1; i < end; i++) {
        char c = pattern.data[i];
        size_t len = 0;

        if (c == '\\')
            i++;
        depth += (c == '{') - (c == '}' && i + 1 < end);
        if (depth > 0 || (c != ',' && i + 1 < end))
            continue;
        for (size_t j = start; j < i; j++)
            joined[len++] = pattern.data[j];
        for (size_t j = 0; j < rest.len; j++)
            joined[len++] = rest.data[j];
        if (match_here(matcher, (struct str){joined, len}, path))
            return true;
        start = i + 1;
    }
    return false;
}

static bool is_any_segments(struct str pattern)
{
    return pattern.len >= 2 && pattern.data[0] == '*' && pattern.data[1] == '*' &&
           (pattern.len == 2 || pattern.data[2] == '/');
}

/* One ordinary character, escaped character or class; returns bytes of PATTERN used, or 0. */
static size_t match_one(struct str pattern, struct str path)
{
    char c = pattern.data[0];

    if (path.len == 0)
        return 0;
    if (c == '?')
        return path.data[0] != '/';
    if (c == '[' && class_end(pattern)) {
        size_t end = class_end(pattern);

        return path.data[0] != '/' && class_has(str_slice(pattern, 0, end), path.data[0]) ? end : 0;
    }
    if (c == '\\' && pattern.len > 1)
        return pattern.data[1] == path.data[0] ? 2 : 0;
    return c == path.data[0];
}

static bool match_here(struct matcher *matcher, struct str pattern, struct str path)
{
    if (matcher->steps < 0)
        return false;
    while (pattern.len) {
        size_t used;

        if (--matcher->steps < 0)
            return false;
        if (is_any_segments(pattern))
            return match_segments(matcher, tail(pattern, 2), path);
        if (pattern.data[0] == '*')
            return match_star(matcher, tail(pattern, 1), path);
        if (pattern.data[0] == '{' && brace_end(pattern))
            return match_brace(matcher, pattern, brace_end(pattern), path);
        used = match_one(pattern, path);
        if (!used)
            return false;
        pattern = tail(pattern, used);
        path = tail(path, 1);
    }
    return path.len == 0;
}

enum glob_answer glob_match(struct str pattern, struct str path)
{
    struct matcher matcher = {LIMIT_GLOB_STEPS};

    if (match_here(&matcher, pattern, path))
        return GLOB_YES;
    return matcher.steps < 0 ? GLOB_LIMIT : GLOB_NO;
}

const char *glob_fault(struct str pattern)
{
    if (pattern.len == 0)
        return "it is empty";
    if (pattern.len >= 1024)
        return "it is longer than 1023 bytes";
    if (pattern.data[0] == '/')
        return "it begins with `/` (paths are relative to the repository's root)";
    if (pattern.data[0] == '!')
        return "a leading `!` excludes no files (write `\\!` for a name that begins with it)";
    for (size_t i = 0; i < pattern.len; i++) {
        if (pattern.data[i] == '\\' && ++i == pattern.len)
            return "a backslash at the end escapes no character";
        if (pattern.data[i] == '[' && !class_end(tail(pattern, i)))
            return "a `[` is not closed";
        if (pattern.data[i] == '{' && !brace_end(tail(pattern, i)))
            return "a `{` is not closed";
    }
    return NULL;
}
