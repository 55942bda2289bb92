/*
 * Who may say who may approve: assignments that a landing adds or widens, and whether somebody
 * stands behind it who may make them and does not gain by it.
 */
#ifndef APPROVAL_ENTITLEMENT_H
#define APPROVAL_ENTITLEMENT_H

#include "approval/frame.h"

/* What somebody may do that they might not before. */
struct entitlement {
    struct str holder; /* a name; of a robot the id */
    struct str role;   /* its title, or empty: a robot's key */
    struct str words;  /* "the role CEO of Hana Kim" */
};

struct entitlement_list {
    struct entitlement *items;
    size_t count;
};

/* Did PERSON (NULL: nobody) hold ROLE at least as long? */
bool entitlement_held(const struct person *person, const struct role_held *role);

/*
 * What the mainline's commit at POSITION, whose registers before and after it can be read, gives,
 * unless an author of the change or an approval of the register's file is of somebody of the roles
 * that `approvals.entitlement` names, before it, who is not among the holders. In the arena.
 */
struct entitlement_list entitlements_unbacked(struct approvals *approvals, size_t position);

#endif
