/* What the commands about approvals work on: a repository, its model, its history judged. */
#ifndef CMD_SCENE_H
#define CMD_SCENE_H

#include "approval/lookup.h"
#include "cmd/command.h"
#include "cmd/terminal.h"
#include "isms/isms.h"

struct scene {
    struct arena arena;
    struct repository *repository;
    struct knowledge knowledge;
    struct isms isms;            /* faults of its files are for `check` to report */
    struct approvals *approvals; /* of isms: by the mainline, or what is proposed for it */
    struct object_id head;       /* set by scene_open_at_head */
    struct terminal_progress progress;
};

/* Options that these commands share; the first member of their settings. */
struct scene_settings {
    const char *revision;
    const char *config;
    struct option_date as_of;
};

/* Their rows in a command's table of options. */
#define SCENE_OPTIONS                                                                              \
    {.name = "rev",                                                                                \
     .type = OPTION_STRING,                                                                        \
     .offset = offsetof(struct scene_settings, revision),                                          \
     .argument = "REV",                                                                            \
     .help = "read the files of a commit, branch or tag instead of the working tree"},             \
        {.name = "config",                                                                         \
         .type = OPTION_STRING,                                                                    \
         .offset = offsetof(struct scene_settings, config),                                        \
         .argument = "FILE",                                                                       \
         .help = "read FILE instead of .ismslint.yaml"},                                           \
    {                                                                                              \
        .name = "as-of", .type = OPTION_DATE, .offset = offsetof(struct scene_settings, as_of),    \
        .argument = "DATE", .help = "judge as of the end of DATE"                                  \
    }

/* Open what INVOCATION names. On failure -1 with ERROR; scene_close is safe then too. */
int scene_open(struct scene *out, const struct invocation *invocation, struct error *error);
/*
 * The same with a work tree, to judge what is checked out as what is to land: `approvals` is of
 * HEAD's history onto that of the mainline.
 */
int scene_open_at_head(struct scene *out, const struct invocation *invocation, struct error *error);
void scene_close(struct scene *scene);

/* OPERAND as a path from the repository's root. */
struct str scene_path(struct scene *scene, const char *operand);

/* Is PATH one of OPERANDS or below one of them, or are there none? */
bool scene_names(struct scene *scene, const struct string_list *operands, struct str path);

/* Does OPERAND, taken for a path, lead out of the repository? */
bool scene_is_outside(struct scene *scene, const char *operand);

/* Is PATH what FOLDER names, or below it? The empty path is the root. */
bool scene_is_under(struct str folder, struct str path);

/*
 * What OPERAND names as an id, or as PATH#ID: see approvals_find_id. *ID is the id in it.
 */
void scene_find(struct approval_findings *out, struct str *id, struct scene *scene,
                const char *operand);

#endif
