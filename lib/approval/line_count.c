#include "approval/line_count.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/vector.h"

typedef VECTOR(uint64_t) line_list;

/* A last line without its newline is another line than with it, as for git. */
static void cut_lines(line_list *lines, struct str text)
{
    while (text.len) {
        const char *end = memchr(text.data, '\n', text.len);
        size_t length = end ? (size_t)(end - text.data) + 1 : text.len;

        vector_push(lines, str_hash((struct str){text.data, length}));
        text = str_slice(text, length, text.len);
    }
}

/* Two lists of lines without what they have in common at both ends. */
struct middle {
    const uint64_t *a, *b;
    ptrdiff_t a_count, b_count;
};

static struct middle middle_of(const line_list *a, const line_list *b)
{
    struct middle middle = {a->items, b->items, (ptrdiff_t)a->count, (ptrdiff_t)b->count};

    while (middle.a_count && middle.b_count && middle.a[0] == middle.b[0]) {
        middle.a++, middle.b++;
        middle.a_count--, middle.b_count--;
    }
    while (middle.a_count && middle.b_count &&
           middle.a[middle.a_count - 1] == middle.b[middle.b_count - 1])
        middle.a_count--, middle.b_count--;
    return middle;
}

/* Extend the furthest path on diagonal K with EDITS edits; where it ends. */
static ptrdiff_t extend(const struct middle *middle, const ptrdiff_t *furthest, ptrdiff_t k,
                        ptrdiff_t edits)
{
    bool down = k == -edits || (k != edits && furthest[k - 1] < furthest[k + 1]);
    ptrdiff_t x = down ? furthest[k + 1] : furthest[k - 1] + 1;

    while (x < middle->a_count && x - k < middle->b_count && x >= 0 && x - k >= 0 &&
           middle->a[x] == middle->b[x - k])
        x++;
    return x;
}

/* The fewest edits, or -1 if there are more than LIMIT_LINE_EDITS. */
static ptrdiff_t count_edits(const struct middle *middle)
{
    ptrdiff_t *room = memory_zalloc(2 * LIMIT_LINE_EDITS + 3, sizeof *room);
    ptrdiff_t *furthest = room + LIMIT_LINE_EDITS + 1, found = -1;

    for (ptrdiff_t edits = 0; edits <= LIMIT_LINE_EDITS && found < 0; edits++)
        for (ptrdiff_t k = -edits; k <= edits && found < 0; k += 2) {
            furthest[k] = extend(middle, furthest, k, edits);
            if (furthest[k] >= middle->a_count && furthest[k] - k >= middle->b_count)
                found = edits;
        }
    free(room);
    return found;
}

bool line_count(size_t *added, size_t *removed, struct str before, struct str after)
{
    line_list a = {0}, b = {0};
    struct middle middle = {0};
    ptrdiff_t edits = -1;

    if (!memchr(before.len ? before.data : "", '\0', before.len) &&
        !memchr(after.len ? after.data : "", '\0', after.len)) {
        cut_lines(&a, before);
        cut_lines(&b, after);
        middle = middle_of(&a, &b);
        edits = middle.a_count && middle.b_count ? count_edits(&middle)
                                                 : middle.a_count + middle.b_count;
    }
    if (edits >= 0) {
        *added = (size_t)(edits + middle.b_count - middle.a_count) / 2;
        *removed = (size_t)(edits - middle.b_count + middle.a_count) / 2;
    }
    vector_release(&a);
    vector_release(&b);
    return edits >= 0;
}
