#define _DEFAULT_SOURCE /* madvise */
#include "base/memory.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Without stdio and exit handlers, which may want memory themselves. */
_Noreturn void memory_exhausted(void)
{
    static const char message[] = "ismslint: out of memory\n";
    ssize_t ignored = write(STDERR_FILENO, message, sizeof message - 1);

    (void)ignored;
    _exit(3);
}

/* Large blocks in large pages, where the system has some to give: each page costs when touched. */
static void ask_for_large_pages(void *pointer, size_t size)
{
#ifdef MADV_HUGEPAGE
    enum { LARGE = 2 * 1024 * 1024 };
    size_t before = (LARGE - (uintptr_t)pointer % LARGE) % LARGE;

    if (size >= before + LARGE)
        madvise((char *)pointer + before, (size - before) / LARGE * LARGE, MADV_HUGEPAGE);
#else
    (void)pointer;
    (void)size;
#endif
}

void *memory_alloc(size_t size)
{
    void *pointer = malloc(size ? size : 1);

    if (!pointer)
        memory_exhausted();
    ask_for_large_pages(pointer, size);
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
