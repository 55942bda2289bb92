#include "base/arena.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { BLOCK_SIZE = 64 * 1024, ALIGNMENT = _Alignof(max_align_t) };

struct arena_block {
    struct arena_block *older;
    size_t size; /* of data */
    _Alignas(max_align_t) char data[];
};

void arena_init(struct arena *arena)
{
    *arena = (struct arena){0};
}

static void free_blocks(struct arena_block *block)
{
    while (block) {
        struct arena_block *older = block->older;

        free(block);
        block = older;
    }
}

void arena_release(struct arena *arena)
{
    free_blocks(arena->blocks);
    arena_init(arena);
}

void arena_reset(struct arena *arena)
{
    struct arena_block *kept = arena->blocks;

    if (BUILT_WITH_ASAN || !kept || kept->size > BLOCK_SIZE) {
        arena_release(arena);
        return;
    }
    free_blocks(kept->older);
    kept->older = NULL;
    arena->next = kept->data;
    arena->end = kept->data + kept->size;
    arena->used = 0;
}

static void add_block(struct arena *arena, size_t size)
{
    struct arena_block *block;

    if (size > SIZE_MAX - sizeof *block)
        memory_exhausted();
    block = memory_alloc(sizeof *block + size);
    block->older = arena->blocks;
    block->size = size;
    arena->blocks = block;
    arena->next = block->data;
    arena->end = block->data + size;
}

void *arena_space(struct arena *arena, size_t size)
{
    size_t padded;
    void *pointer;

    if (size > SIZE_MAX - ALIGNMENT)
        memory_exhausted();
    padded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (BUILT_WITH_ASAN)
        add_block(arena, size);
    else if (!arena->next || padded > (size_t)(arena->end - arena->next))
        add_block(arena, padded > BLOCK_SIZE ? padded : BLOCK_SIZE);
    pointer = arena->next;
    if (!BUILT_WITH_ASAN)
        arena->next += padded;
    arena->used += padded;
    return pointer;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    void *pointer = arena_space(arena, size);

    return size ? memset(pointer, 0, size) : pointer;
}

void *arena_alloc_array(struct arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        memory_exhausted();
    return arena_alloc(arena, count * size);
}

void *arena_copy(struct arena *arena, const void *data, size_t len)
{
    void *copy = arena_space(arena, len);

    return len ? memcpy(copy, data, len) : copy;
}

struct str arena_str(struct arena *arena, struct str s)
{
    char *copy = arena_space(arena, s.len + 1);

    if (s.len)
        memcpy(copy, s.data, s.len);
    copy[s.len] = '\0';
    return (struct str){copy, s.len};
}

struct str arena_join(struct arena *arena, struct str a, struct str b)
{
    char *joined = arena_space(arena, a.len + b.len + 1);

    if (a.len)
        memcpy(joined, a.data, a.len);
    if (b.len)
        memcpy(joined + a.len, b.data, b.len);
    joined[a.len + b.len] = '\0';
    return (struct str){joined, a.len + b.len};
}

struct str arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
    va_list again;
    int len;
    char *text;

    va_copy(again, arguments);
    len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len < 0)
        memory_exhausted();
    text = arena_space(arena, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, format, arguments);
    return (struct str){text, (size_t)len};
}

struct str arena_printf(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    struct str text;

    va_start(arguments, format);
    text = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}
