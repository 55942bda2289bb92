/* A growing byte string on the heap. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stdarg.h>

#include "base/str.h"

struct buffer {
    char *data; /* NUL-terminated once anything was added */
    size_t len;
    size_t capacity;
};

void buffer_init(struct buffer *buffer);
void buffer_release(struct buffer *buffer);
/* Empty it, keeping the memory. */
void buffer_clear(struct buffer *buffer);

void buffer_add(struct buffer *buffer, struct str s);
void buffer_add_c(struct buffer *buffer, const char *c_string);
void buffer_add_char(struct buffer *buffer, char c);
void buffer_add_repeated(struct buffer *buffer, char c, size_t count);
void buffer_printf(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buffer_vprintf(struct buffer *buffer, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/* The content, valid until the next change. */
struct str buffer_str(const struct buffer *buffer);
/* The content as a C string (empty: ""), valid until the next change. */
const char *buffer_c(const struct buffer *buffer);

#endif
