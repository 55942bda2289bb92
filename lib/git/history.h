/*
 * The history of paths on the mainline: one first-parent walk for all of them.
 *
 *     history_new(&history, repository, &mainline.head, &error);
 *     history_add(history, path, HISTORY_ALL) ...
 *     history_walk(history, NULL, NULL);
 *     const struct revision *newest = history_newest(history, path);
 *     const struct origins *origins = history_origins(history, newest);
 *
 * Landing (design, section 7): the newest first-parent commit at which the
 * entry (mode and blob, or its absence) differs from that of its first parent.
 * Everything lives as long as the history, unless an arena is named.
 */
#ifndef GIT_HISTORY_H
#define GIT_HISTORY_H

#include "git/repository.h"
#include "git/version.h"

struct history;

/* A commit of the mainline. */
struct mainline_commit {
    struct object_id id;
    struct object_id parent; /* its first parent; zero at the root */
    int64_t time;            /* committer date, seconds since the epoch */
    int64_t time_not_before; /* `time`, until history_date sets it */
    uint32_t parent_count;   /* more than one: a merge */
    bool incomplete;         /* its parents are absent: a shallow boundary, or damage */
};

/* One landing of one path. */
struct revision {
    struct str path;
    const struct mainline_commit *landing; /* NULL unless status is OBJECT_FOUND */
    struct version version;                /* what landed; absent: the path was deleted */
    struct version before;                 /* what was there before; absent: it is new */
    const struct revision *older;          /* the landing before this, or NULL */
    const struct revision *newer;          /* the landing after this, or NULL */
    /*
     * OBJECT_FOUND: a landing. Else this is where knowledge ends: the version
     * was there already when the history breaks off (a shallow boundary or
     * missing objects: OBJECT_MISSING; damage: OBJECT_CORRUPT), it has no older
     * revision, and `reason` says why.
     */
    enum object_status status;
    struct str reason;
    /*
     * Without a landing: the oldest commit at which the path is known to have held the
     * version; what was before is not known. NULL: nor is it known what the head holds.
     */
    const struct mainline_commit *known_at;
};

enum history_depth {
    HISTORY_LANDING, /* the newest landing is enough: the walk ends when all have theirs */
    HISTORY_ALL      /* every landing, back to the beginning */
};

int history_new(struct history **out, struct repository *repository, const struct object_id *head,
                struct error *error);
void history_free(struct history *history);

/* Ask for a path, before the walk. A path may be asked for again, more deeply. */
void history_add(struct history *history, struct str path, enum history_depth depth);
/*
 * Ask for every path that the history comes across (also those deleted since)
 * and that WANTS says yes to, in full depth. Set again before a further walk it may say yes to
 * more.
 */
void history_add_matching(struct history *history, bool (*wants)(void *context, struct str path),
                          void *context);

/*
 * While walking, tell APPEARED (NULL: nobody) of every revision that brings a
 * path which was not there before. It may ask for origins, and call
 * history_continue for where the content came from.
 */
void history_follow(struct history *history,
                    void (*appeared)(void *context, const struct revision *revision),
                    void *context);
/*
 * From history_follow's function: walk on for PATH as well, if nobody asked for
 * it. What is known of it then begins below the commit at hand; to know all, ask
 * for it with history_add and walk again.
 */
void history_continue(struct history *history, struct str path);

/*
 * Walk. PROGRESS (may be NULL) is told now and then how many mainline commits
 * have been walked. What is missing or corrupt is noted at the paths that it
 * concerns, not an error of the walk. After further history_add calls it may
 * be called again; it then starts over for those paths.
 */
void history_walk(struct history *history, void (*progress)(void *context, size_t commits),
                  void *context);

/*
 * Does the mainline go back to its first commit, and could the walk look
 * wherever it wanted to? If not, ERROR says why: a shallow clone, missing or
 * corrupt commits or trees. A filter cannot name paths that are below a
 * missing tree; paths that were added by name say it themselves.
 */
bool history_is_complete(struct history *history, struct error *error);

/*
 * Why the walk may have missed paths below FOLDER ("approvals/"; empty: anywhere), if
 * nobody asked for them by name: a commit changes more files than are read, or a tree is
 * not there. Empty: it has seen all that the mainline has. Lives as long as the history.
 */
struct str history_gap(const struct history *history, struct str folder);
/* The same of paths that a commit may have taken away, anywhere. */
struct str history_removal_gap(const struct history *history);

/*
 * No commit is older than what it follows: set the time_not_before of each to the
 * latest date of itself and its first-parent ancestors, as far as those are known.
 * A date after NOW is wrong, and is that commit's own affair.
 */
void history_date(struct history *history, int64_t now);

/* The mainline's commits that the walk came through, newest first. */
size_t history_length(const struct history *history);
const struct mainline_commit *history_commit(const struct history *history, size_t number);

/*
 * The newest landing of PATH. NULL: the mainline never held it, it was not asked
 * for, or it was asked for its landing only and the head does not have it.
 */
const struct revision *history_newest(const struct history *history, struct str path);

/* All paths that were found, in the order of their first appearance in the walk. */
size_t history_path_count(const struct history *history);
const struct revision *history_path(const struct history *history, size_t number);

/* The entry of PATH at any commit. */
enum object_status history_entry(struct version *out, struct history *history,
                                 const struct object_id *commit, struct str path,
                                 struct error *error);

/*
 * Read the commit, the trees down to PATH and the blob again and compare each
 * with its name: for what a finding cites. OBJECT_CORRUPT: an object is not
 * what its name says, ERROR says which.
 */
enum object_status history_verify(struct history *history, const struct object_id *commit,
                                  struct str path, struct error *error);

/* One path that a commit changed with respect to its first parent. */
struct change {
    struct str path;
    struct version before, after;
};

/*
 * All paths that COMMIT changed, in order of the tree; into ARENA. ONLY_OLD: not those that
 * it brought, which no tree that unfolds can make too many. For moves. OBJECT_CORRUPT: there
 * are more than LIMIT_COMMIT_CHANGES, too.
 */
enum object_status history_changes(struct change **out, size_t *count, struct history *history,
                                   const struct object_id *commit, bool only_old,
                                   struct arena *arena, struct error *error);

/* ---- where a revision comes from ---- */

/* What a commit of L^1..L, L included, has to do with a revision. */
struct origin {
    struct object_id commit;
    int64_t time;        /* committer date */
    bool changes;        /* it changes the path, non-mechanically: its people are authors */
    bool merge;          /* it has several parents */
    bool holds;          /* it has the version that landed */
    bool empty;          /* it changes no path at all (one parent, the same tree), and has this one
                            or, of a deletion, has it not */
    bool moves;          /* it does not change the content, but brings it here from another path */
    struct str path;     /* under which it has the content: another one before a rename */
    struct str old_path; /* under which parents have it that lack `path`; empty: there are none */
};

/* How it is known that what was at one path went on at another, the surest first. */
enum rename_kind {
    RENAME_EXACT,   /* the same blob, and the old path is gone */
    RENAME_SAME_ID, /* the same document, by its id */
    RENAME_ALIKE,   /* no id tells, but half of the lines are the same */
    RENAME_POSSIBLE /* a merge that was written by hand deleted what one side had edited */
};

/* A path from outside L^1..L from which the content may have been moved. */
struct rename_source {
    struct str path;
    enum rename_kind kind;
};

struct origins {
    const struct origin *items; /* children before parents; the landing first */
    size_t count;
    /*
     * Of a path that is new on the mainline: where the commits that came with
     * the landing have it from, and which is gone with it.
     */
    const struct rename_source *sources;
    size_t source_count;
    /*
     * False: commits of L^1..L, their trees, or blobs that a merge needs are
     * absent; `reason` says which. What is listed is true, but not all.
     */
    bool complete;
    struct str reason;
};

/*
 * What tells documents apart beside their blobs: the id of what VERSION of PATH
 * holds, or empty; valid as long as the history. Set before the first question
 * for origins; without it renames are told by contents alone.
 */
void history_set_identity(struct history *history,
                          struct str (*identity)(void *context, struct str path,
                                                 const struct version *version),
                          void *context);

/*
 * The commits of L^1..L that change REVISION's path, or hold its version and
 * change nothing ("I approve"). The landing itself is always listed. All
 * commits count that are reachable, in full history without simplification.
 * Never NULL; computed at the first question for all paths of a landing.
 *
 * A merge changes the path mechanically, and is then no origin, if the clean
 * three-way merge of its parents' entries with respect to their merge base
 * gives the entry (one side changed it, or both alike, or different lines);
 * several bases that disagree about the path: not mechanical.
 *
 * Renames within L^1..L are followed, also those that only one side of a merge
 * knows: commits that changed an old path before it was renamed are origins,
 * and a merge is mechanical if the clean three-way merge of the parents'
 * entries, each under the name that it had there, gives the entry byte by byte.
 * What cannot be told surely (the contents are merely alike, or a merge written
 * by hand deletes what one side had edited) is followed as well: rather one
 * author too many than an approval of one's own text. A merge that drops one
 * side's edits of what the other renamed is not mechanical.
 */
const struct origins *history_origins(struct history *history, const struct revision *revision);

/*
 * The number of the mainline's commit with which COMMIT came to it (that in whose
 * L^1..L it is), newest first; false where it never came, or that cannot be told.
 * By reachability alone, whatever the dates say.
 */
bool history_brought_by(size_t *number, struct history *history, const struct object_id *commit);

/*
 * The best common ancestors of parent number SIDE (from 1) of the merge COMMIT
 * and what merging the parents before it gives, into ARENA. COMMIT is an origin.
 */
enum object_status history_merge_bases(struct object_id **out, size_t *count,
                                       struct history *history, const struct object_id *commit,
                                       uint32_t side, struct arena *arena, struct error *error);

#endif
