#include "report/line_hash.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "base/vector.h"

enum { BLOCK = 100, BASE = 37, END = 65535, REPLACEMENT = 0xFFFD };

/* The last BLOCK units, with the line that begins at each; -1: none does. */
struct window {
    uint64_t hash;
    uint64_t highest; /* BASE to the power of BLOCK, modulo 2^64 */
    uint16_t units[BLOCK];
    ptrdiff_t lines[BLOCK];
    size_t next; /* the oldest unit, whose place is taken next */
    VECTOR(struct line_hash) out;
    uint32_t start; /* of the line that is read */
    bool at_start;  /* no unit of it was taken */
    bool behind_cr;
};

static void window_init(struct window *window)
{
    *window = (struct window){.highest = 1, .at_start = true};
    for (size_t i = 0; i < BLOCK; i++) {
        window->highest *= BASE;
        window->lines[i] = -1;
    }
}

/* BLOCK units were read from the start of the line on that begins at the oldest of them. */
static void finish_line(struct window *window)
{
    ptrdiff_t *line = &window->lines[window->next];

    if (*line >= 0)
        window->out.items[*line].hash = window->hash;
    *line = -1;
}

static void push(struct window *window, uint16_t unit)
{
    uint16_t oldest = window->units[window->next];

    window->units[window->next] = unit;
    window->hash = window->hash * BASE + unit - window->highest * oldest;
    window->next = (window->next + 1) % BLOCK;
}

static void begin_line(struct window *window)
{
    window->lines[window->next] = (ptrdiff_t)window->out.count;
    vector_push(&window->out, ((struct line_hash){.start = window->start}));
    window->at_start = false;
}

/* Take UNIT; AFTER is the offset behind it. */
static void take(struct window *window, uint16_t unit, uint32_t after)
{
    bool is_second = window->behind_cr && unit == '\n';

    window->behind_cr = unit == '\r';
    if (is_second)
        window->start = after;
    if (is_second || unit == ' ' || unit == '\t')
        return;
    finish_line(window);
    if (window->at_start)
        begin_line(window);
    if (unit == '\r' || unit == '\n') {
        unit = '\n';
        window->at_start = true;
        window->start = after;
    }
    push(window, unit);
}

static void take_text(struct window *window, struct str text)
{
    for (size_t offset = 0; offset < text.len;) {
        int32_t code_point = utf8_next(text, &offset);
        uint32_t value = code_point < 0 ? REPLACEMENT : (uint32_t)code_point;

        if (value > 0xFFFF) {
            take(window, (uint16_t)(0xD800 + ((value - 0x10000) >> 10)), (uint32_t)offset);
            value = 0xDC00 + (value & 0x3FF);
        }
        take(window, (uint16_t)value, (uint32_t)offset);
    }
    take(window, END, (uint32_t)text.len);
    for (size_t i = 0; i < BLOCK; i++) {
        finish_line(window);
        push(window, 0);
    }
}

static int compare(const void *left, const void *right)
{
    const struct line_hash *a = *(struct line_hash *const *)left;
    const struct line_hash *b = *(struct line_hash *const *)right;

    if (a->hash != b->hash)
        return a->hash < b->hash ? -1 : 1;
    return a < b ? -1 : a > b;
}

static void count_equals(struct line_hashes *hashes)
{
    struct line_hash **sorted = memory_zalloc(hashes->count + 1, sizeof *sorted);

    for (size_t i = 0; i < hashes->count; i++)
        sorted[i] = &hashes->items[i];
    qsort(sorted, hashes->count, sizeof *sorted, compare);
    for (size_t i = 0; i < hashes->count; i++)
        sorted[i]->nth =
            i > 0 && sorted[i - 1]->hash == sorted[i]->hash ? sorted[i - 1]->nth + 1 : 1;
    free(sorted);
}

void line_hashes_init(struct line_hashes *out, struct str text, struct arena *arena)
{
    struct window window;

    window_init(&window);
    take_text(&window, text);
    out->count = window.out.count;
    out->items = arena_alloc_array(arena, out->count, sizeof *out->items);
    for (size_t i = 0; i < out->count; i++)
        out->items[i] = window.out.items[i];
    vector_release(&window.out);
    count_equals(out);
}

struct line_hash line_hash_at(const struct line_hashes *hashes, uint32_t offset)
{
    size_t low = 0, high = hashes->count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (hashes->items[middle].start <= offset)
            low = middle;
        else
            high = middle;
    }
    return hashes->items[low];
}

void line_hash_cache_init(struct line_hash_cache *cache, struct arena *arena)
{
    cache->arena = arena;
    map_init(&cache->sources);
}

void line_hash_cache_release(struct line_hash_cache *cache)
{
    map_release(&cache->sources);
}

struct line_hash line_hash_of(struct line_hash_cache *cache, struct span span)
{
    struct str key = {(const char *)&span.source, sizeof span.source};
    struct line_hashes *hashes = map_get(&cache->sources, key);

    if (!hashes) {
        hashes = ARENA_NEW(cache->arena, struct line_hashes);
        line_hashes_init(hashes, span.source->text, cache->arena);
        map_put(&cache->sources, arena_str(cache->arena, key), hashes);
    }
    return line_hash_at(
        hashes, source_line_start(span.source, source_line_number(span.source, span.start)));
}
