/*
 * Git's settings as git 2.39 reads them (git-config(1), FILES, ENVIRONMENT): the system's,
 * the user's, the repository's, the work tree's and the command's, with their includes.
 * libgit2 1.5 knows half of this, and opens whatever a repository's configuration names;
 * it is given what is read here.
 */
#ifndef GIT_SETTINGS_H
#define GIT_SETTINGS_H

#include "base/arena.h"
#include "base/error.h"
#include "base/vector.h"

/* Where a setting stands; those of the repository are a stranger's. */
enum setting_scope {
    SETTING_SYSTEM,
    SETTING_GLOBAL,
    SETTING_LOCAL,
    SETTING_WORKTREE,
    SETTING_COMMAND /* GIT_CONFIG_COUNT, `git -c` */
};

struct setting {
    struct str key;   /* "remote.Origin.url": all but the middle in lower case */
    struct str value; /* ends with a NUL */
    bool has_value;   /* false: the name alone, which means true */
    enum setting_scope scope;
};

struct settings {
    VECTOR(struct setting) items; /* in the order of git: of two the later one holds */
    VECTOR(struct str) skipped;   /* sentences: what of the repository's was not opened */
};

/* The repository whose settings are wanted. Folders are real paths. */
struct settings_place {
    const char *git_folder;
    const char *common_folder; /* of the repository that a linked work tree belongs to */
    const char *root;          /* of the work tree, or NULL */
    struct str branch;         /* that HEAD names, or empty */
    bool worktree_config;      /* extensions.worktreeConfig */
};

/*
 * Read everything that holds at PLACE; without one (NULL) the protected configuration,
 * which no repository can change: system, user and command. Strings are in ARENA.
 * settings_release in any case. ERROR names the file and line that git would not read.
 */
int settings_read(struct settings *out, const struct settings_place *place, struct arena *arena,
                  struct error *error);
/* One file alone, without its includes; none there is no error. */
int settings_read_file(struct settings *out, const char *path, enum setting_scope scope,
                       struct arena *arena, struct error *error);
void settings_release(struct settings *settings);

/* The setting that holds, or NULL. */
const struct setting *settings_find(const struct settings *settings, const char *key);
/* As git reads a boolean; FALLBACK if it is not set, or is none. */
bool settings_bool(const struct settings *settings, const char *key, bool fallback);
/* An environment variable that git reads as a boolean. */
bool settings_environment_bool(const char *name);

/* "~/x", "~jo/x" and "%(prefix)/x" as git expands them; NULL if it cannot. REAL: without links. */
const char *settings_expand(const char *path, bool real, struct arena *arena);

/* Is the file at PATH below one of the folders of PLACE, its links followed? */
bool settings_is_inside(const struct settings_place *place, const char *path);

/* $XDG_CONFIG_HOME/git/NAME, or that below the home folder; NULL if there is neither. */
const char *settings_xdg_file(const char *name, struct arena *arena);

#endif
