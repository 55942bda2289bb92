/* Shared by the files that read git's settings. */
#ifndef GIT_SETTINGS_PRIVATE_H
#define GIT_SETTINGS_PRIVATE_H

#include "git/settings.h"

/* What is done with each setting; -1 with ERROR ends the reading. */
typedef int setting_handler(void *context, const struct setting *setting, struct error *error);

/* Take apart TEXT, the content of the file at PATH. Strings are in ARENA. */
int settings_parse(struct str text, const char *path, struct arena *arena, setting_handler *handler,
                   void *context, struct error *error);

/* GIT_CONFIG_COUNT and its pairs, then GIT_CONFIG_PARAMETERS, as `git -c` hands them on. */
int settings_parse_environment(struct arena *arena, setting_handler *handler, void *context,
                               struct error *error);

enum settings_file_rule {
    SETTINGS_ANY_FILE,    /* that a person named: a pipe is read too */
    SETTINGS_REGULAR_FILE /* anything else is as if it were not there */
};

/* The content of PATH: 1; 0: there is none, or it may not be read; -1 with ERROR. */
int settings_load(struct str *out, const char *path, enum settings_file_rule rule,
                  struct arena *arena, struct error *error);

#endif
