/*
 * A scripted repository: a list of steps, replayed into a real repository with
 * the same commit ids every time. Examples of rule pages, tests/cases and
 * `ismslint demo` are made of it. No git executable is needed.
 *
 * As text it is a sequence of fenced blocks of a Markdown page:
 *
 *     ```yaml isms/soa.yaml       writes a file: a language and a path. After the
 *     ...                         path, words: `executable`, `symlink` (the content
 *     ```                         is the target), `no-newline` (the last line end
 *                                 is dropped), `crlf`.
 *
 *     ```commit                   commits all writes and deletions since the last one
 *     message: |
 *       Review the backup procedure
 *
 *       Approved-by: Jo Park <jo@example.org>
 *     ```
 *
 * Keys of a commit block, all optional:
 *
 *     message        the whole message; default "Change N" with a running number
 *     author         "Name <mail>"; default Ana Ruiz <ana@example.org>
 *     date           2026-02-11 or 2026-02-11T09:30:00Z or with +02:00: author and
 *                    committer date; without a time 12:00:00Z. Default: one day
 *                    after the commit before, the first on 2026-01-05T12:00:00Z
 *     committer, committer-date   where they differ from author and date
 *     branch         the branch to commit on, made if it is new; the work tree goes
 *                    there first. Default: the branch of the commit before, or main
 *     from           a branch or tag: where a new branch begins (default: the commit
 *                    before); `from: none` begins a history of its own (an orphan)
 *     merge          a branch or tag, or a list of them: the further parents. What
 *                    they changed is merged three-way; a conflict is an error unless
 *                    this block (or a file block before it) gives the file
 *     strategy       `ours` or `theirs`: take that side's tree as it is
 *     delete         a path or a list of them; a folder goes with all that is in it
 *     move           {OLD PATH: NEW PATH}
 *     submodule      {PATH: 40 digits}: a submodule at that commit
 *     tag            a name: a lightweight tag; {name, message, tagger, date}: an
 *                    annotated one; or a list of both
 *     note           a text, or {ref, text, author, date} or a list: a note on this
 *                    commit; the ref is refs/notes/commits unless said
 *     sign           the path of an SSH private key (with ssh-keygen on the machine);
 *                    not deterministic for all key types, Ed25519 is
 *     empty          true: the commit need not change anything (one that changes
 *                    nothing is otherwise an error, which catches typing mistakes)
 *
 * Writes after the last commit stay uncommitted; a block whose first word is
 * `stage` (```stage) adds what was written so far to the index.
 *
 *     ```clone                    what this clone of the repository lacks, or shows
 *     shallow: 2                  otherwise; wherever it stands, it is done at the end
 *     ```
 *
 * Keys of a clone block. Commits and other objects are named as git names them: a
 * branch, a tag, main~1, main^2 (the second parent), main~1:people.yaml (a file).
 *
 *     shallow        a number: as `git clone --depth N`, commits further than N from
 *                    HEAD are not there. Or one or several commits, which lose their
 *                    parents. Branches and tags that led to what is gone are gone too
 *     partial        true: a clone with --filter: what is missing was left out on
 *                    purpose (the objects are in a pack from a promisor)
 *     missing        an object or a list of them that are not there; without `partial`
 *                    the repository is damaged
 *     corrupt        the same, of objects whose files cannot be read
 *     replace        {OBJECT: OBJECT}: refs/replace/ puts the second in the first's place
 *     grafts         {COMMIT: [COMMIT, ...]}: .git/info/grafts gives it these parents
 * A page without commits is one commit of all files, made by the defaults.
 */
#ifndef GIT_SCRIPTED_H
#define GIT_SCRIPTED_H

#include "base/arena.h"
#include "base/error.h"
#include "git/object_id.h"
#include "value/source.h"

enum scripted_verb {
    SCRIPTED_WRITE,     /* path, content, mode */
    SCRIPTED_DELETE,    /* path: a file or a folder */
    SCRIPTED_MOVE,      /* path to target */
    SCRIPTED_SUBMODULE, /* path, content: 40 digits */
    SCRIPTED_STAGE,     /* put the work tree as it is into the index */
    SCRIPTED_COMMIT,    /* commit */
    SCRIPTED_CLONE      /* clone; at most one, the last step */
};

/* Who and when. An empty name or a time of SCRIPTED_DEFAULT_TIME takes the default. */
struct scripted_person {
    struct str name;
    struct str email;
    int64_t time;   /* seconds since the epoch */
    int32_t offset; /* of the clock, in minutes east of UTC */
};

#define SCRIPTED_DEFAULT_TIME INT64_MIN

struct scripted_tag {
    struct str name;
    struct str message; /* empty: a lightweight tag */
    struct scripted_person tagger;
};

struct scripted_note {
    struct str ref; /* empty: refs/notes/commits */
    struct str text;
    struct scripted_person author;
};

enum scripted_strategy { SCRIPTED_THREE_WAY, SCRIPTED_OURS, SCRIPTED_THEIRS };

struct scripted_commit {
    struct str message; /* empty: "Change N" */
    struct scripted_person author, committer;
    struct str branch;     /* empty: the current one */
    struct str from;       /* of a new branch: where it begins; "none": an orphan; empty: HEAD */
    struct str_list merge; /* branches or tags: further parents */
    enum scripted_strategy strategy;
    struct scripted_tag *tags;
    size_t tag_count;
    struct scripted_note *notes;
    size_t note_count;
    struct str sign_with; /* path of an SSH private key, or empty */
    bool may_be_empty;    /* no error if it changes nothing */
};

/* An object that stands for another: a replace ref, or (of commits) a graft. */
struct scripted_substitute {
    struct str object;
    struct str_list by; /* the one that replaces it; the parents that a graft gives it */
};

/* The state of the clone; objects are named as in the header comment. */
struct scripted_clone {
    unsigned depth;            /* shallow: the commits of each line that are kept; 0: all */
    struct str_list cut_below; /* shallow: the commits that lose their parents */
    struct scripted_substitute *replace, *grafts;
    size_t replace_count, graft_count;
    bool partial;
    struct str_list missing; /* objects that are not there */
    struct str_list corrupt; /* objects that cannot be read */
};

struct scripted_step {
    enum scripted_verb verb;
    struct str path;
    struct str target;  /* MOVE: the new path */
    struct str content; /* WRITE: bytes, of a symbolic link its target; SUBMODULE: 40 digits */
    uint32_t mode;      /* WRITE: 0 is MODE_FILE */
    const struct scripted_commit *commit; /* COMMIT */
    const struct scripted_clone *clone;   /* CLONE */
    struct span span;                     /* where it was written, for errors; may be absent */
};

struct scripted_options {
    const char *folder; /* where to; made if absent, must be empty otherwise */
    bool bare;          /* no work tree: FOLDER is the repository itself */
};

/*
 * Replay STEPS into a new repository. COMMITS (may be NULL) receives the ids of
 * the COMMIT steps in order; it has room for all. The work tree is that of the
 * last commit's branch with the later writes; files that were never committed
 * are there and untracked.
 */
int scripted_write(const struct scripted_options *options, const struct scripted_step *steps,
                   size_t count, struct object_id *commits, struct error *error);

#endif
