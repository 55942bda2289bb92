#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

/* NULL, or why it failed. A reader of a pipe who has gone away is no failure. */
static const char *write_all(int file, struct str bytes)
{
    while (bytes.len > 0) {
        ssize_t count = write(file, bytes.data, bytes.len);

        if (count < 0 && errno == EPIPE)
            return NULL;
        if (count < 0 && errno != EINTR)
            return memory_checked_reason(errno);
        if (count > 0)
            bytes = str_slice(bytes, (size_t)count, bytes.len);
    }
    return NULL;
}

static const char *write_open(int file, struct str content)
{
    const char *fault = file < 0 ? memory_checked_reason(errno) : write_all(file, content);

    if (file >= 0 && close(file) < 0 && !fault)
        fault = memory_checked_reason(errno);
    return fault;
}

static int failed(const char *path, const char *fault, struct error *error)
{
    return fault ? error_set(error, ERROR_FAILURE, "cannot write %s: %s", path, fault) : 0;
}

/* What a file's permissions are to be: those of the one that it replaces, else the usual ones. */
static mode_t mode_for(const char *path)
{
    struct stat status;
    mode_t mask = umask(0);

    umask(mask);
    return stat(path, &status) == 0 ? status.st_mode & 07777 : 0666 & ~mask;
}

static const char *write_temporary(char *temporary, const char *path, struct str content)
{
    int file = mkstemp(temporary);
    const char *fault =
        file >= 0 && fchmod(file, mode_for(path)) < 0 ? memory_checked_reason(errno) : NULL;
    const char *other = write_open(file, content);

    return fault ? fault : other;
}

/* PATH is no link: a link would be replaced, and not what it leads to. */
static const char *replace(const char *path, struct str content, struct arena *arena)
{
    struct str name = str_behind_last(str_of(path), '/');
    struct str folder = str_slice(str_of(path), 0, str_of(path).len - name.len);
    struct str made = arena_printf(arena, "%.*s.%.*s.XXXXXX", STR_ARG(folder), STR_ARG(name));
    char *temporary = arena_alloc(arena, made.len + 1);
    const char *fault;

    for (size_t i = 0; i < made.len; i++)
        temporary[i] = made.data[i];
    fault = write_temporary(temporary, path, content);
    if (!fault && rename(temporary, path) < 0)
        fault = memory_checked_reason(errno);
    if (fault)
        unlink(temporary);
    return fault;
}

/* Descriptors of a process are not replaced, whatever file they are open for. */
static bool is_replaced(const char *path)
{
    struct stat status;

    if (str_starts_with(str_of(path), STR("/dev/")) || str_starts_with(str_of(path), STR("/proc/")))
        return false;
    return stat(path, &status) < 0 || S_ISREG(status.st_mode);
}

int file_write(const char *path, struct str content, struct error *error)
{
    struct arena arena;
    const char *fault;
    char *real;

    if (!is_replaced(path))
        return failed(path, write_open(open(path, O_WRONLY | O_APPEND | O_CLOEXEC), content),
                      error);
    arena_init(&arena);
    real = realpath(path, NULL);
    fault = replace(real ? real : path, content, &arena);
    free(real);
    arena_release(&arena);
    return failed(path, fault, error);
}

int file_append(const char *path, struct str content, struct error *error)
{
    int file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);

    return failed(path, write_open(file, content), error);
}

size_t file_size(const char *path)
{
    struct stat status;

    return stat(path, &status) == 0 && status.st_size > 0 ? (size_t)status.st_size : 0;
}

bool file_is_open_as(const char *path, int descriptor)
{
    struct stat file, open_one;

    return stat(path, &file) == 0 && fstat(descriptor, &open_one) == 0 &&
           file.st_dev == open_one.st_dev && file.st_ino == open_one.st_ino;
}
