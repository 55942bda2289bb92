/* What the mainline as a whole shows beside the verdicts on single documents. */
#ifndef APPROVAL_MAINLINE_FACTS_H
#define APPROVAL_MAINLINE_FACTS_H

#include "approval/approval.h"

/* A commit of the mainline that something is to be said about. */
struct mainline_fact {
    struct object_id commit;
    int64_t date;       /* committer date */
    struct str person;  /* its author, by the register's name if it has one */
    struct str subject; /* of its message */
    struct str path;    /* of the document, where it is about one; else empty */
    struct str id;      /* of the document; or of the role that was given */
    struct str kind;    /* of the document, or empty */
    struct str reason;  /* one sentence without a full stop, or empty */
};

struct mainline_fact_list {
    const struct mainline_fact *items;
    size_t count;
};

struct mainline_facts {
    bool known;   /* there is a mainline */
    bool adopted; /* there is a register of people on it */
    /* Commits dated more than a day before their first parent, or in the future. */
    struct mainline_fact_list regressed;
    /* Deletions of documents that want approval, and have none. */
    struct mainline_fact_list deletions;
    struct str deletions_unknown; /* why there may be more, or empty */
    /* Documents that want approval, whose file is there still, and no document. */
    struct mainline_fact_list dropped;
    /* Landings whose author gave themself a role. */
    struct mainline_fact_list self_entitled;
    /* Assignments that nobody stands behind who may make them: of whom (person), which (id). */
    struct mainline_fact_list entitled;
    struct str roles_unknown; /* why some of these cannot be told; or empty */
};

/* Found at the first question, and kept. */
const struct mainline_facts *mainline_facts(struct approvals *approvals);

#endif
