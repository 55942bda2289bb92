/*
 * Heap allocation that cannot fail: when memory runs out the program says so
 * and exits with status 3 (design: "out of memory: a message and exit 3").
 *
 * That holds for libraries as well, which would take a lack of memory for a fault of
 * what they read, or abort: those that let their allocator be set get these functions
 * (libgit2, cmark, pcre2, jansson), of the others the error that says so is looked for.
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

/* True in builds whose allocations ASan watches one by one. */
#if defined(__SANITIZE_ADDRESS__)
#define BUILT_WITH_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BUILT_WITH_ASAN 1
#endif
#endif
#ifndef BUILT_WITH_ASAN
#define BUILT_WITH_ASAN 0
#endif

/* SIZE bytes from the heap, uninitialised; the caller frees them with free(). */
void *memory_alloc(size_t size);

/* Like calloc. */
void *memory_zalloc(size_t count, size_t size);

/* Like realloc; POINTER may be NULL. */
void *memory_realloc(void *pointer, size_t size);

/* The same for COUNT items of SIZE bytes. */
void *memory_realloc_array(void *pointer, size_t count, size_t size);

/* The words for an errno, as strerror; ENOMEM ends the program. */
const char *memory_checked_reason(int code);

/* Print "out of memory" and exit with status 3. */
_Noreturn void memory_exhausted(void);

#endif
