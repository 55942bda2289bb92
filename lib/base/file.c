#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/memory.h"

/* As read, but not ended by a signal. */
static ssize_t read_some(int file, char *out, size_t size)
{
    ssize_t count;

    do
        count = read(file, out, size);
    while (count < 0 && errno == EINTR);
    return count;
}

/* NULL, or why it failed. */
static const char *read_known(struct str *out, int file, size_t size, struct arena *arena)
{
    char *data = arena_alloc(arena, size + 1);
    size_t len = 0;

    while (len < size) {
        ssize_t count = read_some(file, data + len, size - len);

        if (count < 0)
            return memory_checked_reason(errno);
        if (count == 0)
            break;
        len += (size_t)count;
    }
    *out = (struct str){data, len};
    return NULL;
}

/* A pipe tells its size only at its end. */
static const char *read_stream(struct str *out, int file, struct arena *arena)
{
    struct buffer text = {0};
    const char *fault = NULL;
    char block[16 * 1024];
    ssize_t count;

    while (!fault && (count = read_some(file, block, sizeof block)) != 0) {
        if (count < 0)
            fault = memory_checked_reason(errno);
        else if (text.len + (size_t)count > LIMIT_FILE_SIZE)
            fault = "it is larger than 16 MiB";
        else
            buffer_add(&text, (struct str){block, (size_t)count});
    }
    if (!fault)
        *out = arena_str(arena, buffer_str(&text));
    buffer_release(&text);
    return fault;
}

static const char *read_open(struct str *out, int file, struct arena *arena)
{
    struct stat status;

    if (fstat(file, &status) < 0)
        return memory_checked_reason(errno);
    if (S_ISDIR(status.st_mode))
        return "it is a folder";
    if (!S_ISREG(status.st_mode) || status.st_size == 0) /* /proc tells no sizes */
        return read_stream(out, file, arena);
    if (status.st_size > LIMIT_FILE_SIZE)
        return "it is larger than 16 MiB";
    return read_known(out, file, (size_t)status.st_size, arena);
}

int file_read(struct str *out, const char *path, struct arena *arena, struct error *error)
{
    bool standard_input = strcmp(path, "-") == 0;
    int file = standard_input ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    const char *fault = file < 0 ? memory_checked_reason(errno) : read_open(out, file, arena);

    if (!standard_input && file >= 0)
        close(file);
    return fault ? error_set(error, ERROR_USAGE, "cannot read %s: %s", path, fault) : 0;
}
