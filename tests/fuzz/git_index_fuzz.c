/* The index. Its checksum is taken away, so that what is behind it is reached. */
#include "fuzz.h"

#include <string.h>

#include "base/memory.h"
#include "git/index_file.h"

enum { CHECKSUM_SIZE = 20 };

static void check_entries(const struct index_file *index)
{
    for (size_t i = 0; i < index->count; i++) {
        const struct index_entry *entry = &index->entries[i];
        int order = i ? strcmp(entry[-1].path.data, entry->path.data) : -1;

        CHECK(entry->path.len > 0 && strlen(entry->path.data) == entry->path.len);
        CHECK(order < 0 || index_entry_stage(&entry[-1]) < index_entry_stage(entry));
        CHECK(index_entry_number(entry, INDEX_SIZE) <= UINT32_MAX);
        CHECK(index_entry_mode(entry) != MODE_FOLDER);
        CHECK(index_file_lower_bound(index, entry->path.data) <= i);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *bytes = memory_alloc(size + CHECKSUM_SIZE);
    size_t kept = size > CHECKSUM_SIZE ? size - CHECKSUM_SIZE : size;
    struct index_file index;
    struct arena arena = {0};
    struct error error = {0};

    if (kept)
        memcpy(bytes, data, kept);
    memset(bytes + kept, 0, CHECKSUM_SIZE);
    if (index_file_parse(&index, (struct str){bytes, kept + CHECKSUM_SIZE}, &arena, &error) == 0)
        check_entries(&index);
    else
        CHECK(error.message[0]);
    arena_release(&arena);
    free(bytes);
    return 0;
}
