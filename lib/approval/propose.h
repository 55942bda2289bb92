/* Approving: would it count, and the record that says so (`ismslint approve`). */
#ifndef APPROVAL_PROPOSE_H
#define APPROVAL_PROPOSE_H

#include "approval/approval.h"
#include "base/buffer.h"

/* Who wants to approve, and how. */
struct proposal {
    struct str email;        /* of whoever writes the record */
    struct str on_behalf_of; /* id of the person who approves, or empty: the writer */
    struct str source;       /* where that person's word is to be found; with on_behalf_of */
    struct str role;         /* under which they approve, or empty: any that may */
    struct str meaning;      /* what the approval says, or empty: the usual words */
    bool is_signed;          /* the record will be signed by the person */
    int64_t now;
};

/* What would become of it. */
struct proposed {
    bool counts;
    struct str reason;   /* why it would not, one sentence without a full stop */
    struct str control;  /* the evidence item that covers the approver's own text, or empty */
    struct str person;   /* id of the person who approves */
    struct str recorder; /* id of whoever writes it for them, or empty */
    struct str role;
    struct str path;
    struct object_id blob;
    bool deletes; /* what is approved is that the path is gone */
};

/*
 * The document that was deleted from PATH, or made into something else there, for
 * proposal_judge. NULL: there is none, and *REASON says what there is instead, or is
 * empty if nothing there ever was a document.
 */
const struct artifact *proposal_gone(struct str *reason, struct approvals *approvals,
                                     struct str path);

/*
 * Would an approval of ARTIFACT as it is count? Judged by the people and the
 * configuration at the mainline's head. APPROVALS was made with the commit that
 * holds the content as its `tip`.
 */
void proposal_judge(struct proposed *out, struct approvals *approvals,
                    const struct artifact *artifact, const struct proposal *proposal);

/*
 * Would the signature ARMOUR over RECORD be taken for that of PERSON? If not,
 * *REASON says why not.
 */
bool proposal_signature_counts(struct str *reason, struct approvals *approvals, struct str person,
                               struct str record, struct str armour, int64_t now);

/* Append the record as YAML: what records_read reads. */
void proposal_write(struct buffer *out, const struct proposed *proposed,
                    const struct proposal *proposal);

#endif
