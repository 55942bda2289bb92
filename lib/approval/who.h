/* Whom the history names: by an address, a login, an id or a name of the people register. */
#ifndef APPROVAL_WHO_H
#define APPROVAL_WHO_H

#include "approval/frame.h"
#include "approval/person_line.h"

/* Somebody whom the history names. */
struct who {
    struct str id;               /* in the people register; empty: unknown */
    bool robot;                  /* one of the frame's robots */
    bool shared;                 /* unknown, because the register gives it to several */
    const struct person *person; /* as the frame has them, for roles and keys; NULL: not there */
    struct str title;            /* the name by the register, or empty */
};

/*
 * Whose address or login it is: by the frame's register, else by the head's,
 * unless the frame's gives it to several. Robots are the frame's alone.
 */
struct who who_by_email(struct approvals *approvals, const struct frame *frame, struct str email);
/* At FORGE; empty: at whatever forge, if it is one person's. */
struct who who_by_login(struct approvals *approvals, const struct frame *frame, struct str forge,
                        struct str login);
struct who who_by_id(struct approvals *approvals, const struct frame *frame, struct str id);
/* By a name that one person has. Names identify nobody where something is granted. */
struct who who_by_name(struct approvals *approvals, const struct frame *frame, struct str name);

/* By an address or a login; of another part nobody. */
struct who who_by_part(struct approvals *approvals, const struct frame *frame,
                       const struct line_part *part);
/* The same of who approves: a forge that the frame does not have yet names nobody. */
struct who approver_by_part(struct approvals *approvals, const struct frame *frame,
                            const struct line_part *part);

/* Do both read as one name? */
bool same_name(struct str a, struct str b);

/* How the register would have a trailer name WHO: "Jo Park <jo@example.org>", or "@jo". */
struct str who_written(struct approvals *approvals, const struct who *who);

#endif
