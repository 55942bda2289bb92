/* cases.json: commit messages, each with the trailers that git 2.39 reads in it. */
#include <stdio.h>

#include "git/trailers.h"
#include "tests/conformance/suites.h"

/* A case's trailer is a list [key, value]. */
static bool is_same(const struct trailer *trailer, const struct value *expected)
{
    return expected->type == VALUE_LIST && expected->list.count == 2 &&
           str_equal(trailer->key, expected->list.items[0].value->string) &&
           str_equal(trailer->value, expected->list.items[1].value->string);
}

static bool passes(const struct value *test, struct arena *arena)
{
    const struct value *expected = value_get(test, STR("git"));
    struct trailers trailers;

    trailers_read(&trailers, value_get_string(test, STR("message")), arena);
    if (!expected || expected->list.count != trailers.count)
        return false;
    for (size_t i = 0; i < trailers.count; i++)
        if (!is_same(&trailers.items[i], expected->list.items[i].value))
            return false;
    return true;
}

int suite_trailers(struct tally *tally, const char *file)
{
    struct arena arena = {0};
    struct value *tests = read_json(file, &arena);

    if (!tests || tests->type != VALUE_LIST) {
        fprintf(stderr, "cannot read %s\n", file);
        arena_release(&arena);
        return -1;
    }
    VALUE_EACH_ITEM (test, tests)
        tally_add(tally, passes(test->value, &arena), STR("trailers"),
                  value_get_string(test->value, STR("name")));
    arena_release(&arena);
    return 0;
}
