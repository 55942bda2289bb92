/* Other programs (ssh-keygen, gpg) and the private folder that they work in. */
#ifndef GIT_PROCESS_H
#define GIT_PROCESS_H

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"

/* A folder that only we can read, for keys and signatures; deleted with all that is in it. */
struct private_folder {
    char path[64];
};

int private_folder_make(struct private_folder *folder, struct error *error);
/* Nothing happens if it was never made (path is empty). */
void private_folder_remove(struct private_folder *folder);
/* Write CONTENT to FOLDER/NAME, readable by us alone; *PATH is its path, in ARENA. */
int private_folder_write(const char **path, const struct private_folder *folder, const char *name,
                         struct str content, struct arena *arena, struct error *error);

/* What a program said; at most LIMIT_PROCESS_OUTPUT bytes of each. */
struct process_result {
    int exit_status;          /* 0 to 255, or 128 + the signal that ended it */
    struct buffer output;     /* of stdout */
    struct buffer complaints; /* of stderr */
};

/*
 * Run ARGUMENTS (NULL at the end; the first is looked up in PATH) without a
 * shell, INPUT on its stdin, in the C locale, its HOME (and gpg's) as given (NULL: ours).
 * Returns -1 only if the program could not be started.
 */
int process_run(struct process_result *result, const char *const *arguments, struct str input,
                const char *home, struct error *error);
void process_result_release(struct process_result *result);

#endif
