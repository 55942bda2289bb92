/*
 * Judging one artifact: its stages oldest first, each with its authors, the
 * events that may approve it, and the verdict.
 */
#ifndef APPROVAL_ASSESSMENT_H
#define APPROVAL_ASSESSMENT_H

#include "approval/commits.h"
#include "approval/keys.h"
#include "approval/named.h"
#include "approval/timeline.h"
#include "base/vector.h"

/* Who wrote what is to be approved. */
struct authorship {
    VECTOR(struct approval_author) people; /* each once */
    bool incomplete; /* commits that may have written it are missing; `reason` says which */
    struct str reason;
};

/* What an approval of a stage needs. */
struct requirements {
    const struct kind *kind; /* of what landed, or was taken away; NULL: no artifact */
    struct str id;
    bool asked;
    struct approval_requirement each[2]; /* of the kind, and of the one it was before */
    size_t count;
    enum approval_level level;
    int64_t quorum;
    bool editorial; /* roles are waived: any independent person's review suffices */
};

enum { REQUIREMENTS_ALL = 3 }; /* both requirements, as bits */

/* What became of an event when it was judged by itself, the worst last. */
enum outcome {
    OUTCOME_COUNTS,
    OUTCOME_COMPENSATED, /* by an author, under a compensating control */
    OUTCOME_CONTRIBUTED,
    OUTCOME_INDETERMINATE,
    OUTCOME_TOO_WEAK,
    OUTCOME_NOT_ENTITLED,
    OUTCOME_SUPERSEDED, /* it would count, for an earlier text of the branch */
    OUTCOME_VOID,       /* it says nothing of this content */
    OUTCOME_SELF
};

/* What is wrong with an event whatever its person may approve. */
enum event_fault {
    EVENT_SOUND,
    EVENT_UNCLEAR,    /* what would decide is missing: an unknown key, an absent content */
    EVENT_WEAK,       /* a broken signature, or another person's */
    EVENT_SUPERSEDED, /* it is of a content that was changed before it landed */
    EVENT_VOID        /* it was taken back, or is of a content that was never there */
};

/* An item of evidence on its way to a verdict. */
struct event {
    struct approval_evidence shown;
    struct who who;
    struct str unnamed;        /* why what the evidence says names nobody, or empty */
    struct str claimed_role;   /* under which they approve, as a record says; or empty */
    const struct frame *frame; /* people and roles by which it is judged */
    int64_t day;               /* on which the person must have held a role */
    size_t stage;              /* the content that it is bound to */
    size_t position;           /* of the mainline's commit since which it is known */
    size_t before;             /* position after which what permits self-approval has to stand */
    int64_t known;             /* since when, seconds since the epoch */
    bool always_timely;        /* it is proved to be older than the landing */
    bool by_date; /* nothing proves when it was made: the later of the two dates decides */
    bool forbids; /* it speaks against the content (Gerrit's -2) */
    enum event_fault fault;
    enum approval_reason fault_code;
    struct str fault_reason;
    enum outcome outcome;
    unsigned entitled;                  /* for which of the requirements, a bit each */
    const struct compensation *control; /* that covers what an author approved, or NULL */
    bool uncovered;                     /* there is one, and it does not cover this */
};

/* A stage as it is judged. */
struct judged {
    const struct frame *frame;
    struct requirements requirements;
    const struct origins *origins;
    struct authorship own;     /* of this stage */
    struct authorship since;   /* and of those before that nobody has approved since */
    struct authorship authors; /* whom an approval has to be independent of */
    enum approval_verdict verdict;
    enum approval_reason code;
    struct str reason;
    struct str missing; /* of an indeterminate one: what is */
    struct str lost;    /* why a note, which may speak against it, cannot be read; or empty */
    struct str empty;   /* where a line that would approve names nobody at all; or empty */
    struct str unread;  /* why other evidence, which may be an approval, cannot be; or empty */
    struct str control; /* the compensating control without which it were not approved, or empty */
    size_t found;       /* different people whose approval counts */
    int64_t late_days;
};

struct assessment {
    struct approvals *approvals;
    const struct artifact *artifact;
    const struct file_timeline *file; /* a line that ended; NULL: that of the artifact's path */
    struct timeline timeline;
    struct judged *judged;         /* parallel to the timeline's stages */
    VECTOR(struct event *) events; /* of all stages so far, in the order of stages */
    struct map held;               /* a path -> the contents that it ever had; for records */
    struct map last_of;            /* a blob -> number of the last stage that has it, + 1 */
    struct map tagged;             /* a path -> a struct tagged a tag: what that has there */
    struct map above;              /* a commit -> is it above one that brought it? */
    size_t above_stage;            /* the stage for which `above` is */
    bool knows_above;
};

void assessment_run(struct assessment *assessment);
void assessment_release(struct assessment *assessment);

/* ---- authors.c ---- */

/* Set own and authors of stage number INDEX; those before it have been judged. */
void authors_find(struct assessment *assessment, size_t index);
/* The author that WHO or EMAIL is, or NULL. */
const struct approval_author *authors_has(const struct authorship *authors, const struct who *who,
                                          struct str email);
/* The first author whom the register does not know and who decides, or NULL. */
const struct approval_author *authors_unknown(const struct authorship *authors);
/* Is anybody but PERSON an author, not as a contributor? */
bool authors_has_other(const struct authorship *authors, struct str person);

/* ---- missing_evidence.c ---- */

/* What may be missing of the evidence, and that as a verdict's reason; or empty. */
struct lack {
    enum approval_reason code;
    struct str missing, reason;
};

/* Of stage number INDEX, whose evidence was gathered. */
struct lack missing_evidence(const struct assessment *assessment, size_t index);

/* ---- artifact_origins.c ---- */

/*
 * Did the commit of ORIGIN, of stage number INDEX, write what is judged in the file? Who
 * only kept house did not. Of a register a merge wrote a row unless it is what its
 * parents' rows merge to, with respect to the base: only one parent changed it, or
 * all that did alike. Where that cannot be told it did, rather than that one's own
 * text be approved.
 */
bool artifact_was_written(struct assessment *assessment, size_t index,
                          const struct commit_facts *facts, const struct origin *origin);

/* ---- requirements.c ---- */

void requirements_of_stage(struct requirements *out, const struct assessment *assessment,
                           size_t index);
/*
 * Which of REQUIREMENTS PERSON satisfies on DAY by a role, a bit each, and the role
 * under which they do; 0: none. Whether the change is editorial does not matter here.
 */
unsigned requirements_entitle(struct str *role, const struct requirements *requirements,
                              const struct person *person, int64_t day);

/* ---- the sources of evidence: each adds the events bound to stage number INDEX ---- */

void trailers_gather(struct assessment *assessment, size_t index);
void merges_gather(struct assessment *assessment, size_t index);
void records_gather(struct assessment *assessment, size_t index);
void records_forget(struct assessment *assessment);
void signatures_gather(struct assessment *assessment, size_t index);
void tags_gather(struct assessment *assessment, size_t index);
void tags_forget(struct assessment *assessment);
void notes_gather(struct assessment *assessment, size_t index);

/*
 * ---- empty_commits.c: may ORIGIN speak of stage number INDEX? An empty commit does
 * only above one that brought it, not where it was so before. ----
 */
bool empty_commit_binds(struct assessment *assessment, size_t index, const struct origin *origin);

/* Is KEYS, those that approve, one that TRAILER has? */
bool trailer_approves(const struct trailer *trailer, struct str_list keys);

/* The trailers of FACTS, an origin of stage number INDEX; of the landing as landing_trailers has
 * it.
 */
const struct trailers *origin_trailers(struct assessment *assessment, size_t index,
                                       const struct commit_facts *facts);

/* May the commit of ORIGIN say something of stage number INDEX, or does it only pass it on? */
bool origin_speaks(const struct assessment *assessment, size_t index, const struct origin *origin);
/* Has the artifact, as ORIGIN has it, the substance of the stage? 1, 0, or -1: cannot be told. */
int origin_holds(struct assessment *assessment, size_t index, const struct origin *origin);
/* Bind EVENT to what its origin has, of which HOLDS tells as origin_holds does. */
void event_bind(struct event *event, int holds);

/* A new event bound to stage number INDEX, judged by its frame and known since its landing. */
struct event *event_add(struct assessment *assessment, size_t index, const char *kind);
/* Evidence for stage number INDEX, which may be an approval, cannot be read: WHY is kept. */
void evidence_unread(struct assessment *assessment, size_t index, struct str why);
/* The evidence is in COMMIT, or about it; unless it has a name of its own, that is its object. */
void event_set_commit(struct assessment *assessment, struct event *event,
                      const struct object_id *commit);
/* Set who approves, and how the evidence shows them. */
void event_set_person(struct event *event, struct who who, struct str name, struct str email);
/* The same, of whom a line names; why that is nobody, if so. */
void event_set_named(struct event *event, const struct named *named);
/* PLACE ("Approved-by: in 1f0c2d3") could be evidence, and its value is empty: that is told. */
void evidence_empty(struct assessment *assessment, size_t index, struct str place);

/* What is wrong with EVENT, whoever it is by: CODE, and the same in words. */
void event_set_fault(struct event *event, enum event_fault fault, enum approval_reason code,
                     struct str reason);
/* That its signature is, as SIGNER says. */
void event_set_signer_fault(struct event *event, const struct signer *signer);

/* ---- event_outcome.c, verdict_from_events.c ---- */

/* What to call whoever it is by: the name, the address, or what is written. */
struct str event_name(const struct event *event);
/* The same with the role under which it counts: "Jo Park (CTO)". */
struct str event_approver(const struct event *event, struct arena *arena);
/* Does it count by another role than the one that the record names? */
bool event_claims_other_role(const struct event *event);
/* Judge EVENT by itself, as the authors and the requirements of its stage have it. */
void event_set_outcome(struct assessment *assessment, struct event *event);
/* Did it come only after stage number INDEX had landed? */
bool event_is_late(const struct assessment *assessment, const struct event *event, size_t index);
/* Set the verdict of stage number INDEX from the events of its run. */
void verdict_find(struct assessment *assessment, size_t index);

/* The landing of stage number INDEX. */
const struct mainline_commit *stage_landing(const struct assessment *assessment, size_t index);

#endif
