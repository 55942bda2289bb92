#include "base/memory.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Without stdio and exit handlers, which may want memory themselves. */
_Noreturn void memory_exhausted(void)
{
    static const char message[] = "ismslint: out of memory\n";
    ssize_t ignored = write(STDERR_FILENO, message, sizeof message - 1);

    (void)ignored;
    _exit(3);
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

void *memory_realloc_array(void *pointer, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        memory_exhausted();
    return memory_realloc(pointer, count * size);
}

const char *memory_checked_reason(int code)
{
    if (code == ENOMEM)
        memory_exhausted();
    return strerror(code);
}
