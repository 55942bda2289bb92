#include "cmd/signing_key.h"

#include "git/repository.h"

static int find_git_key(const char **key_name, struct repository *repository, struct error *error)
{
    struct str key = repository_setting(repository, "user.signingkey");
    struct str format = repository_setting(repository, "gpg.format");

    *key_name = key.data;
    if (key.len && format.len && !str_equal_c(format, "ssh"))
        return error_set(error, ERROR_USAGE, "git's gpg.format is %.*s, not ssh: give `--key FILE`",
                         STR_ARG(format));
    if (key.len)
        return 0;
    if (repository_setting(repository, "gpg.ssh.defaultkeycommand").len)
        return error_set(error, ERROR_USAGE,
                         "git's gpg.ssh.defaultKeyCommand is not run: give `--key FILE`, or set "
                         "git's user.signingkey");
    return error_set(error, ERROR_USAGE,
                     "a record requires an SSH key: give `--key FILE`, or set git's "
                     "user.signingkey");
}

int signing_key_find(const char **key, struct repository *repository, const char *given,
                     struct error *error)
{
    *key = given;
    return given ? 0 : find_git_key(key, repository, error);
}
