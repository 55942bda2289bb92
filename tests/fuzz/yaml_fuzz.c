#include "fuzz.h"

#include "source/yaml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz fuzz;
    struct documents documents = {0};
    struct value *value;
    int result;

    fuzz_begin(&fuzz, data, size);
    result = yaml_read(&value, &fuzz.source, &fuzz.arena, &fuzz.sink);
    CHECK((result == 0) == (value != NULL));
    yaml_read_each(&documents, &fuzz.source, &fuzz.arena, &fuzz.sink);
    for (size_t i = 0; i < documents.values.count; i++)
        check_value(&fuzz, documents.values.items[i], 0);
    vector_release(&documents.values);
    fuzz_end(&fuzz, value, result);
    return 0;
}
