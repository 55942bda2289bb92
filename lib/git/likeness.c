#include "git/likeness.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "base/vector.h"
#include "git/libgit2.h"

/* The lines of a text that are not blank, each as its hash, sorted. */
struct text_lines {
    enum object_status status;
    struct str fault; /* unless OBJECT_FOUND */
    uint64_t *hashes;
    size_t count; /* 0: binary, huge, or nothing but white space */
};

void likeness_init(struct likeness *likeness, struct repository *repository)
{
    *likeness = (struct likeness){.repository = repository};
    arena_init(&likeness->arena);
    map_init(&likeness->texts);
}

void likeness_release(struct likeness *likeness)
{
    map_release(&likeness->texts);
    arena_release(&likeness->arena);
}

void likeness_begin(struct likeness *likeness)
{
    map_release(&likeness->texts);
    map_init(&likeness->texts);
    arena_reset(&likeness->arena);
    likeness->steps = 0;
}

static int compare_hashes(const void *a, const void *b)
{
    const uint64_t *one = a, *other = b;

    return (*one > *other) - (*one < *other);
}

static void hash_lines(struct text_lines *lines, struct str text, struct arena *arena)
{
    VECTOR(uint64_t) hashes = {0};
    struct str line;

    if (memchr(text.len ? text.data : "", '\0', text.len))
        return;
    while (str_next_line(&line, &text)) {
        line = str_trim(line);
        if (line.len)
            vector_push(&hashes, str_hash(line));
    }
    if (hashes.count)
        qsort(hashes.items, hashes.count, sizeof *hashes.items, compare_hashes);
    lines->hashes = arena_copy(arena, hashes.items, hashes.count * sizeof *hashes.items);
    lines->count = hashes.count;
    vector_release(&hashes);
}

static struct text_lines *lines_of(struct likeness *likeness, const struct object_id *id)
{
    struct str key = object_id_key(id), text;
    struct text_lines *lines = map_get(&likeness->texts, key);
    struct arena scratch = {0};
    struct error error;

    if (lines)
        return lines;
    lines = ARENA_NEW(&likeness->arena, struct text_lines);
    map_put(&likeness->texts, arena_str(&likeness->arena, key), lines);
    lines->status = repository_read(&text, likeness->repository, id, OBJECT_BLOB, &scratch, &error);
    if (lines->status == OBJECT_FOUND)
        hash_lines(lines, text, &likeness->arena);
    else
        lines->fault = arena_str(&likeness->arena, str_of(error.message));
    arena_release(&scratch);
    return lines;
}

static size_t count_common(const struct text_lines *a, const struct text_lines *b)
{
    size_t common = 0;

    for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
        common += a->hashes[i] == b->hashes[k];
        if (a->hashes[i] <= b->hashes[k])
            k += a->hashes[i] == b->hashes[k], i++;
        else
            k++;
    }
    return common;
}

static size_t longer(const struct text_lines *a, const struct text_lines *b)
{
    return a->count > b->count ? a->count : b->count;
}

/* Can they be alike, as far as their lengths tell? */
static bool may_be_alike(const struct text_lines *a, const struct text_lines *b)
{
    size_t most = longer(a, b);

    return a->count && b->count && 2 * a->count >= most && 2 * b->count >= most;
}

bool likeness_of_texts(struct str one, struct str other)
{
    struct arena scratch = {0};
    struct text_lines a = {0}, b = {0};
    bool alike;

    hash_lines(&a, one, &scratch);
    hash_lines(&b, other, &scratch);
    alike = may_be_alike(&a, &b) && 2 * count_common(&a, &b) >= longer(&a, &b);
    arena_release(&scratch);
    return alike;
}

static bool is_file(const struct version *version)
{
    return version->mode == MODE_FILE || version->mode == MODE_EXECUTABLE;
}

enum likeness_answer likeness_ask(struct likeness *likeness, const struct version *one,
                                  const struct version *other, struct error *error)
{
    const struct text_lines *a, *b;

    if (!is_file(one) || !is_file(other))
        return LIKENESS_NONE;
    a = lines_of(likeness, &one->id);
    b = lines_of(likeness, &other->id);
    if (a->status != OBJECT_FOUND || b->status != OBJECT_FOUND) {
        error_set(error, ERROR_FAILURE, "%.*s",
                  STR_ARG(a->status != OBJECT_FOUND ? a->fault : b->fault));
        return LIKENESS_UNKNOWN;
    }
    if (!may_be_alike(a, b))
        return LIKENESS_NONE;
    if (likeness->steps > LIMIT_LIKENESS_STEPS) {
        error_set(error, ERROR_FAILURE, "too many files were deleted to compare each with it");
        return LIKENESS_UNKNOWN;
    }
    likeness->steps += a->count + b->count;
    return 2 * count_common(a, b) >= longer(a, b) ? LIKENESS_ALIKE : LIKENESS_NONE;
}
