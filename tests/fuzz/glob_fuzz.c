/* A path pattern, a zero byte, and a path. */
#include "model.h"

#include "base/glob.h"

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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct str pattern, path, literal;
    enum glob_answer answer;

    split_input(&pattern, &path, (struct str){(const char *)data, size});
    answer = glob_match(pattern, path);
    CHECK(answer == GLOB_NO || answer == GLOB_YES || answer == GLOB_LIMIT);
    CHECK(glob_match(STR("**"), path) == GLOB_YES);
    literal = escaped(path, &arena);
    if (path.len && !glob_fault(literal))
        CHECK(glob_match(literal, path) == GLOB_YES);
    arena_release(&arena);
    return 0;
}
