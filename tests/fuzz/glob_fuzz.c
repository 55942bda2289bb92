/* A path pattern, a zero byte, and a path. */
#include "model.h"

#include "base/glob.h"
#include "base/glob_index.h"

/* PATH with a backslash before every byte: a pattern that matches nothing else. */
static struct str escaped(struct str path, struct arena *arena)
{
    char *text = arena_alloc(arena, 2 * path.len + 1);

    for (size_t i = 0; i < path.len; i++) {
        text[2 * i] = '\\';
        text[2 * i + 1] = path.data[i];
    }
    return (struct str){text, 2 * path.len};
}

/* Does an index of PATTERN alone offer it for PATH? */
static bool is_candidate(struct str pattern, struct str path, struct arena *arena)
{
    struct glob_index index;
    struct glob_candidates found;
    size_t value = 0;
    bool may;

    glob_index_init(&index, 1, arena);
    glob_index_add(&index, pattern, 0);
    found = glob_index_find(&index, path);
    may = glob_candidates_next(&found, &index, &value);
    glob_index_release(&index);
    return may;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct str pattern, path, literal;
    enum glob_answer answer;

    split_input(&pattern, &path, (struct str){(const char *)data, size});
    answer = glob_match(pattern, path);
    CHECK(answer == GLOB_NO || answer == GLOB_YES || answer == GLOB_LIMIT);
    CHECK(glob_match(STR("**"), path) == GLOB_YES);
    CHECK(answer != GLOB_YES || is_candidate(pattern, path, &arena));
    literal = escaped(path, &arena);
    if (path.len && !glob_fault(literal))
        CHECK(glob_match(literal, path) == GLOB_YES);
    arena_release(&arena);
    return 0;
}
