#include "fuzz.h"

#include "source/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz fuzz;
    struct csv_table table;
    int result;

    fuzz_begin(&fuzz, data, size);
    result = csv_read(&table, &fuzz.source, 0, &fuzz.arena, &fuzz.sink);
    CHECK((result == 0) == (table.rows != NULL));
    for (size_t i = 0; i < table.column_count; i++)
        check_span(&fuzz, table.columns[i].span);
    fuzz_end(&fuzz, table.rows, result);
    return 0;
}
