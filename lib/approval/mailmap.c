#include "approval/mailmap.h"

/* The address that a line is about stands in its last angle brackets. */
static struct str mapped_address(struct str line)
{
    size_t start = 0, end = 0;

    for (size_t i = 0; i < line.len; i++) {
        if (line.data[i] == '<')
            start = i + 1;
        if (line.data[i] == '>')
            end = i;
    }
    return str_slice(line, start, end);
}

struct str mailmap_line(struct str mailmap, struct str email)
{
    struct str line;

    while (str_next_line(&line, &mailmap)) {
        line = str_trim(line);
        if (line.len && line.data[0] != '#' && email.len &&
            str_equal_nocase(str_trim(mapped_address(line)), email))
            return line;
    }
    return (struct str){0};
}
