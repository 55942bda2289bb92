#include "fuzz.h"

#include "source/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz fuzz;
    struct documents documents = {0};
    struct value *value;
    int result;

    fuzz_begin(&fuzz, data, size);
    result = json_read(&value, &fuzz.source, &fuzz.arena, &fuzz.sink);
    CHECK((result == 0) == (value != NULL));
    if (json_read_each(&documents, &fuzz.source, &fuzz.arena, &fuzz.sink) == 0 && value)
        CHECK(documents.values.count == 1 && value_equal(documents.values.items[0], value));
    vector_release(&documents.values);
    fuzz_end(&fuzz, value, result);
    return 0;
}
