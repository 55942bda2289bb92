/* A file of the zone database, whose footer is a POSIX TZ string; and such a string by itself. */
#include "fuzz.h"

#include "base/tzif.h"

enum { A_WEEK = 7 * 24 * 3600 };

static const int64_t instants[] = {INT64_MIN, -4000000000, -1,         0,         1,
                                   951782400, 1772323200,  4102444800, 1LL << 55, INT64_MAX};

enum { INSTANTS = sizeof instants / sizeof instants[0] };

static void read_rule(struct str text)
{
    struct arena arena = {0};
    char *rule = arena_alloc(&arena, text.len + 1);
    int32_t offset = 0;

    for (size_t i = 0; i < text.len; i++)
        rule[i] = text.data[i] ? text.data[i] : 'x';
    rule[text.len] = '\0';
    for (size_t i = 0; i < INSTANTS; i++)
        if (posix_tz_offset(&offset, rule, instants[i]))
            CHECK(offset >= -A_WEEK - 3600 && offset <= A_WEEK + 3600);
    arena_release(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str text = {(const char *)data, size};
    struct tzif tzif = {0};

    if (tzif_read(&tzif, text)) {
        for (size_t i = 1; i < tzif.count; i++)
            CHECK(tzif.changes[i - 1].at < tzif.changes[i].at);
        for (size_t i = 0; i < INSTANTS; i++)
            tzif_offset(&tzif, instants[i]);
    }
    tzif_release(&tzif);
    read_rule(text);
    return 0;
}
