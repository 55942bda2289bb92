/*
 * The first three are of the tests of github/codeql-action (src/fingerprints.test.ts), the others
 * were computed by its description, with another program.
 */
#include <inttypes.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "report/line_hash.h"

static const struct {
    struct str text;
    const char *hashes;
} examples[] = {
    {STR_INIT(""), "c129715d7a2bc9a3:1"},
    {STR_INIT(" a\nb\n  \t\tc\n d"),
     "271789c17abda88f:1 54703d4cd895b18:1 180aee12dab6264:1 a23a3dc5e078b07b:1"},
    {STR_INIT(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End"),
     "8b7cf3e952e7aeb2:1 b1ae1287ec4718d9:1 bff680108adb0fcc:1 c6805c5e1288b612:1 "
     "b86d3392aea1be30:1 e6ceba753e1a442:1"},
    {STR_INIT("x\r\nx\rx\n\xE2\x82\xAC\xF0\x9F\x98\x80\ny\ny\ny\n"),
     "c071a9b8cd05ed69:1 cff284d3e914143f:1 b80638ccf0c1c2a5:1 c963a787008b621b:1 "
     "d684268d1dd453e0:1 a925e9eea5aa4f49:1 c33be7e0cf7c3ca:1 c129715d7a2bc9a3:1"},
};

static void known_hashes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        struct line_hashes hashes;
        struct arena arena;
        char found[512] = "";

        arena_init(&arena);
        line_hashes_init(&hashes, examples[i].text, &arena);
        for (size_t k = 0; k < hashes.count; k++)
            snprintf(found + strlen(found), sizeof found - strlen(found), "%s%" PRIx64 ":%u",
                     k ? " " : "", hashes.items[k].hash, (unsigned)hashes.items[k].nth);
        assert_string_equal(found, examples[i].hashes);
        arena_release(&arena);
    }
}

/* Hundreds of equal lines, of which the last ones see the end of the file. */
static void equal_lines(void **state)
{
    struct buffer text = {0};
    struct line_hash_cache cache;
    struct source source;
    struct arena arena;

    (void)state;
    arena_init(&arena);
    for (size_t i = 0; i < 203; i++)
        buffer_add_c(&text, "y\n");
    source_init(&source, STR("a.md"), buffer_str(&text), &arena);
    line_hash_cache_init(&cache, &arena);
    for (uint32_t line = 1; line <= 154; line++) {
        uint32_t start = source_line_start(&source, line);
        struct line_hash hash = line_hash_of(&cache, span_of(&source, start + 1, start + 1));

        assert_true(hash.hash == UINT64_C(0x43762f342805c306));
        assert_int_equal(hash.nth, line);
    }
    line_hash_cache_release(&cache);
    arena_release(&arena);
    buffer_release(&text);
}

/* A line of ours is the line that begins where ours does, whatever ends lines. */
static void offsets(void **state)
{
    static const struct {
        const char *text;
        uint32_t offset;
        size_t line;
    } rows[] = {{"a\nb\nc", 0, 0},   {"a\nb\nc", 1, 0},   {"a\nb\nc", 2, 1},
                {"a\r\nb", 3, 1},    {"a\rb\nc", 4, 2},   {"a\n\n b\n", 3, 2},
                {"a\n   \nb", 2, 1}, {"a\n   \nb", 6, 2}, {"a\n", 2, 1}};

    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct line_hashes hashes;
        struct arena arena;

        arena_init(&arena);
        line_hashes_init(&hashes, str_of(rows[i].text), &arena);
        assert_true(line_hash_at(&hashes, rows[i].offset).hash == hashes.items[rows[i].line].hash);
        arena_release(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_hashes),
        cmocka_unit_test(equal_lines),
        cmocka_unit_test(offsets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
