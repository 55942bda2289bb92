/* build/conformance SUITE DIR: run a published test suite and name each failure. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "source/json.h"
#include "tests/conformance/suites.h"

static const struct suite {
    const char *name;
    int (*run)(struct tally *tally, const char *folder);
} suites[] = {
    {"jsonschema", suite_jsonschema},
    {"trailers", suite_trailers},
    {"cel", suite_cel},
};

void tally_add(struct tally *tally, bool passed, struct str group, struct str test)
{
    if (passed)
        tally->passed++;
    else
        tally->failed++;
    if (!passed)
        printf("FAILED: %.*s: %.*s\n", STR_ARG(group), STR_ARG(test));
}

static int compare_names(const void *a, const void *b)
{
    return str_compare(*(const struct str *)a, *(const struct str *)b);
}

struct names names_in(const char *folder, const char *suffix, struct arena *arena)
{
    VECTOR(struct str) found = {0};
    struct names names;
    DIR *directory = opendir(folder);

    for (struct dirent *entry; directory && (entry = readdir(directory));)
        if (str_ends_with(str_of(entry->d_name), str_of(suffix)) && entry->d_name[0] != '.')
            vector_push(&found, arena_str(arena, str_of(entry->d_name)));
    if (directory)
        closedir(directory);
    if (found.count)
        qsort(found.items, found.count, sizeof *found.items, compare_names);
    names.items = arena_copy(arena, found.items, found.count * sizeof *found.items);
    names.count = found.count;
    vector_release(&found);
    return names;
}

struct value *read_json(const char *path, struct arena *arena)
{
    struct source *source = ARENA_NEW(arena, struct source);
    struct value *value = NULL;
    struct buffer text;
    struct sink sink;
    FILE *file = fopen(path, "rb");

    if (!file)
        return NULL;
    buffer_init(&text);
    for (char block[4096]; !feof(file) && !ferror(file);)
        buffer_add(&text, (struct str){block, fread(block, 1, sizeof block, file)});
    fclose(file);
    sink_init(&sink, arena);
    source_init(source, arena_str(arena, str_of(path)), arena_str(arena, buffer_str(&text)), arena);
    json_read(&value, source, arena, &sink);
    sink_release(&sink);
    buffer_release(&text);
    return value;
}

int main(int argc, char **argv)
{
    for (size_t i = 0; argc == 3 && i < sizeof suites / sizeof suites[0]; i++) {
        struct tally tally = {0};

        if (strcmp(argv[1], suites[i].name) != 0)
            continue;
        if (suites[i].run(&tally, argv[2]) < 0)
            return EXIT_FAILURE;
        if (tally.skipped)
            printf("%s: %zu skipped\n", argv[1], tally.skipped);
        printf("%zu passed, %zu failed, %zu skipped\n", tally.passed, tally.failed, tally.skipped);
        return tally.failed || !tally.passed ? EXIT_FAILURE : EXIT_SUCCESS;
    }
    fprintf(stderr, "usage: conformance SUITE DIR, where SUITE is one of:\n");
    for (size_t i = 0; i < sizeof suites / sizeof suites[0]; i++)
        fprintf(stderr, "  %s\n", suites[i].name);
    return EXIT_FAILURE;
}
