#include "base/file.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/limits.h"

static int fail(struct error *error, const char *path, const char *why)
{
    return error_set(error, ERROR_USAGE, "cannot read %s: %s", path, why);
}

static int read_all(struct buffer *content, FILE *file, const char *path, struct error *error)
{
    char chunk[65536];
    size_t got;

    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0) {
        buffer_add(content, (struct str){chunk, got});
        if (content->len > LIMIT_FILE_SIZE)
            return fail(error, path, "it is larger than 16 MiB");
    }
    return ferror(file) ? fail(error, path, strerror(errno)) : 0;
}

static bool is_folder(FILE *file)
{
    struct stat status;

    return fstat(fileno(file), &status) == 0 && S_ISDIR(status.st_mode);
}

int file_read(struct str *out, const char *path, struct arena *arena, struct error *error)
{
    bool standard_input = strcmp(path, "-") == 0;
    FILE *file = standard_input ? stdin : fopen(path, "rb");
    struct buffer content = {0};
    int result;

    if (!file)
        return fail(error, path, strerror(errno));
    result = is_folder(file) ? fail(error, path, "it is a folder")
                             : read_all(&content, file, path, error);
    if (result == 0)
        *out = arena_str(arena, buffer_str(&content));
    buffer_release(&content);
    if (!standard_input)
        fclose(file);
    return result;
}
