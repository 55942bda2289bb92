#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

int error_set(struct error *error, enum error_code code, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    error->code = code;
    vsnprintf(error->message, sizeof error->message, format, arguments);
    va_end(arguments);
    return -1;
}
