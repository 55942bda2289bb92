/*
 * Approvals from history (design.md, section 7): for each artifact the content
 * in force, who wrote it, the evidence that entitled and independent people
 * accepted exactly that content, and the verdict.
 */
#ifndef APPROVAL_APPROVAL_H
#define APPROVAL_APPROVAL_H

#include "git/repository.h"
#include "git/snapshot.h"
#include "model/model.h"

enum approval_verdict {
    APPROVAL_APPROVED,
    APPROVAL_LATE,
    APPROVAL_CONTRIBUTED,
    APPROVAL_STALE,
    APPROVAL_SELF,
    APPROVAL_NOT_ENTITLED,
    APPROVAL_TOO_WEAK,
    APPROVAL_MISSING,
    APPROVAL_PENDING,
    APPROVAL_GRANDFATHERED,
    APPROVAL_INDETERMINATE
};

/* "approved", "approved-late", ...: the names of section 7. */
const char *approval_verdict_name(enum approval_verdict verdict);

enum approval_level { LEVEL_ASSERTED, LEVEL_VOUCHED, LEVEL_SIGNED };
const char *approval_level_name(enum approval_level level);

struct approval_author {
    struct str name;
    struct str email;
    struct str person; /* id in the people register, or empty */
    bool robot;
};

/* One item of evidence, whether it counts or not. */
struct approval_evidence {
    const char *kind;  /* "trailer", "record", "signature", "tag", "note", "merge" */
    struct str object; /* commit or tag id in hexadecimal, or the record's path */
    struct str person; /* id, or empty if the register does not know them */
    struct str name;
    struct str email;
    struct str role; /* the role under which it counts, or empty */
    enum approval_level level;
    int64_t date;     /* seconds since the epoch */
    bool signer_date; /* the date is only the signer's word */
    bool counts;
    struct str reason; /* why it counts or does not, one sentence */
};

/* One content of one artifact, as landed. */
struct approval_revision {
    bool landed; /* false: only in the work tree, the index or a proposed branch */
    struct object_id landing;
    int64_t date; /* in force since: the landing's committer date */
    struct str subject;
    struct object_id blob;
    uint32_t mode;
    struct str document_version; /* the artifact's `version` field, or empty */
    struct object_id *origins;
    size_t origin_count;
    struct approval_author *authors;
    size_t author_count;
    enum approval_verdict verdict;
    struct str reason; /* one sentence without a full stop */
    struct approval_evidence *evidence;
    size_t evidence_count;
};

/* What is known of one artifact. */
struct approval_judgement {
    bool required;      /* approval is asked for by configuration or kind */
    struct str missing; /* what evidence is absent ("history before 3f9c2ab"), or empty */
    struct approval_revision *revisions; /* newest first; at least one */
    size_t revision_count;
    struct str_list may_approve; /* "Jo Park (CISO)": entitled today and no author */
    struct str_list notes;       /* further facts, each a line for "= note:" */
    int64_t *touches;            /* instants of all landings and origins that changed it */
    size_t touch_count;
};

struct approvals;

/*
 * Make ready to judge the artifacts of HEAD, the model of SNAPSHOT. One walk over the
 * mainline is made at the first question. NOW is the clock. MODEL and SNAPSHOT
 * outlive it. Errors: a repository that cannot be read at all.
 */
int approvals_new(struct approvals **out, struct repository *repository,
                  const struct snapshot *snapshot, const struct model *head, int64_t now,
                  struct arena *arena, struct error *error);
void approvals_free(struct approvals *approvals);

/* Judge one artifact; the result is kept and the same for each question. */
const struct approval_judgement *approvals_judge(struct approvals *approvals,
                                                 const struct artifact *artifact);

/*
 * Faults of the history as a whole, once: shallow, no people register, replace
 * refs, ...: codes "history-...".
 */
void approvals_report(struct approvals *approvals, struct sink *sink);

#endif
