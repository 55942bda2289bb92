/*
 * A letter for the format of a file, a configuration, a zero byte, and the file: the configuration
 * is read, its mappings are applied to the file, and what they say in vain is told.
 */
#include "model.h"

#include "model/artifact_read.h"
#include "model/coverage.h"
#include "model/idle.h"
#include "model/submodule.h"

static struct str path_of(char letter)
{
    static const struct str paths[] = {STR_INIT("registers/file.csv"), STR_INIT("docs/file.md"),
                                       STR_INIT("registers/file.yaml"), STR_INIT("file.json")};

    return paths[(unsigned char)letter % (sizeof paths / sizeof paths[0])];
}

static void read_file(struct model *model, struct str path, struct str file, struct sink *sink)
{
    coverage_check(&model->config, model->snapshot, sink);
    fuzz_model_read(model, path, file);
    for (size_t i = 0; i < model->artifacts.count; i++)
        artifact_validate(model->artifacts.items[i], sink);
    idle_check(model, sink);
    submodules_check(model, sink);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str input = {(const char *)data, size}, config, file;
    struct str path = path_of(size ? input.data[0] : 'c');
    struct snapshot_entry entries[] = {{.path = path, .mode = MODE_FILE},
                                       {.path = STR("isms/policies"), .mode = MODE_SUBMODULE}};
    struct snapshot snapshot = {.entries = entries, .count = 2};
    struct arena arena = {0};
    struct model model;
    struct sink sink;

    sink_init(&sink, &arena);
    split_input(&config, &file, str_slice(input, 1, size));
    fuzz_model_begin(&model, &snapshot, config, &arena, &sink);
    read_file(&model, path, file, &sink);
    check_diagnostics(&sink);
    model_release(&model);
    sink_release(&sink);
    arena_release(&arena);
    return 0;
}
