/* Requests at forges: where each has what, times, and which reviews stand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "forge/request.h"

static void instants(void **state)
{
    static const struct {
        const char *text;
        int64_t expected;
    } table[] = {
        {"1970-01-01T00:00:00Z", 0},
        {"1970-01-01T00:00:01.999Z", 1},
        {"1970-01-01T02:00:00+02:00", 0},
        {"1970-01-01T02:00:00.5+0200", 0},
        {"1969-12-31T23:30:00-00:30", 0},
        {"1970-01-01 00:01:00.000000000", 60},
        {"1970-01-01 00:01:00", 60},
        {"1970-01-01", INT64_MIN},
        {"1970-01-01T00:00:00X", INT64_MIN},
        {"1970-01-01T24:00:00Z", INT64_MIN},
        {"1970-01-01T00:60:00Z", INT64_MIN},
        {"1970-02-30T00:00:00Z", INT64_MIN},
        {"1970-01-01T00:00:00+2:00", INT64_MIN},
        {"1970-01-01T00:00:00.", 0},
        {"", INT64_MIN},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        assert_int_equal(forge_instant(str_of(table[i].text)), table[i].expected);
}

static const struct forge_api *forge(const char *name)
{
    for (size_t i = 0; forge_at(i); i++)
        if (str_equal_c(str_of(name), forge_at(i)->name))
            return forge_at(i);
    return NULL;
}

/* "author landing: login/state/commit/standing ..." of the JSON, or the reason. */
static const char *read(const char *name, const char *json, struct arena *arena)
{
    struct buffer out = {0};
    struct request request;
    struct source source;
    struct error error;
    const char *copy;

    source_init(&source, STR("-"), str_of(json), arena);
    if (request_read(&request, forge(name), &source, arena, &error) < 0)
        return arena_printf(arena, "%s", error.message).data;
    request_judge(&request, forge_instant(STR("2026-02-10T00:00:00Z")));
    buffer_printf(&out, "%.*s %.*s:", STR_ARG(request.author), STR_ARG(request.landing));
    for (size_t i = 0; i < request.review_count; i++)
        buffer_printf(&out, " %.*s/%d/%.*s/%d", STR_ARG(request.reviews[i].login),
                      request.reviews[i].state, STR_ARG(request.reviews[i].commit),
                      request.reviews[i].standing);
    copy = arena_str(arena, buffer_str(&out)).data;
    buffer_release(&out);
    return copy;
}

#define GITHUB(state, login, time)                                                                 \
    "{\"user\":{\"login\":\"" login "\"},\"state\":\"" state                                       \
    "\",\"commit_id\":\"1234567\",\"submitted_at\":\"" time "\"}"

static void requests(void **state)
{
    static const struct {
        const char *forge, *json, *expected;
    } table[] = {
        {"github", "[" GITHUB("APPROVED", "jo", "2026-02-09T00:00:00Z") "]", " : jo/1/1234567/0"},
        {"github",
         "{\"pull_request\":{\"user\":{\"login\":\"Jo\"},\"merged_at\":\"x\",\"merge_commit_sha\":"
         "\"abcdef0\"},\"reviews\":[" GITHUB("APPROVED", "jo", "2026-02-09T00:00:00Z") "]}",
         "Jo abcdef0: jo/1/1234567/3"},
        {"github",
         "[" GITHUB("APPROVED", "jo", "2026-02-09T00:00:00Z") "," GITHUB(
             "dismissed", "Jo", "2026-02-09T00:00:00Z") "]",
         " : jo/1/1234567/2 Jo/4/1234567/1"},
        {"github",
         "[" GITHUB("APPROVED", "jo", "2026-02-09T00:00:00Z") "," GITHUB(
             "APPROVED", "jo", "2026-02-11T00:00:00Z") "]",
         " : jo/1/1234567/0 jo/1/1234567/2"},
        {"github", "[{\"user\":null,\"state\":\"APPROVED\",\"commit_id\":\"--all\"}]", " : /1//4"},
        {"gitlab",
         "{\"merged_at\":null,\"approved_by\":[{\"user\":{\"username\":\"jo\"},\"approved_at\":"
         "\"2026-02-09T00:00:00Z\"}],\"versions\":[{\"head_commit_sha\":\"1111111\",\"created_at\":"
         "\"2026-02-09T00:00:01Z\"},{\"head_commit_sha\":\"2222222\",\"created_at\":"
         "\"2026-02-08T00:00:00Z\"},{\"head_commit_sha\":\"3333333\",\"created_at\":"
         "\"2026-02-07T00:00:00Z\"}]}",
         " : jo/1/2222222/0"},
        {"gerrit",
         ")]}'\n{\"owner\":{\"username\":\"ana\"},\"labels\":{\"Code-Review\":{\"all\":[{"
         "\"username\":\"jo\",\"value\":2,\"date\":\"2026-02-09 00:00:00.000000000\"},{\"value\":1}"
         "]}},\"revisions\":{\"1111111\":{\"created\":\"2026-02-08 00:00:00.000000000\"}}}",
         "ana : jo/1/1111111/0 /3//1"},
        {"bitbucket",
         "{\"participants\":[{\"user\":{\"nickname\":\"jo\"},\"state\":\"approved\"}]}",
         " : /1//4"},
        {"github", "", "-:1:1: expected a value"},
        {"github", "3", "-:1:1: this is not an object or an array"},
        {"github", "{\"reviews\": \"\"}", "-:1:1: the reviews are missing"},
        {"github", "[\n []]", "-:2:2: a review is not an object"},
    };
    struct arena arena = {0};

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        assert_string_equal(read(table[i].forge, table[i].json, &arena), table[i].expected);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(instants),
        cmocka_unit_test(requests),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
