/* Adding to a note: the one thing that is written into a repository's objects. */
#ifndef GIT_NOTES_WRITE_H
#define GIT_NOTES_WRITE_H

#include "git/repository.h"

/* Who writes, and when (seconds since the epoch, UTC). */
struct notes_writer {
    const char *name, *email;
    int64_t time;
};

/*
 * Put TEXT behind what the note on COMMIT under REFERENCE ("refs/notes/approvals") holds, an empty
 * line between them, in a new commit of the notes. Both may not be there yet.
 */
int notes_append(struct repository *repository, const char *reference,
                 const struct object_id *commit, struct str text, const struct notes_writer *writer,
                 struct error *error);

#endif
