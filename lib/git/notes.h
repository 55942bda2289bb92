/* Notes on commits (git notes, Gerrit's refs/notes/review), and when each was made. */
#ifndef GIT_NOTES_H
#define GIT_NOTES_H

#include "git/commit.h"
#include "git/history.h"
#include "git/trailers.h"

/* The notes of one reference, such as refs/notes/approvals. */
struct notes;

/*
 * Open the notes under REFERENCE. Returns 1, 0 with *OUT NULL if there is no
 * such reference, -1 if it is broken.
 */
int notes_open(struct notes **out, struct repository *repository, const char *reference,
               struct error *error);
/* NOTES may be NULL. */
void notes_free(struct notes *notes);

struct note {
    struct str text;
    struct object_id blob;
    /*
     * The commit of the notes' own history that put this text there: its
     * committer date is when the note was made, its signature is the note's.
     * Zero if that history is cut off or damaged.
     */
    struct object_id recorded;
};

/*
 * The note on OBJECT, into ARENA. OBJECT_MISSING with ERROR empty: there is
 * none; with a message: it cannot be read.
 */
enum object_status notes_find(struct note *out, struct notes *notes, const struct object_id *object,
                              struct arena *arena, struct error *error);

/*
 * Is LINE of a note, which has no title, "KEY: VALUE" as "Approved-by: ...", Gerrit's
 * "Code-Review+2: ..."? Then OUT borrows from it.
 */
bool note_line_read(struct trailer *out, struct str line);

/* Has the note TEXT no other lines? Where prose stands among them it may say "NOT" of the next. */
bool note_is_lines(struct str text);

#endif
