/*
 * The time of validating one document that is read already:
 *     warm SCHEMA.json DOCUMENT.json
 * prints the least of several rounds, in nanoseconds per validation.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "jsonschema/jsonschema.h"
#include "source/json.h"

enum { ROUNDS = 20, REPEATS = 50000 };

static struct value *read_json(const char *path, struct arena *arena)
{
    struct source *source = ARENA_NEW(arena, struct source);
    struct value *value;
    struct error error;
    struct sink sink;
    struct str text;

    sink_init(&sink, arena);
    if (file_read(&text, path, arena, &error) < 0) {
        fprintf(stderr, "%s\n", error.message);
        exit(EXIT_FAILURE);
    }
    source_init(source, str_of(path), text, arena);
    if (json_read(&value, source, arena, &sink) < 0)
        exit(EXIT_FAILURE);
    return value;
}

static double now(void)
{
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

int main(int argc, char **argv)
{
    struct jsonschema_registry *registry;
    struct jsonschema *schema;
    struct value *document;
    struct arena arena;
    struct sink sink;
    double least = 1e18;
    size_t valid = 0;

    if (argc != 3)
        return EXIT_FAILURE;
    arena_init(&arena);
    sink_init(&sink, &arena);
    registry = jsonschema_registry_new(&arena);
    document = read_json(argv[2], &arena);
    if (!jsonschema_compile(&schema, registry, read_json(argv[1], &arena), STR(""), NULL, &sink))
        return EXIT_FAILURE;
    for (int round = 0; round < ROUNDS; round++) {
        double start = now();

        for (int i = 0; i < REPEATS; i++)
            valid += jsonschema_validate(schema, document, NULL);
        start = (now() - start) / REPEATS;
        least = start < least ? start : least;
    }
    printf("%.0f\n", least);
    jsonschema_free(schema);
    jsonschema_registry_free(registry);
    arena_release(&arena);
    return valid == (size_t)ROUNDS * REPEATS ? EXIT_SUCCESS : EXIT_FAILURE;
}
