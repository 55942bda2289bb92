#include "git/wildmatch.h"

#include <ctype.h>
#include <string.h>

#include "base/limits.h"
#include "base/str.h"

struct matcher {
    const char *start; /* of the pattern */
    bool fold;
    int steps; /* below 0 it gave up */
};

static const struct {
    const char *name;
    int (*has)(int c);
} classes[] = {
    {"alnum", isalnum}, {"alpha", isalpha}, {"blank", isblank}, {"cntrl", iscntrl},
    {"digit", isdigit}, {"graph", isgraph}, {"lower", islower}, {"print", isprint},
    {"punct", ispunct}, {"space", isspace}, {"upper", isupper}, {"xdigit", isxdigit},
};

static char folded(const struct matcher *matcher, char c)
{
    return matcher->fold ? ascii_lower(c) : c;
}

/* "[:alpha:]" at *AT, which is moved to its last byte; -1: it is none, or not known. */
static int match_named(const char **at, char c)
{
    const char *name = *at + 2, *end = strstr(name, ":]");

    for (size_t i = 0; end && i < sizeof classes / sizeof classes[0]; i++)
        if (strlen(classes[i].name) == (size_t)(end - name) &&
            strncmp(classes[i].name, name, (size_t)(end - name)) == 0) {
            *at = end + 1;
            return classes[i].has((unsigned char)c) != 0;
        }
    return -1;
}

/* The next character of a class, which a backslash may precede. */
static char class_char(const char **at)
{
    if (**at == '\\' && (*at)[1])
        ++*at;
    return **at;
}

/* One item of a class at *AT, which is moved behind it: a character, a range or a name. */
static int match_item(const char **at, char c)
{
    char low, high;

    if ((*at)[0] == '[' && (*at)[1] == ':') {
        int found = match_named(at, c);

        ++*at;
        return found;
    }
    low = high = class_char(at);
    ++*at;
    if (**at == '-' && (*at)[1] && (*at)[1] != ']') {
        ++*at;
        high = class_char(at);
        ++*at;
    }
    return (unsigned char)c >= (unsigned char)low && (unsigned char)c <= (unsigned char)high;
}

/* Is C in the class at *AT, which is moved behind its ']'? -1: it is no class. */
static int match_class(const struct matcher *matcher, const char **at, char c)
{
    bool negated, found = false, first = true;

    ++*at;
    negated = **at == '!' || **at == '^';
    *at += negated;
    for (; **at && (first || **at != ']'); first = false) {
        const char *item = *at;
        int in = match_item(at, c);

        if (in == 0 && matcher->fold && ascii_is_alpha(c)) {
            const char *again = item;

            in = match_item(&again, (char)(c ^ 0x20));
        }
        if (in < 0)
            return -1;
        found = found || in;
    }
    if (!**at)
        return -1;
    ++*at;
    return c != '/' && found != negated;
}

static bool match_here(struct matcher *matcher, const char *pattern, const char *text);

/* PATTERN begins with '*'. */
static bool match_star(struct matcher *matcher, const char *pattern, const char *text)
{
    const char *star = pattern;
    bool deep;

    while (*pattern == '*')
        pattern++;
    deep = pattern - star > 1 && (star == matcher->start || star[-1] == '/') &&
           (!*pattern || *pattern == '/' || (pattern[0] == '\\' && pattern[1] == '/'));
    if (deep && *pattern == '/' && match_here(matcher, pattern + 1, text))
        return true;
    for (;; text++) {
        if (match_here(matcher, pattern, text))
            return true;
        if (!*text || (!deep && *text == '/') || matcher->steps < 0)
            return false;
    }
}

static bool match_here(struct matcher *matcher, const char *pattern, const char *text)
{
    for (; *pattern; text++) {
        if (--matcher->steps < 0)
            return false;
        if (*pattern == '*')
            return match_star(matcher, pattern, text);
        if (!*text)
            return false;
        if (*pattern == '[') {
            if (match_class(matcher, &pattern, *text) != 1)
                return false;
            continue;
        }
        if (*pattern == '?') {
            if (*text == '/')
                return false;
        } else {
            pattern += *pattern == '\\' && pattern[1];
            if (folded(matcher, *pattern) != folded(matcher, *text))
                return false;
        }
        pattern++;
    }
    return !*text;
}

bool wildmatch_matches(const char *pattern, const char *text, bool fold)
{
    struct matcher matcher = {pattern, fold, LIMIT_GLOB_STEPS};

    return match_here(&matcher, pattern, text) && matcher.steps >= 0;
}
