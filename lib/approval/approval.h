/*
 * Approvals from history (design.md, section 7): for each artifact the content
 * in force, who wrote it, the evidence that entitled and independent people
 * accepted exactly that content, and the verdict.
 *
 * A missed or invented approval is the worst fault that this program can have:
 * where the evidence cannot tell, the verdict is indeterminate, never a guess.
 */
#ifndef APPROVAL_APPROVAL_H
#define APPROVAL_APPROVAL_H

#include "approval/reason.h"
#include "git/history.h"
#include "git/repository.h"
#include "git/snapshot.h"
#include "model/model.h"

/* In the order in which one wins when several apply. */
enum approval_verdict {
    APPROVAL_INDETERMINATE,
    APPROVAL_APPROVED,
    APPROVAL_LATE,
    APPROVAL_CONTRIBUTED,
    APPROVAL_SELF,
    APPROVAL_NOT_ENTITLED,
    APPROVAL_TOO_WEAK,
    APPROVAL_STALE,
    APPROVAL_MISSING,
    APPROVAL_PENDING,
    APPROVAL_GRANDFATHERED
};

/* "approved", "approved-late", ...: the names of section 7. */
const char *approval_verdict_name(enum approval_verdict verdict);

/* In rising order: text that anyone could write, told by a robot that may, signed. */
enum approval_level { LEVEL_ASSERTED, LEVEL_VOUCHED, LEVEL_SIGNED };
const char *approval_level_name(enum approval_level level);

/* Somebody who wrote a revision, or wrote before it what nobody has approved since. */
struct approval_author {
    struct str name;  /* as the register calls them; of whom it does not know, as the commit does */
    struct str email; /* as the commit says */
    struct str person; /* id in the people register, or empty */
    bool robot;        /* a robot of the register: it writes, but is nobody */
    bool contributor;  /* named only as Co-authored-by on a landing with one parent */
    bool doubtful;     /* of what landed before, and nobody can tell whether it was approved */
};

/* A commit that wrote the revision. */
struct approval_origin {
    struct object_id commit;
    int64_t time; /* committer date */
    struct str name;
    struct str path;     /* of the file there */
    struct str old_path; /* under which its parent has it, if the commit renames it; or empty */
    bool wrote;          /* it changed what the artifact says; else it only kept house */
};

/* One item of evidence, whether it counts or not. */
struct approval_evidence {
    const char *kind;  /* "trailer", "record", "signature", "tag", "note", "merge" */
    struct str object; /* commit id in hexadecimal, the tag's reference, or the record's path */
    struct str commit; /* id of the commit that it is in or about, or empty */
    struct str text;   /* what is written there: "Approved-by: Jo Park <jo@example.org>" */
    struct str person; /* id, or empty if the register does not know them */
    struct str name;
    struct str email;
    struct str role;        /* the role under which it counts, or empty */
    bool role_waived;       /* they lack a role, which an editorial change does not require */
    struct str recorded_by; /* who wrote it down for the person, as the record says, or empty */
    struct str source;      /* where the record says that the person's word is, or empty */
    enum approval_level level;
    int64_t date;     /* seconds since the epoch */
    int64_t day;      /* of that, in the time zone of the configuration */
    bool signer_date; /* the date is only the signer's word */
    bool late;        /* it came after the landing */
    bool sound;       /* it is what it seems to be, whoever it is by: no broken signature */
    bool counts;
    struct str against; /* "Code-Review-2": a vote against the content that is heeded; or empty */
    struct str control; /* the evidence item under which an author's approval counts, or empty */
    enum approval_reason code; /* why it counts or does not */
    struct str reason;         /* the same, one sentence without a full stop */
};

/* One content of one artifact, as landed. */
struct approval_revision {
    bool landed;              /* false: only in the work tree, the index or a proposed branch */
    bool deleted;             /* the landing removed the artifact */
    bool other;               /* what landed is a file, and no document */
    const struct kind *kind;  /* of what landed, is to land, or was taken away; NULL: no artifact */
    struct str id;            /* of that, or empty */
    struct str path;          /* where it was then */
    struct str moved_from;    /* the landing moved it here from there, or empty */
    struct str moved_to;      /* `deleted`, because the landing moved it there, or empty */
    struct object_id landing; /* zero unless landed */
    int64_t date;             /* in force since: the landing's committer date */
    int64_t day;              /* of that, in the time zone of the configuration */
    struct str subject;       /* of the landing's message */
    struct object_id blob;    /* of what landed: see approval_blob */
    const struct snapshot *snapshot; /* unless landed: where it is, */
    struct snapshot_entry *entry;    /* and its file there, or NULL */
    uint32_t mode;
    struct str document_version; /* the artifact's `version` field, or empty */
    bool merged;                 /* the landing is a merge */
    bool housekeeping;           /* the substance is that of the revision before */
    struct approval_origin *origins;
    size_t origin_count;
    struct approval_author
        *authors; /* of this revision, and of those before it that none approved */
    size_t author_count;
    /* Approval is asked for, by the configuration that governs the landing; with a register or not.
     */
    bool required;
    enum approval_verdict verdict;
    enum approval_reason code; /* why */
    struct str reason;         /* the same, one sentence without a full stop */
    struct str control;        /* the evidence item without which it were self-approved, or empty */
    size_t found;              /* different people whose approval counts */
    int64_t quorum;            /* how many it takes */
    int64_t late_days;         /* of approved-late: days from the landing to the approval */
    struct approval_evidence *evidence;
    size_t evidence_count;
};

/* What is known of one artifact. */
struct approval_judgement {
    bool required; /* approval is asked for, and there is a register of people to judge it by */
    bool too_late; /* approved-late, and later than `late_after` allows */
    bool strict;   /* `independence: strict`: a contributor's approval is no approval */
    struct str mainline; /* "main", or empty if it cannot be told */
    struct str missing;  /* what evidence is absent ("history before 3f9c2ab"), or empty */
    /* Who stands behind what an acceptance of the text in force is about, an author or not: by id
     * and by role. */
    struct str_list accepted_by;
    struct str lack;       /* why there may be more of them, or empty */
    bool accepted_adopted; /* what an acceptance is about landed before approvals began */
    struct approval_revision
        *revisions; /* newest first; none: nothing is known to have been there */
    size_t revision_count;
    bool complete;               /* the revisions go back to the beginning */
    struct str_list may_approve; /* "Jo Park (CISO)": entitled today, no author, not counted yet */
    struct str_list authorized;  /* the same of all who are, authors or not, */
    struct str_list authorized_ids; /* and their ids, parallel to it */
    struct str_list notes;          /* further facts, each a line for "= note:" */
    int64_t *touches;               /* instants of all landings and origins that changed it */
    size_t touch_count;
};

struct approvals;

/* What approvals_new is told beside the tree. */
struct approvals_options {
    int64_t now;                  /* the clock, seconds since the epoch */
    bool as_of;                   /* the mainline as it stood at `now`; else as it stands */
    const struct object_id *head; /* where the mainline ends, or NULL: where it does */
    /*
     * Approvals by the same mainline and configuration, of another tree: what is judged there of a
     * file that is the same here is not judged again. Or NULL. They outlive these.
     */
    struct approvals *alike;
    const struct object_id *tip; /* judge this commit in place of the mainline's head, or NULL */
    /* With `tip`: the mainline that it is to land on, by which what is not there yet is judged. */
    struct approvals *onto;
    /* Told now and then how many commits have been walked, or NULL. */
    void (*progress)(void *context, size_t commits);
    /* Told after each that has been judged how many have, or NULL. */
    void (*judged)(void *context, size_t artifacts);
    void *progress_context; /* of both */
};

/*
 * Make ready to judge the artifacts of HEAD, the model of SNAPSHOT. One walk over the
 * mainline is made at the first question. MODEL and SNAPSHOT outlive it. Errors: a
 * repository that cannot be read at all.
 */
int approvals_new(struct approvals **out, struct repository *repository,
                  const struct snapshot *snapshot, const struct model *head,
                  const struct approvals_options *options, struct arena *arena,
                  struct error *error);
void approvals_free(struct approvals *approvals);

/*
 * Judge one artifact of the model, or one that is gone (documents.h); the result is
 * kept and the same for each question.
 */
const struct approval_judgement *approvals_judge(struct approvals *approvals,
                                                 const struct artifact *artifact);

/*
 * Judge a file whatever it is, also one that is no artifact, or that is there no
 * longer: its history is told, and nothing is asked of it unless it holds or held
 * a document. A document that is gone is judged as the last one that stood there.
 */
const struct approval_judgement *approvals_judge_path(struct approvals *approvals, struct str path);

/* The repository whose history is judged. */
const struct repository *approvals_repository(const struct approvals *approvals);

/* The day of an instant in the time zone of the configuration, since the epoch. */
int64_t approvals_day(const struct approvals *approvals, int64_t instant);

/*
 * What stood at PATH before the line of JUDGEMENT came there: another document's line,
 * of which it has nothing; NULL: nothing did.
 */
const struct approval_judgement *
approvals_judge_earlier(struct approvals *approvals, struct str path,
                        const struct approval_judgement *judgement);

/* The commit at which the mainline is judged; false if it cannot be told. */
bool approvals_head(struct object_id *out, const struct approvals *approvals);

/* The name of the mainline ("main"), or empty if it cannot be told. */
struct str approvals_mainline(const struct approvals *approvals);

/*
 * How many lines of its file ORIGIN added and removed against its first parent;
 * false if that cannot be counted (missing or binary contents, huge changes).
 */
bool approvals_count_lines(size_t *added, size_t *removed, struct approvals *approvals,
                           const struct approval_origin *origin);

/*
 * The revision that tells of the artifact as it is; there has to be one. The newest, unless
 * that has not landed and only keeps house: then what landed before it.
 */
const struct approval_revision *approval_now(const struct approval_judgement *judgement);

/*
 * The blob that holds what REVISION says. What has not landed is hashed for it, when it is first
 * asked for; zero if it cannot be read.
 */
struct object_id approval_blob(const struct approval_revision *revision);

/* The revision in force: the newest that has landed, or NULL. */
const struct approval_revision *approval_in_force(const struct approval_judgement *judgement);

/*
 * What keeps approvals from being judged as a whole, once: no mainline, no people
 * register, ...: codes "history-...". What the clone lacks is for rules to say.
 */
void approvals_report(struct approvals *approvals, struct sink *sink);

/* Is PATH a file with OpenPGP keys by its name, which the register of people may name? */
bool approval_key_file(struct str path);

#endif
