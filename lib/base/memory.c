#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>

_Noreturn void memory_exhausted(void)
{
    fputs("ismslint: out of memory\n", stderr);
    exit(3);
}

void *memory_alloc(size_t size)
{
    void *pointer = malloc(size ? size : 1);

    if (!pointer)
        memory_exhausted();
    return pointer;
}

void *memory_zalloc(size_t count, size_t size)
{
    void *pointer = calloc(count ? count : 1, size ? size : 1);

    if (!pointer)
        memory_exhausted();
    return pointer;
}

void *memory_realloc(void *pointer, size_t size)
{
    void *moved = realloc(pointer, size ? size : 1);

    if (!moved)
        memory_exhausted();
    return moved;
}
