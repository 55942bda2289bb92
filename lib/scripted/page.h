/*
 * Reading a scripted repository from the fenced blocks of a Markdown page, into the steps that
 * lib/git replays. Blocks of one word other than `commit`, `stage` and `clone` are none of ours
 * (output, console, ...) and are passed over.
 *
 * A page is a sequence of fenced blocks:
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
#ifndef SCRIPTED_PAGE_H
#define SCRIPTED_PAGE_H

#include "git/replay.h"
#include "source/markdown.h"

struct scripted_page {
    struct replay_step *steps; /* in the arena */
    size_t count;
    size_t commits; /* how many of them are commits */
};

/*
 * Read COUNT blocks of the page SOURCE. Without a commit block all files are one
 * commit by the defaults. Returns 0, or -1 with ERROR_USAGE and "PATH:LINE: ..."
 */
int scripted_page_read(struct scripted_page *out, struct source *source,
                       const struct markdown_block *blocks, size_t count, struct arena *arena,
                       struct error *error);

#endif
