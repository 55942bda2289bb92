/* The forms in which `ismslint history` prints what is known of one file. */
#ifndef CMD_HISTORY_FORMATS_H
#define CMD_HISTORY_FORMATS_H

#include "approval/approval.h"
#include "base/buffer.h"

/* What is printed. */
struct history_view {
    struct str subject; /* the path, or the id of a row */
    struct str path;
    const struct approval_judgement *judgement;
    struct object_id head; /* of the mainline; zero if it cannot be told */
    struct arena *arena;
};

struct history_format {
    const char *name;
    void (*write)(struct buffer *out, const struct history_view *view);
};

/* The format number INDEX, or NULL after the last; the first is the default. */
const struct history_format *history_format_at(size_t index);

/* "1.2", "deleted", or "no document" if the landing made something else of one; "-" for none. */
struct str history_version(const struct approval_revision *revision);
/* "2026-02-11", or "-" for what has not landed. */
struct str history_date(const struct approval_revision *revision, struct arena *arena);
/* "Ana Ruiz, Jo Park"; "-" for nobody. */
struct str history_authors(const struct approval_revision *revision, struct arena *arena);
/* "Jo Park (trailer, asserted)" for each that counts; "-" for none. */
struct str history_approvals(const struct approval_revision *revision, struct arena *arena);
/* The first seven digits of the landing, or "-". */
struct str history_commit_short(const struct approval_revision *revision, struct arena *arena);
/* All forty, or empty. */
struct str history_commit_full(const struct approval_revision *revision, struct arena *arena);

/* history_json.c */
void history_write_json(struct buffer *out, const struct history_view *view);

#endif
