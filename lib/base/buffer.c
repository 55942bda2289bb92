#include "base/buffer.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

void buffer_init(struct buffer *buffer)
{
    *buffer = (struct buffer){0};
}

void buffer_release(struct buffer *buffer)
{
    free(buffer->data);
    buffer_init(buffer);
}

void buffer_clear(struct buffer *buffer)
{
    buffer->len = 0;
    if (buffer->data)
        buffer->data[0] = '\0';
}

/* Room for EXTRA more bytes and a NUL. */
static void reserve(struct buffer *buffer, size_t extra)
{
    size_t need, capacity = buffer->capacity ? buffer->capacity : 64;

    if (extra > SIZE_MAX / 4 || buffer->len > SIZE_MAX / 4)
        memory_exhausted();
    need = buffer->len + extra + 1;
    if (need <= buffer->capacity)
        return;
    while (capacity < need)
        capacity *= 2;
    buffer->data = memory_realloc(buffer->data, capacity);
    buffer->capacity = capacity;
}

void buffer_add(struct buffer *buffer, struct str s)
{
    reserve(buffer, s.len);
    if (s.len)
        memcpy(buffer->data + buffer->len, s.data, s.len);
    buffer->len += s.len;
    buffer->data[buffer->len] = '\0';
}

void buffer_add_c(struct buffer *buffer, const char *c_string)
{
    buffer_add(buffer, str_of(c_string));
}

void buffer_add_char(struct buffer *buffer, char c)
{
    buffer_add(buffer, (struct str){&c, 1});
}

void buffer_add_repeated(struct buffer *buffer, char c, size_t count)
{
    reserve(buffer, count);
    memset(buffer->data + buffer->len, c, count);
    buffer->len += count;
    buffer->data[buffer->len] = '\0';
}

void buffer_vprintf(struct buffer *buffer, const char *format, va_list arguments)
{
    va_list again;
    int len;

    va_copy(again, arguments);
    len = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (len < 0)
        memory_exhausted();
    reserve(buffer, (size_t)len);
    vsnprintf(buffer->data + buffer->len, (size_t)len + 1, format, arguments);
    buffer->len += (size_t)len;
}

void buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    buffer_vprintf(buffer, format, arguments);
    va_end(arguments);
}

struct str buffer_str(const struct buffer *buffer)
{
    return (struct str){buffer->data, buffer->len};
}

const char *buffer_c(const struct buffer *buffer)
{
    return buffer->data ? buffer->data : "";
}
