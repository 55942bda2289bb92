/*
 * Is what the program printed fit to be shown (output.h)?
 *
 * Usage: check-output [FORMAT FILE]...   exits with 1, and says why, if it is not
 */
#include <stdio.h>

#include "base/file.h"
#include "output.h"

static bool check(struct buffer *faults, const char *format, const char *path)
{
    struct arena arena;
    struct error error;
    struct str text;
    bool good;

    arena_init(&arena);
    good = file_read(&text, path, &arena, &error) == 0;
    if (good)
        good = output_is_harmless(faults, str_of(format), text);
    else
        buffer_add_c(faults, error.message);
    arena_release(&arena);
    return good;
}

int main(int argc, char **argv)
{
    struct buffer faults = {0};
    bool good = true;

    for (int i = 1; i + 1 < argc; i += 2)
        good = check(&faults, argv[i], argv[i + 1]) && good;
    fputs(buffer_c(&faults), stdout);
    buffer_release(&faults);
    return good ? 0 : 1;
}
