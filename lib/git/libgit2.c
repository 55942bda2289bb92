#include "git/libgit2.h"

void libgit2_start(void)
{
    /* git itself adds these without telling older readers; they do not change how we read. */
    static const char *extensions[] = {"partialclone", "preciousobjects"};

    git_libgit2_init();
    /* Hashing every object again takes two thirds of a walk's time: see repository_read_verified.
     */
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
    git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);
    /* Whom a repository belongs to is looked at by place_trust, with the settings that git reads.
     */
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    /* The ignore and attribute files of the user are named to it: see repository_read_settings. */
    git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_XDG, "");
    git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, sizeof extensions / sizeof extensions[0]);
}

const char *libgit2_reason(void)
{
    const git_error *last = git_error_last();

    return last && last->message ? last->message : "no reason given";
}

int libgit2_failed(struct error *error, const char *what)
{
    return error_set(error, ERROR_FAILURE, "%s: %s", what, libgit2_reason());
}
