/* Why a repository cannot be opened, in words that say how to mend it. */
#include "git/libgit2.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* What libgit2 1.5 says of formats that it does not know, and what we say. */
static const struct {
    const char *needle;
    const char *sentence;
} unsupported[] = {
    {"extensions.objectformat",
     "it names objects by SHA-256, which ismslint cannot read yet; `git fast-export --all` into "
     "`git fast-import` of a new repository makes a copy by SHA-1, without signatures"},
    {"extensions.refstorage", "it keeps its references as reftable, which ismslint cannot read "
                              "yet; `git refs migrate --ref-format=files` converts them"},
    {"extensions.worktreeconfig",
     "it has extensions.worktreeConfig set, which ismslint cannot read yet; where config.worktree "
     "is not needed, `git config --unset extensions.worktreeConfig` mends it"},
    {"unsupported repository version", "its format is newer than ismslint knows"},
    {"unsupported extension", "it uses an extension of Git that ismslint does not know"},
};

/* Is there a .git in FOLDER or above? Then PATH (of PATH_MAX bytes) names its folder. */
static bool find_dot_git(char *path, const char *folder)
{
    char dot_git[PATH_MAX + 8];

    if (!realpath(folder, path))
        return false;
    for (;;) {
        char *slash;

        snprintf(dot_git, sizeof dot_git, "%s/.git", path);
        if (access(dot_git, F_OK) == 0)
            return true;
        slash = strrchr(path, '/');
        if (!slash || !path[1])
            return false;
        slash[slash == path] = '\0';
    }
}

static int wrong_owner(struct error *error, const char *folder)
{
    char path[PATH_MAX];

    if (!find_dot_git(path, folder))
        snprintf(path, sizeof path, "%s", folder);
    return error_set(error, ERROR_FAILURE,
                     "the repository at %s belongs to another user; if you trust it: "
                     "git config --global --add safe.directory '%s'",
                     path, path);
}

int repository_open_failed(struct error *error, const char *folder, int code)
{
    const char *reason = libgit2_reason();
    char path[PATH_MAX];

    if (access(folder, F_OK) != 0)
        return error_set(error, ERROR_FAILURE, "there is no folder %s", folder);
    /* 1.5.1 reports the owner as a missing configuration value. */
    if (code == GIT_EOWNER || strstr(reason, "safe.directory"))
        return wrong_owner(error, folder);
    for (size_t i = 0; i < sizeof unsupported / sizeof unsupported[0]; i++)
        if (strstr(reason, unsupported[i].needle))
            return error_set(error, ERROR_FAILURE, "cannot open the repository at %s: %s (%s)",
                             folder, unsupported[i].sentence, reason);
    if (code != GIT_ENOTFOUND)
        return error_set(error, ERROR_FAILURE, "cannot open the repository at %s: %s", folder,
                         reason);
    if (find_dot_git(path, folder))
        return error_set(error, ERROR_FAILURE,
                         "%s/.git is there but is not a Git repository (HEAD, objects or refs are "
                         "missing, or it points to a folder that is not there)",
                         path);
    return error_set(error, ERROR_FAILURE,
                     "%s is not in a Git repository; ismslint reads Git repositories only "
                     "(`git init` makes one)",
                     realpath(folder, path) ? path : folder);
}
