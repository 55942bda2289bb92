/*
 * Memory that is freed all at once. One arena lives as long as a run; scratch
 * arenas are reset between pieces of work. In sanitizer builds each allocation
 * is its own malloc, so that ASan sees overruns.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

#include "base/str.h"

struct arena {
    struct arena_block *blocks; /* newest first */
    char *next;                 /* free space of the newest block */
    char *end;
    size_t used; /* bytes handed out since the last reset */
};

void arena_init(struct arena *arena);
/* Free everything; the arena may be used again. */
void arena_release(struct arena *arena);
/* Forget everything, keeping one block for reuse. */
void arena_reset(struct arena *arena);

/* SIZE bytes, aligned for any type, zeroed. Never NULL. */
void *arena_alloc(struct arena *arena, size_t size);
/* The same without the zeros. */
void *arena_space(struct arena *arena, size_t size);
/* COUNT * SIZE bytes, zeroed; an overflow ends the program like exhaustion. */
void *arena_alloc_array(struct arena *arena, size_t count, size_t size);
#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

/* A copy of LEN bytes (LEN 0: a pointer that may not be read). */
void *arena_copy(struct arena *arena, const void *data, size_t len);
/* A copy with a NUL behind it, so that it serves as a C string as well. */
struct str arena_str(struct arena *arena, struct str s);
/* A and B behind each other, whatever bytes they hold, with a NUL behind: a key, say. */
struct str arena_join(struct arena *arena, struct str a, struct str b);
/* printf into the arena; NUL-terminated behind the slice. Of bytes that hold a NUL, %.*s
 * prints those before it only: a text for people, never a key. */
struct str arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct str arena_vprintf(struct arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

#endif
