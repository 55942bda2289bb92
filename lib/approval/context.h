/*
 * What the files of lib/approval share: the repository's history, the model of
 * the snapshot, and the caches. Private to the folder.
 */
#ifndef APPROVAL_CONTEXT_H
#define APPROVAL_CONTEXT_H

#include "approval/approval.h"
#include "approval/baseline.h"
#include "approval/commits.h"
#include "approval/compensation.h"
#include "approval/content.h"
#include "approval/frame.h"
#include "approval/keys.h"
#include "approval/moves.h"
#include "approval/register_places.h"
#include "approval/who.h"
#include "base/map.h"
#include "git/mainline.h"

struct approvals {
    struct arena *arena;  /* lives as long as the run */
    struct arena scratch; /* reset per content or commit */
    struct repository *repository;
    const struct snapshot *snapshot;
    const struct model *head; /* of the snapshot; its mappings read every past document */
    struct approvals_options options;
    bool has_mainline;
    struct mainline mainline;
    struct str no_mainline;  /* why the mainline cannot be told, a sentence */
    struct history *history; /* NULL without a mainline */
    struct map positions;    /* a mainline commit's id -> its number + 1 */
    struct commit_cache commits;
    struct content_cache contents;
    struct register_places places;
    struct frames frames;
    struct compensations compensations;
    struct moves moves;
    struct baseline baseline;
    struct key_rings rings;
    struct map paths;     /* path -> struct file_timeline */
    struct map documents; /* path -> the head's document there */
    bool documents_known;
    struct map moved; /* "PATH LANDING" of what was taken away -> the path where it was put */
    bool moved_known;
    struct map other_paths; /* path without such a document -> struct approval_judgement */
    struct record_index *records;
    struct tag_list *tags;                  /* NULL: not read yet */
    struct map notes;                       /* reference -> struct note_source */
    struct map reviews;                     /* blob of a note -> struct signed_reviews */
    struct approval_judgement **judgements; /* by the artifact's number */
    struct mainline_facts *facts;           /* NULL: not found yet */
    size_t proposed; /* how many of the newest commits are not on the mainline of options.onto */
    bool walked;
    size_t judged_count; /* how many judgements were made */
};

/* Position of a mainline commit: 0 is the head, larger is older. */
size_t approvals_position(const struct approvals *approvals, const struct mainline_commit *commit);

/* Position of the commit that was the newest of the mainline at TIME; of the oldest before it. */
size_t approvals_position_at(const struct approvals *approvals, int64_t time);

/* Walk the mainline unless that is done. */
void approvals_walk(struct approvals *approvals);

/* The judgement of the line that NEWEST ends, as documents_each_gone has it. */
const struct approval_judgement *approvals_judge_gone(struct approvals *approvals,
                                                      const struct revision *newest);

/* Free what note_evidence.c opened. */
void notes_release(struct approvals *approvals);

#endif
