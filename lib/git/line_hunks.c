#include "git/line_hunks.h"

#include "base/vector.h"
#include "git/libgit2.h"

typedef VECTOR(struct line_hunk) hunk_list;

/* An empty side is counted from the line before it. */
static int add_hunk(const git_diff_delta *delta, const git_diff_hunk *hunk, void *payload)
{
    hunk_list *list = payload;
    struct line_hunk item = {
        .old_start = (uint32_t)hunk->old_start + (hunk->old_lines == 0),
        .old_count = (uint32_t)hunk->old_lines,
        .new_start = (uint32_t)hunk->new_start + (hunk->new_lines == 0),
        .new_count = (uint32_t)hunk->new_lines,
    };

    (void)delta;
    vector_push(list, item);
    return 0;
}

struct line_hunks line_hunks_find(struct str before, struct str after, struct arena *arena)
{
    git_diff_options options;
    hunk_list list = {0};
    struct line_hunks found;

    git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
    options.flags = GIT_DIFF_FORCE_TEXT;
    options.context_lines = 0;
    git_diff_buffers(before.data, before.len, NULL, after.data, after.len, NULL, &options, NULL,
                     NULL, add_hunk, NULL, &list);
    found.items = arena_copy(arena, list.items, list.count * sizeof *list.items);
    found.count = list.count;
    vector_release(&list);
    return found;
}

uint32_t line_hunks_follow(const struct line_hunks *hunks, uint32_t line)
{
    uint32_t moved = line;

    for (size_t i = 0; i < hunks->count && hunks->items[i].old_start <= line; i++) {
        const struct line_hunk *hunk = &hunks->items[i];

        if (line < hunk->old_start + hunk->old_count)
            return 0;
        moved = line - (hunk->old_start + hunk->old_count) + hunk->new_start + hunk->new_count;
    }
    return moved;
}

const struct line_hunk *line_hunks_at(const struct line_hunks *hunks, uint32_t line, bool is_new)
{
    for (size_t i = 0; i < hunks->count; i++) {
        const struct line_hunk *hunk = &hunks->items[i];
        uint32_t start = is_new ? hunk->new_start : hunk->old_start;
        uint32_t count = is_new ? hunk->new_count : hunk->old_count;

        if (line >= start && line < start + count)
            return hunk;
    }
    return NULL;
}
