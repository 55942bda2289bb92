#include "base/glob_index.h"

enum { BITS = 64 };

/* Sets have a bit for each value. */
static uint64_t *new_set(const struct glob_index *index)
{
    return arena_alloc_array(index->arena, index->words, sizeof(uint64_t));
}

static void set_add(uint64_t *set, size_t value)
{
    set[value / BITS] |= (uint64_t)1 << value % BITS;
}

void glob_index_init(struct glob_index *index, size_t count, struct arena *arena)
{
    *index = (struct glob_index){.arena = arena, .words = count / BITS + 1};
    map_init(&index->by_name);
    map_init(&index->by_suffix);
    index->others = new_set(index);
}

void glob_index_release(struct glob_index *index)
{
    map_release(&index->by_name);
    map_release(&index->by_suffix);
}

/* ---- how a glob ends ---- */

/* What may stand for something else than itself. */
static bool is_special(char c)
{
    return c == '*' || c == '?' || c == '[' || c == ']' || c == '{' || c == '}' || c == '\\';
}

/* The characters at the end of GLOB that stand for themselves. */
static struct str literal_end(struct str glob)
{
    size_t start = glob.len;

    while (start && !is_special(glob.data[start - 1]))
        start--;
    return str_slice(glob, start, glob.len);
}

/* The part of S from its last '.' on; false: it has none. */
static bool suffix_of(struct str *out, struct str s)
{
    size_t start = s.len;

    while (start && s.data[start - 1] != '.')
        start--;
    *out = str_slice(s, start ? start - 1 : 0, s.len);
    return start > 0;
}

static void add_key(struct glob_index *index, struct map *map, struct str key, size_t value)
{
    uint64_t *set = map_get(map, key);

    if (!set) {
        set = new_set(index);
        map_put(map, key, set);
    }
    set_add(set, value);
}

/*
 * May the segment at the end of BEFORE end within one of a path, as "a**" and "{a**,b}" do?
 * Segments that are "**" may stand for nothing: then it is the one before them that ends there.
 */
static bool is_loose(struct str before)
{
    struct str segment = str_behind_last(before, '/');

    while (segment.len < before.len && str_equal_c(segment, "**")) {
        before = str_slice(before, 0, before.len - segment.len - 1);
        segment = str_behind_last(before, '/');
    }
    return !str_equal_c(segment, "**") &&
           (str_find(segment, STR("**"), 0) >= 0 || str_find(segment, STR("}"), 0) >= 0);
}

/* GLOB without braces at its end. */
static void add_plain(struct glob_index *index, struct str glob, size_t value)
{
    struct str end = literal_end(glob), key = str_behind_last(end, '/');

    if (key.len < end.len && !is_loose(str_slice(glob, 0, glob.len - key.len - 1)))
        add_key(index, &index->by_name, key, value);
    else if (end.len == glob.len)
        add_key(index, &index->by_name, glob, value);
    else if (suffix_of(&key, end) && str_find(key, STR("/"), 0) < 0)
        add_key(index, &index->by_suffix, key, value);
    else
        set_add(index->others, value);
}

/*
 * Where the braces begin that end GLOB, or -1: only plain ones, "*.{yaml,yml}", so that what
 * stands before them cannot change what they mean.
 */
static ptrdiff_t braces_start(struct str glob)
{
    ptrdiff_t start = -1;

    if (!glob.len || glob.data[glob.len - 1] != '}')
        return -1;
    for (size_t i = glob.len - 1; i-- && start < 0;) {
        if (glob.data[i] == '{')
            start = (ptrdiff_t)i;
        else if (is_special(glob.data[i]))
            return -1;
    }
    for (ptrdiff_t i = 0; i < start; i++)
        if (glob.data[i] != '*' && glob.data[i] != '?' && is_special(glob.data[i]))
            return -1;
    return start;
}

void glob_index_add(struct glob_index *index, struct str glob, size_t value)
{
    ptrdiff_t start = braces_start(glob);
    struct str before, inside, alternative;

    if (start < 0) {
        add_plain(index, glob, value);
        return;
    }
    before = str_slice(glob, 0, (size_t)start);
    inside = str_slice(glob, (size_t)start + 1, glob.len - 1);
    /* One is always there, and may be empty, as may the last. */
    for (bool more = true; more;) {
        ptrdiff_t comma = str_find(inside, STR(","), 0);

        more = comma >= 0;
        alternative = str_slice(inside, 0, more ? (size_t)comma : inside.len);
        inside = str_slice(inside, more ? (size_t)comma + 1 : inside.len, inside.len);
        add_plain(index, arena_join(index->arena, before, alternative), value);
    }
}

/* ---- asking ---- */

struct glob_candidates glob_index_find(const struct glob_index *index, struct str path)
{
    struct glob_candidates candidates = {{index->others}};
    size_t start = path.len, dot = path.len;

    for (; start && path.data[start - 1] != '/'; start--)
        if (path.data[start - 1] == '.' && dot == path.len)
            dot = start - 1;
    candidates.sets[1] = map_get(&index->by_name, str_slice(path, start, path.len));
    if (dot < path.len)
        candidates.sets[2] = map_get(&index->by_suffix, str_slice(path, dot, path.len));
    return candidates;
}

bool glob_candidates_next(const struct glob_candidates *candidates, const struct glob_index *index,
                          size_t *value)
{
    for (; *value / BITS < index->words; ++*value) {
        uint64_t word = 0;

        for (size_t i = 0; i < sizeof candidates->sets / sizeof *candidates->sets; i++)
            word |= candidates->sets[i] ? candidates->sets[i][*value / BITS] : 0;
        if (word >> *value % BITS & 1)
            return true;
        if (!(word >> *value % BITS))
            *value |= BITS - 1;
    }
    return false;
}
