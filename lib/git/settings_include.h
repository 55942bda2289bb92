/* `include` and `includeIf` of git's settings. */
#ifndef GIT_SETTINGS_INCLUDE_H
#define GIT_SETTINGS_INCLUDE_H

#include "git/settings.h"

/* Where an include stands. */
struct include_context {
    const struct settings_place *place; /* NULL: no repository is known yet */
    const char *file;                   /* that it stands in; NULL: the environment */
    const struct settings *remotes;     /* settings that name the URLs of remotes */
    struct arena *arena;
};

/* Is the setting KEY an include? *CONDITION is that of `includeIf`, or empty. */
bool include_is(struct str key, struct str *condition);
/* Does CONDITION ("gitdir:~/work/", "onbranch:main", ...) hold? What git does not know does not. */
bool include_holds(const struct include_context *context, struct str condition);
/* Has the condition to do with the remotes? */
bool include_asks_for_remotes(struct str condition);
/* The file that VALUE names, "~/x" expanded, relative to the file it stands in; NULL: none. */
const char *include_path(const struct include_context *context, const char *value);

#endif
