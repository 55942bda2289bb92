#include "base/vector.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/memory.h"

void *vector_grow(void *items, size_t *capacity, size_t item_size)
{
    size_t wanted = *capacity ? *capacity * 2 : 8;

    if (wanted > SIZE_MAX / 2 / item_size)
        memory_exhausted();
    *capacity = wanted;
    return memory_realloc(items, wanted * item_size);
}

void vector_free(void *items)
{
    free(items);
}
