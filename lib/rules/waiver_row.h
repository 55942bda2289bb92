/* Entries of the exceptions register that waive a rule, and whether they are in force. */
#ifndef RULES_WAIVER_ROW_H
#define RULES_WAIVER_ROW_H

#include "isms/isms.h"
#include "rules/finding.h"

/* What became of the decision. */
enum waiver_standing {
    WAIVER_UNASKED,  /* nobody has looked yet */
    WAIVER_APPROVED, /* it has landed, approved by somebody who did not ask for it */
    WAIVER_PENDING,  /* it has yet to land, or to be approved, which rules report */
    WAIVER_REFUSED,  /* it has landed and is not approved, and no rule reports that */
    WAIVER_UNKNOWN   /* evidence that decides is missing */
};

struct waiver {
    const struct artifact *row;
    struct str rule;
    struct str artifact, path; /* what it is for; one may be empty */
    struct str fault;          /* why it waives nothing, or empty */
    struct span fault_span;
    bool ended;   /* its `status` says that it is over */
    bool expired; /* its last day is past */
    bool covers;  /* it names a finding that there is */
    enum waiver_standing standing;
    struct str note; /* what a finding says of it that it names */
    struct finding_waiver shown;
};

/*
 * Read ROW, an exception, which `rule` makes a waiver; TODAY is a day since the epoch. False: it
 * is none. Whether its rule may be waived is the caller's to judge.
 */
bool waiver_read(struct waiver *out, const struct artifact *row, int64_t today);

/* Set the standing and the note, unless that is done: ask the history of ISMS. */
void waiver_decide(struct waiver *waiver, struct isms *isms);

#endif
