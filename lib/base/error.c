#include "base/error.h"

#include <stdarg.h>
#include <string.h>

#include "base/visible.h"

static const struct str ELLIPSIS = STR_INIT("...");

/* TEXT, cut between characters where it is too long. */
static void keep(struct error *error, struct str text)
{
    size_t room = sizeof error->message - 1, len = text.len;

    if (len > room)
        len = room - ELLIPSIS.len;
    while (len < text.len && len > 0 && ((unsigned char)text.data[len] & 0xC0) == 0x80)
        len--;
    if (len)
        memcpy(error->message, text.data, len);
    if (len < text.len)
        memcpy(error->message + len, ELLIPSIS.data, ELLIPSIS.len);
    error->message[len < text.len ? len + ELLIPSIS.len : len] = '\0';
}

int error_set(struct error *error, enum error_code code, const char *format, ...)
{
    struct buffer text = {0};
    va_list arguments;

    va_start(arguments, format);
    visible_vprintf(&text, format, arguments);
    va_end(arguments);
    error->code = code;
    keep(error, buffer_str(&text));
    buffer_release(&text);
    return -1;
}
