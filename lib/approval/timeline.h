/*
 * The line of contents of one file on the mainline, moves followed, and of one
 * artifact in it.
 */
#ifndef APPROVAL_TIMELINE_H
#define APPROVAL_TIMELINE_H

#include "approval/approval.h"
#include "approval/content.h"
#include "approval/moves.h"

/* One landing of a file. */
struct file_step {
    const struct revision *revision;
    size_t position;         /* of the landing on the mainline */
    const struct move *move; /* where the landing has it from */
};

/* The landings of one file, oldest first. */
struct file_timeline {
    struct file_step *steps;
    size_t count;
    bool complete;      /* back to the beginning */
    struct str missing; /* why not */
    /* Where the document stood at its path, before others did that left it: or NULL. */
    const struct revision *returned_from;
};

/*
 * Walk the mainline for the file of every artifact of the head's model, and for
 * the paths from which they were moved: these take one more walk, all together.
 */
void timelines_walk(struct approvals *approvals);

/* Walk for one more path. */
void timelines_walk_path(struct approvals *approvals, struct str path);

/* The newest landing of PATH, for which was walked, before that at POSITION; NULL: there is none.
 */
const struct revision *timeline_path_before(const struct approvals *approvals, struct str path,
                                            size_t position);

/* The timeline of PATH; it may have no steps. */
const struct file_timeline *timeline_of_file(struct approvals *approvals, struct str path);

/* The landing before REVISION, at another path if it was moved; NULL: there is none. */
const struct revision *timeline_before(struct approvals *approvals,
                                       const struct revision *revision);

/* The timeline that ends with NEWEST (NULL: it has no steps), whatever came to its path later. */
const struct file_timeline *timeline_until(struct approvals *approvals,
                                           const struct revision *newest);

enum stage_state {
    STAGE_PRESENT,
    STAGE_ABSENT,    /* deleted, or the row is not in the file */
    STAGE_UNREADABLE /* the content is missing from the repository */
};

/* One content of one artifact, as landed. */
struct stage {
    const struct file_step *step;
    enum stage_state state;
    const struct part *part; /* NULL: what stands there is no artifact (a link, another file) */
    /* What is said; of content that cannot be parsed the digest of its bytes. */
    struct digest substance;
    struct digest accepted;       /* what an acceptance is about; else like the substance */
    const struct config *reading; /* what governed before it, to which the substance is bound */
    bool other;                   /* a file that is certainly no document */
    bool doubtful; /* it cannot be parsed, or the id occurs twice: only exact contents compare */
    bool same_substance; /* as the stage before */
    size_t run;          /* number of the first stage of the run of equal substance */
    size_t accepted_run; /* the same of what an acceptance is about: not behind `run` */
    struct str fault;    /* of STAGE_UNREADABLE and doubtful ones: why */
};

/* The stages of an artifact in its file, oldest first. */
struct timeline {
    const struct file_timeline *file;
    struct stage *stages;
    size_t count;
    struct str cut; /* the first run began before what is known of the history: why; or empty */
};

void timeline_of_artifact(struct timeline *out, struct approvals *approvals,
                          const struct artifact *artifact, const struct file_timeline *file);

/*
 * Has ARTIFACT at PATH and VERSION the substance of STAGE? 1 yes, 0 no, -1 it
 * cannot be told (the content is missing, or cannot be parsed).
 */
int stage_has_substance(struct approvals *approvals, const struct stage *stage,
                        const struct artifact *artifact, struct str path,
                        const struct version *version);

#endif
