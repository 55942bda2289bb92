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
     "ismslint cannot read SHA-256 object names yet; to copy it to SHA-1, without signatures, run "
     "`git fast-export --all` into `git fast-import` of a new repository"},
    {"extensions.refstorage",
     "ismslint cannot read reftable references yet; run `git refs migrate --ref-format=files`"},
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

int repository_unsupported(struct error *error, const char *folder, const char *reason)
{
    for (size_t i = 0; i < sizeof unsupported / sizeof unsupported[0]; i++)
        if (strstr(reason, unsupported[i].needle))
            return error_set(error, ERROR_FAILURE, "cannot open the repository at %s: %s (%s)",
                             folder, unsupported[i].sentence, reason);
    return error_set(error, ERROR_FAILURE, "cannot open the repository at %s: %s", folder, reason);
}

int repository_open_failed(struct error *error, const char *folder, int code)
{
    char path[PATH_MAX];

    if (access(folder, F_OK) != 0)
        return error_set(error, ERROR_FAILURE, "the folder %s does not exist", folder);
    if (code != GIT_ENOTFOUND)
        return repository_unsupported(error, folder, libgit2_reason());
    if (find_dot_git(path, folder))
        return error_set(error, ERROR_FAILURE,
                         "%s/.git is not a Git repository (HEAD, objects or refs are missing, or "
                         "it points to a missing folder)",
                         path);
    return error_set(error, ERROR_FAILURE,
                     "%s is not in a Git repository; ismslint reads Git repositories only "
                     "(`git init` makes one)",
                     realpath(folder, path) ? path : folder);
}
