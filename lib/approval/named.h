/*
 * Whom a line names: who approves is read strictly, who wrote generously, because what
 * grants must be certain and what speaks against independence must not be missed.
 */
#ifndef APPROVAL_NAMED_H
#define APPROVAL_NAMED_H

#include "approval/who.h"

/* Somebody as a line names them. */
struct named {
    struct who who;
    struct str name;  /* as it stands there, or empty */
    struct str email; /* the same */
    struct str fault; /* why they are nobody, and what to write instead; a sentence, or empty */
};

/*
 * Who approves by LINE: one address, in angle brackets or bare, or one login after @, with
 * nothing that names another person beside it. A bare name is nobody.
 */
void named_approver(struct named *out, struct approvals *approvals, const struct frame *frame,
                    struct str line);

/* Several, in the arena of the approvals. */
struct named_list {
    struct named *items;
    size_t count;
};

/*
 * Who wrote by LINE, the value of a "Co-authored-by": everybody whom an address, a login, a
 * name that one person has or, alone, an id names, however they stand there. What resolves to
 * nobody is in the list too, without `who`.
 */
void named_co_authors(struct named_list *out, struct approvals *approvals,
                      const struct frame *frame, struct str line);

#endif
