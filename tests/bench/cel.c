/*
 * Evaluate expressions over risk documents, as often as it takes to be sure of the time:
 * cel-bench FOLDER EXPRESSION... prints nanoseconds an evaluation and how many were true.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/file.h"
#include "base/folder.h"
#include "cel/cel.h"
#include "source/json.h"

enum { ROUNDS = 2000, MOST_SCRATCH = 32 * 1024 };

struct documents_of_folder {
    VECTOR(struct value *) values;
};

static bool is_json(struct str path)
{
    return str_ends_with(path, STR(".json"));
}

static _Noreturn void give_up(const char *why)
{
    fprintf(stderr, "cel-bench: %s\n", why);
    exit(EXIT_FAILURE);
}

static void read_folder(struct documents_of_folder *out, const char *folder, struct arena *arena)
{
    struct file_list files = {{0}};
    struct error error;
    struct sink sink;

    sink_init(&sink, arena);
    if (folder_list(&files, str_of(folder), is_json, arena, &error) < 0)
        give_up(error.message);
    for (size_t i = 0; i < files.paths.count; i++) {
        struct source *source = ARENA_NEW(arena, struct source);
        struct value *value;
        struct str text;

        if (file_read(&text, files.paths.items[i].data, arena, &error) < 0)
            give_up(error.message);
        source_init(source, files.paths.items[i], text, arena);
        if (json_read(&value, source, arena, &sink) < 0)
            give_up("a document is no JSON");
        vector_push(&out->values, value);
    }
    vector_release(&files.paths);
    sink_release(&sink);
    if (!out->values.count)
        give_up("there is no document");
}

static double nanoseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

/* One expression over all documents, ROUNDS times. */
static void measure(const struct documents_of_folder *documents, const char *expression,
                    struct arena *arena)
{
    struct cel_environment *environment = cel_environment_new(arena, NULL);
    unsigned doc = cel_declare(environment, STR("doc"), &cel_dyn, (struct str){0});
    struct cel_text text = {.text = str_of(expression)};
    struct cel_evaluation evaluation;
    struct cel_program *program;
    struct cel_value result;
    struct arena scratch = {0};
    struct sink sink;
    size_t count = documents->values.count, true_count = 0;
    double start;

    sink_init(&sink, arena);
    program = cel_compile(environment, &text, NULL, arena, &sink);
    if (!program)
        give_up(sink.diagnostics.items[0]->message.data);
    cel_evaluation_init(&evaluation, environment, &scratch);
    start = nanoseconds();
    for (size_t i = 0; i < count; i++) {
        const struct value *value = documents->values.items[i];

        cel_bind(&evaluation, doc, cel_of_document(arena, value, NULL, &value->span));
        for (size_t round = 0; round < ROUNDS; round++) {
            cel_evaluate_to(&result, program, &evaluation);
            true_count += result.tag == CEL_BOOL && result.boolean;
            if (scratch.used > MOST_SCRATCH)
                arena_reset(&scratch);
        }
    }
    printf("%.1f %zu\n", (nanoseconds() - start) / (double)(ROUNDS * count), true_count / ROUNDS);
    cel_evaluation_release(&evaluation);
    cel_program_release(program);
    arena_release(&scratch);
    sink_release(&sink);
}

int main(int argc, char **argv)
{
    struct documents_of_folder documents = {{0}};
    struct arena arena = {0};

    if (argc < 3)
        give_up("usage: cel-bench FOLDER EXPRESSION...");
    read_folder(&documents, argv[1], &arena);
    for (int i = 2; i < argc; i++)
        measure(&documents, argv[i], &arena);
    vector_release(&documents.values);
    arena_release(&arena);
    return EXIT_SUCCESS;
}
