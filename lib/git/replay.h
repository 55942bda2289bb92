/*
 * A list of steps, replayed into a real repository with the same commit ids every time.
 * Examples of rule pages, tests/cases and `ismslint demo` are made of it; lib/scripted reads
 * the steps from a page. No git executable is needed.
 */
#ifndef GIT_REPLAY_H
#define GIT_REPLAY_H

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
#include "git/object_id.h"

enum replay_verb {
    REPLAY_WRITE,     /* path, content, mode */
    REPLAY_DELETE,    /* path: a file or a folder */
    REPLAY_MOVE,      /* path to target */
    REPLAY_SUBMODULE, /* path, content: 40 digits */
    REPLAY_STAGE,     /* put the work tree as it is into the index */
    REPLAY_COMMIT,    /* commit */
    REPLAY_CLONE      /* clone; at most one, the last step */
};

/* Who and when. An empty name or a time of REPLAY_DEFAULT_TIME takes the default. */
struct replay_person {
    struct str name;
    struct str email;
    int64_t time;   /* seconds since the epoch */
    int32_t offset; /* of the clock, in minutes east of UTC */
};

#define REPLAY_DEFAULT_TIME INT64_MIN

struct replay_tag {
    struct str name;
    struct str message; /* empty: a lightweight tag */
    struct replay_person tagger;
};

struct replay_note {
    struct str ref; /* empty: refs/notes/commits */
    struct str text;
    struct replay_person author;
};

enum replay_strategy { REPLAY_THREE_WAY, REPLAY_OURS, REPLAY_THEIRS };

struct replay_commit {
    struct str message; /* empty: "Change N" */
    struct replay_person author, committer;
    struct str branch;     /* empty: the current one */
    struct str from;       /* of a new branch: where it begins; "none": an orphan; empty: HEAD */
    struct str_list merge; /* branches or tags: further parents */
    enum replay_strategy strategy;
    struct replay_tag *tags;
    size_t tag_count;
    struct replay_note *notes;
    size_t note_count;
    struct str sign_with; /* path of an SSH private key, or empty */
    bool may_be_empty;    /* no error if it changes nothing */
};

/* An object that stands for another: a replace ref, or (of commits) a graft. */
struct replay_substitute {
    struct str object;
    struct str_list by; /* the one that replaces it; the parents that a graft gives it */
};

/* The state of the clone; objects are named as git names them: main~1:people.yaml. */
struct replay_clone {
    unsigned depth;            /* shallow: the commits of each line that are kept; 0: all */
    struct str_list cut_below; /* shallow: the commits that lose their parents */
    struct replay_substitute *replace, *grafts;
    size_t replace_count, graft_count;
    bool partial;
    struct str_list missing; /* objects that are not there */
    struct str_list corrupt; /* objects that cannot be read */
};

struct replay_step {
    enum replay_verb verb;
    struct str path;
    struct str target;  /* MOVE: the new path */
    struct str content; /* WRITE: bytes, of a symbolic link its target; SUBMODULE: 40 digits */
    uint32_t mode;      /* WRITE: 0 is MODE_FILE */
    const struct replay_commit *commit; /* COMMIT */
    const struct replay_clone *clone;   /* CLONE */
    struct str page;                    /* where it was written, for errors; empty: nowhere */
    uint32_t line;                      /* of the page, from 1 */
};

struct replay_options {
    const char *folder; /* where to; made if absent, must be empty otherwise */
    bool bare;          /* no work tree: FOLDER is the repository itself */
};

/*
 * Replay STEPS into a new repository. COMMITS (may be NULL) receives the ids of
 * the COMMIT steps in order; it has room for all. The work tree is that of the
 * last commit's branch with the later writes; files that were never committed
 * are there and untracked.
 */
int replay_write(const struct replay_options *options, const struct replay_step *steps,
                 size_t count, struct object_id *commits, struct error *error);

#endif
