/* Approving: would it count, and the record that says so (`ismslint approve`). */
#ifndef APPROVAL_PROPOSE_H
#define APPROVAL_PROPOSE_H

#include "approval/approval.h"
#include "base/buffer.h"

struct record_index;

/* Who wants to approve, and how. */
struct proposal {
    struct str email;        /* of whoever writes the record */
    struct str on_behalf_of; /* id of the person who approves, or empty: the writer */
    struct str source;       /* where that person's word is to be found; with on_behalf_of */
    struct str role;         /* under which they approve, or empty: any that may */
    struct str meaning;      /* what the approval says, or empty: the usual words */
    bool is_signed;          /* the record will be signed by the person */
    int64_t now;
    struct record_index *records; /* those that lie in the work tree */
};

/* What would become of it. */
struct proposed {
    bool counts;
    bool repeated;       /* it would, and adds nothing to one that is there already */
    struct str reason;   /* why it would not, one sentence without a full stop */
    struct str control;  /* the evidence item that covers the approver's own text, or empty */
    struct str person;   /* id of the person who approves */
    struct str name;     /* of them */
    struct str recorder; /* id of whoever writes it for them, or empty */
    struct str role;
    struct str path;
    struct object_id blob;
    bool deletes;       /* what is approved is that the path is gone */
    bool landed;        /* it is on the mainline already */
    bool late;          /* and nobody had approved it there, so that this comes too late */
    int64_t since;      /* the day on which it landed */
    int64_t late_days;  /* days from then to now */
    int64_t late_after; /* how many of them are tolerated */
};

/*
 * BRANCH, here and below, was made with the commit that is checked out as its `tip` and
 * the mainline as `onto`. A text that is on the mainline is judged there, another as
 * what the branch would bring; both by people and configuration of the mainline.
 */

/*
 * The document that was deleted from PATH, or made into something else there, for
 * proposal_judge. NULL: there is none, and *REASON says what there is instead, or is
 * empty if nothing there ever was a document.
 */
const struct artifact *proposal_gone(struct str *reason, struct approvals *branch, struct str path);

/* What is known of the text of ARTIFACT that an approval would be of. */
const struct approval_judgement *proposal_judgement(struct approvals *branch,
                                                    const struct artifact *artifact);

/* Would an approval of ARTIFACT as it is count, if its record landed next? */
void proposal_judge(struct proposed *out, struct approvals *branch, const struct artifact *artifact,
                    const struct proposal *proposal);

/*
 * Would the signature ARMOUR over RECORD be taken for that of PERSON? If not,
 * *REASON says why not.
 */
bool proposal_signature_counts(struct str *reason, struct approvals *branch, struct str person,
                               struct str record, struct str armour, int64_t now);

/*
 * Append the record as YAML. Returns false if it would not be read as what it says: a
 * path, or words, with characters that YAML does not keep.
 */
bool proposal_write(struct buffer *out, struct approvals *branch, const struct proposed *proposed,
                    const struct proposal *proposal);

#endif
