#include "base/str.h"

#include <string.h>

bool ascii_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool ascii_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool ascii_is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool ascii_is_alnum(char c)
{
    return ascii_is_alpha(c) || ascii_is_digit(c);
}

char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

struct str str_of(const char *c_string)
{
    return (struct str){c_string, c_string ? strlen(c_string) : 0};
}

bool str_equal(struct str a, struct str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.data, b.data, a.len) == 0);
}

bool str_equal_c(struct str a, const char *b)
{
    return str_equal(a, str_of(b));
}

bool str_equal_nocase(struct str a, struct str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (ascii_lower(a.data[i]) != ascii_lower(b.data[i]))
            return false;
    return true;
}

int str_compare(struct str a, struct str b)
{
    size_t shared = a.len < b.len ? a.len : b.len;
    int order = shared ? memcmp(a.data, b.data, shared) : 0;

    if (order)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

bool str_list_has(struct str_list list, struct str s)
{
    for (size_t i = 0; i < list.count; i++)
        if (str_equal(list.items[i], s))
            return true;
    return false;
}

bool str_starts_with(struct str s, struct str prefix)
{
    return s.len >= prefix.len && str_equal(str_slice(s, 0, prefix.len), prefix);
}

bool str_ends_with(struct str s, struct str suffix)
{
    return s.len >= suffix.len && str_equal(str_slice(s, s.len - suffix.len, s.len), suffix);
}

ptrdiff_t str_find(struct str s, struct str needle, size_t from)
{
    if (from > s.len || needle.len > s.len - from)
        return -1;
    if (needle.len == 0)
        return (ptrdiff_t)from;
    for (size_t i = from; i <= s.len - needle.len; i++) {
        const char *hit = memchr(s.data + i, needle.data[0], s.len - needle.len - i + 1);

        if (!hit)
            return -1;
        i = (size_t)(hit - s.data);
        if (memcmp(hit, needle.data, needle.len) == 0)
            return (ptrdiff_t)i;
    }
    return -1;
}

struct str str_slice(struct str s, size_t start, size_t end)
{
    if (end > s.len)
        end = s.len;
    if (start >= end)
        return (struct str){s.data ? s.data + (start > s.len ? s.len : start) : NULL, 0};
    return (struct str){s.data + start, end - start};
}

struct str str_trim(struct str s)
{
    while (s.len && ascii_is_space(s.data[0])) {
        s.data++;
        s.len--;
    }
    while (s.len && ascii_is_space(s.data[s.len - 1]))
        s.len--;
    return s;
}

struct str str_behind_last(struct str s, char mark)
{
    size_t start = s.len;

    while (start && s.data[start - 1] != mark)
        start--;
    return str_slice(s, start, s.len);
}

bool str_split(struct str *piece, struct str *rest, char separator)
{
    const char *hit;

    if (!rest->data)
        return false;
    hit = rest->len ? memchr(rest->data, separator, rest->len) : NULL;
    if (!hit) {
        *piece = *rest;
        *rest = (struct str){NULL, 0};
        return true;
    }
    *piece = (struct str){rest->data, (size_t)(hit - rest->data)};
    *rest = (struct str){hit + 1, rest->len - piece->len - 1};
    return true;
}

bool str_next_line(struct str *line, struct str *rest)
{
    if (rest->len == 0 || !str_split(line, rest, '\n'))
        return false;
    if (line->len && line->data[line->len - 1] == '\r')
        line->len--;
    return true;
}

const char *str_plural(size_t count)
{
    return count == 1 ? "" : "s";
}

uint64_t str_hash(struct str s)
{
    uint64_t hash = 14695981039346656037u;

    for (size_t i = 0; i < s.len; i++)
        hash = (hash ^ (unsigned char)s.data[i]) * 1099511628211u;
    hash ^= hash >> 32;
    hash *= 0x9E3779B97F4A7C15u;
    return hash ^ (hash >> 29);
}
