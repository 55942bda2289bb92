#include "fuzz.h"

#include "source/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz fuzz;
    struct markdown markdown;
    int result;

    fuzz_begin(&fuzz, data, size);
    result = markdown_read(&markdown, &fuzz.source, &fuzz.arena, &fuzz.sink);
    if (markdown.text)
        check_value(&fuzz, markdown.text, 0);
    CHECK(markdown.prose.len == size);
    for (size_t i = 0; i < size; i++)
        CHECK(markdown.prose.data[i] == (char)data[i] || markdown.prose.data[i] == ' ');
    for (size_t i = 0; i < markdown.block_count; i++) {
        check_span(&fuzz, markdown.blocks[i].span);
        CHECK(utf8_invalid(markdown.blocks[i].text) < 0);
    }
    fuzz_end(&fuzz, markdown.front_matter, result);
    return 0;
}
