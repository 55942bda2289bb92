#include "base/beneath.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

/* ---- by the name alone ---- */

/* Some file systems take ".GIT", ".git." and "GIT~1" for .git; git refuses them too. */
static bool is_git_folder(struct str step)
{
    while (str_ends_with(step, STR(".")) || str_ends_with(step, STR(" ")))
        step.len--;
    return str_equal_nocase(step, STR(".git")) || str_equal_nocase(step, STR("git~1"));
}

static const char *step_fault(struct str step)
{
    if (!step.len || str_equal_c(step, "."))
        return "each of its steps must have a name";
    if (str_equal_c(step, ".."))
        return "`..` leads out of it";
    if (is_git_folder(step))
        return "`.git` is Git's own";
    for (size_t i = 0; i < step.len; i++)
        if ((unsigned char)step.data[i] < ' ' || step.data[i] == '\x7f')
            return "it has a control character in it";
    return NULL;
}

const char *beneath_fault(struct str path)
{
    struct str rest = path, step;
    const char *fault = NULL;

    if (str_starts_with(path, STR("/")))
        return "it is an absolute path";
    if (!path.len || str_ends_with(path, STR("/")))
        return step_fault((struct str){0});
    while (!fault && str_split(&step, &rest, '/'))
        fault = step_fault(step);
    return fault;
}

/* ---- on the disk ---- */

/* A descent from ROOT to the folder of a file. */
struct descent {
    int folder;     /* that was reached, or -1 */
    size_t end;     /* of the path to it */
    char name[256]; /* the next step */
};

/* The next step of PATH into descent->name; false if it is the last. */
static bool next_step(struct descent *descent, struct str path)
{
    size_t start = descent->end ? descent->end + 1 : 0;
    ptrdiff_t slash = str_find(path, STR("/"), start);
    struct str step = str_slice(path, start, slash < 0 ? path.len : (size_t)slash);

    /* A longer name is cut, and none that is as long as the buffer can be opened. */
    snprintf(descent->name, sizeof descent->name, "%.*s", STR_ARG(step));
    if (slash >= 0)
        descent->end = (size_t)slash;
    return slash >= 0;
}

static int refuse_step(const struct descent *descent, struct str path, struct error *error)
{
    struct str step = str_slice(path, 0, descent->end);
    struct stat status;
    int code = errno;

    if (fstatat(descent->folder, descent->name, &status, AT_SYMLINK_NOFOLLOW) != 0)
        return error_set(error, ERROR_FAILURE, "cannot make the folder %.*s: %s", STR_ARG(step),
                         memory_checked_reason(code));
    if (S_ISLNK(status.st_mode))
        return error_set(error, ERROR_USAGE, "%.*s is a symbolic link; replace it with a folder",
                         STR_ARG(step));
    if (!S_ISDIR(status.st_mode))
        return error_set(error, ERROR_USAGE, "%.*s is a file, not a folder", STR_ARG(step));
    return error_set(error, ERROR_FAILURE, "cannot open the folder %.*s: %s", STR_ARG(step),
                     memory_checked_reason(code));
}

/* What is written into a submodule is no part of this repository. */
static int check_own(const struct descent *descent, struct str path, struct error *error)
{
    struct stat status;

    if (fstatat(descent->folder, ".git", &status, AT_SYMLINK_NOFOLLOW) != 0)
        return 0;
    return error_set(error, ERROR_USAGE, "%.*s is a repository of its own",
                     STR_ARG(str_slice(path, 0, descent->end)));
}

/* Into the folder that is next; MAKE: it may have to be made. 1; 0: it is not there; -1. */
static int step_down(struct descent *descent, struct str path, bool make, struct error *error)
{
    static const int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
    int next = openat(descent->folder, descent->name, flags);

    if (next < 0 && errno == ENOENT && !make)
        return 0;
    if (next < 0 && errno == ENOENT && mkdirat(descent->folder, descent->name, 0777) == 0)
        next = openat(descent->folder, descent->name, flags);
    if (next < 0)
        return refuse_step(descent, path, error);
    close(descent->folder);
    descent->folder = next;
    return check_own(descent, path, error) < 0 ? -1 : 1;
}

/* Down to the last folder of PATH, whose last step is then in descent->name. 1, 0 or -1. */
static int descend(struct descent *descent, const char *root, struct str path, bool make,
                   struct error *error)
{
    const char *fault = beneath_fault(path);
    int found = 1;

    *descent = (struct descent){.folder = -1};
    if (fault)
        return error_set(error, ERROR_USAGE, "cannot write to %.*s: %s", STR_ARG(path), fault);
    descent->folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descent->folder < 0)
        return error_set(error, ERROR_FAILURE, "cannot open %s: %s", root,
                         memory_checked_reason(errno));
    while (found == 1 && next_step(descent, path))
        found = step_down(descent, path, make, error);
    return found;
}

static void ascend(struct descent *descent)
{
    if (descent->folder >= 0)
        close(descent->folder);
}

int beneath_probe(const char *root, struct str path, struct error *error)
{
    struct descent descent;
    struct stat status;
    int found = descend(&descent, root, path, false, error);

    /* What is not there can be made. */
    if (found == 0)
        found = 1;
    else if (found == 1)
        found = fstatat(descent.folder, descent.name, &status, AT_SYMLINK_NOFOLLOW) != 0;
    ascend(&descent);
    return found;
}

static int write_all(int descriptor, struct str content)
{
    while (content.len) {
        ssize_t written = write(descriptor, content.data, content.len);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return -1;
        content = str_slice(content, (size_t)written, content.len);
    }
    return 0;
}

/* ---- written aside, then named ---- */

enum { NAME_ROOM = 264 }; /* of a descent's name, with what makes it another */

/* Nothing reads a name that begins with a dot and ends in .tmp. */
static const char *aside_name(char out[static NAME_ROOM], const struct descent *descent)
{
    snprintf(out, NAME_ROOM, ".%s.tmp", descent->name);
    return out;
}

static int fail_to_write(struct str path, struct error *error)
{
    return error_set(error, ERROR_FAILURE, "cannot write %.*s: %s", STR_ARG(path),
                     memory_checked_reason(errno));
}

/* What an earlier run left there, or a stranger, is taken away and not followed. */
static int write_aside(const struct descent *descent, const char *name, struct str content)
{
    int descriptor, status;

    unlinkat(descent->folder, name, 0);
    descriptor =
        openat(descent->folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (descriptor < 0)
        return -1;
    status = write_all(descriptor, content);
    if (status == 0 && fsync(descriptor) != 0 && errno != EINVAL)
        status = -1;
    if (close(descriptor) != 0)
        status = -1;
    return status;
}

int beneath_stage(const char *root, struct str path, struct str content, struct error *error)
{
    struct descent descent;
    char name[NAME_ROOM];
    int status = -1;

    if (descend(&descent, root, path, true, error) < 0)
        goto out;
    status = write_aside(&descent, aside_name(name, &descent), content);
    if (status < 0) {
        fail_to_write(path, error);
        unlinkat(descent.folder, name, 0);
    }
out:
    ascend(&descent);
    return status;
}

int beneath_publish(const char *root, struct str path, bool replace, struct error *error)
{
    struct descent descent;
    char name[NAME_ROOM];
    struct stat there;
    int status = -1;

    if (descend(&descent, root, path, true, error) < 0)
        goto out;
    if (!replace && fstatat(descent.folder, descent.name, &there, AT_SYMLINK_NOFOLLOW) == 0)
        errno = EEXIST;
    else
        status = renameat(descent.folder, aside_name(name, &descent), descent.folder, descent.name);
    if (status < 0)
        fail_to_write(path, error);
out:
    ascend(&descent);
    return status;
}

void beneath_unstage(const char *root, struct str path)
{
    struct descent descent;
    struct error ignored;
    char name[NAME_ROOM];

    if (descend(&descent, root, path, false, &ignored) == 1)
        unlinkat(descent.folder, aside_name(name, &descent), 0);
    ascend(&descent);
}

void beneath_remove(const char *root, struct str path)
{
    struct descent descent;
    struct error ignored;

    if (descend(&descent, root, path, false, &ignored) == 1)
        unlinkat(descent.folder, descent.name, 0);
    ascend(&descent);
}
