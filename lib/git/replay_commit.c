/* Commits of a scripted repository: branches, parents, people, tags and notes. */
#include <limits.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "git/replay_private.h"
#include "git/signature.h"

enum { DEFAULT_FIRST_TIME = 1767614400 /* 2026-01-05T12:00:00Z */ };

/* ---- branches ---- */

static int lookup(git_oid *out, struct replay_state *state, struct str name, struct error *error)
{
    struct str copy = arena_str(&state->arena, name);
    git_object *object = NULL, *commit = NULL;
    int code = git_revparse_single(&object, state->git, copy.data);

    if (code == 0)
        code = git_object_peel(&commit, object, GIT_OBJECT_COMMIT);
    if (code == 0)
        *out = *git_object_id(commit);
    git_object_free(object);
    git_object_free(commit);
    if (code != 0)
        return error_set(error, ERROR_USAGE, "unknown branch, tag or commit %s", copy.data);
    return 0;
}

/* Make the tree at hand that of HEAD, or empty. */
static int reset_work(struct replay_state *state, struct error *error)
{
    git_commit *commit = NULL;
    git_tree *tree = NULL;
    int code = 0;

    git_index_clear(state->work);
    if (!state->has_head)
        return 0;
    code = git_commit_lookup(&commit, state->git, &state->head);
    if (code == 0)
        code = git_commit_tree(&tree, commit);
    if (code == 0)
        code = git_index_read_tree(state->work, tree);
    git_tree_free(tree);
    git_commit_free(commit);
    return code == 0 ? 0 : libgit2_failed(error, "cannot read the tree of HEAD");
}

static struct str reference_of(struct replay_state *state, struct str branch)
{
    return arena_printf(&state->arena, "refs/heads/%.*s", STR_ARG(branch));
}

/* Go to the branch that the commit is for, making it if it is new. */
static int enter_branch(struct replay_state *state, const struct replay_commit *commit,
                        struct error *error)
{
    struct str branch = commit->branch.len ? commit->branch : state->branch;
    git_oid head;

    if (git_reference_name_to_id(&head, state->git, reference_of(state, branch).data) == 0) {
        if (commit->from.len)
            return error_set(error, ERROR_USAGE,
                             "the branch %.*s exists already: `from` requires a new branch",
                             STR_ARG(branch));
        state->head = head;
        state->has_head = true;
    } else if (str_equal_c(commit->from, "none")) {
        state->has_head = false;
    } else if (commit->from.len) {
        if (lookup(&state->head, state, commit->from, error) != 0)
            return -1;
        state->has_head = true;
    }
    state->branch = arena_str(&state->arena, branch);
    return reset_work(state, error);
}

/* ---- people and dates ---- */

/* libgit2's signatures want strings that may be written to. */
static char *writable(struct replay_state *state, struct str s)
{
    char *copy = arena_alloc(&state->arena, s.len + 1);

    if (s.len)
        memcpy(copy, s.data, s.len);
    return copy;
}

static git_signature signature_of(struct replay_state *state, const struct replay_person *person,
                                  const git_signature *fallback)
{
    git_signature signature = *fallback;

    if (person->name.len || person->email.len) {
        signature.name = writable(state, person->name);
        signature.email = writable(state, person->email);
    }
    /* A bare {0} means: nothing said. 1970 itself can be had a second later. */
    if (person->time != REPLAY_DEFAULT_TIME && person->time != 0) {
        signature.when.time = person->time;
        signature.when.offset = person->offset;
        signature.when.sign = person->offset < 0 ? '-' : '+';
    }
    return signature;
}

static git_signature default_author(const struct replay_state *state)
{
    static char name[] = "Ana Ruiz", email[] = "ana@example.org";
    int64_t time =
        state->commit_count ? state->last_time + SECONDS_PER_DAY : (int64_t)DEFAULT_FIRST_TIME;

    return (git_signature){.name = name, .email = email, .when = {.time = time, .sign = '+'}};
}

/* ---- the commit object ---- */

static void add_identity(struct buffer *out, const char *key, const git_signature *who)
{
    int offset = who->when.offset;
    int minutes = offset < 0 ? -offset : offset;

    buffer_printf(out, "%s %s <%s> %lld %c%02d%02d\n", key, who->name, who->email,
                  (long long)who->when.time, offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

/* The header "gpgsig", its lines after the first indented by a space. */
static void add_signature(struct buffer *out, struct str signature)
{
    struct str line, rest = str_trim(signature);

    buffer_add_c(out, "gpgsig");
    while (str_next_line(&line, &rest))
        buffer_printf(out, " %.*s\n", STR_ARG(line));
}

struct draft {
    git_oid tree;
    git_oid *parents;
    size_t parent_count;
    git_signature author, committer;
    struct str message;
};

static void write_draft(struct buffer *out, const struct draft *draft, struct str signature)
{
    char hex[OBJECT_ID_HEX + 1] = {0};

    git_oid_fmt(hex, &draft->tree);
    buffer_printf(out, "tree %s\n", hex);
    for (size_t i = 0; i < draft->parent_count; i++) {
        git_oid_fmt(hex, &draft->parents[i]);
        buffer_printf(out, "parent %s\n", hex);
    }
    add_identity(out, "author", &draft->author);
    add_identity(out, "committer", &draft->committer);
    if (signature.len)
        add_signature(out, signature);
    buffer_add_char(out, '\n');
    buffer_add(out, draft->message);
}

static int write_commit(git_oid *out, struct replay_state *state, const struct draft *draft,
                        struct str key, struct error *error)
{
    struct buffer bytes = {0};
    struct str signature = {0};
    git_odb *objects = NULL;
    int status = 0;

    write_draft(&bytes, draft, signature);
    if (key.len)
        status = signature_make(&signature, arena_str(&state->arena, key).data, "git",
                                buffer_str(&bytes), &state->arena, error);
    if (status == 0 && key.len) {
        buffer_clear(&bytes);
        write_draft(&bytes, draft, signature);
    }
    if (status == 0 && (git_repository_odb(&objects, state->git) != 0 ||
                        git_odb_write(out, objects, bytes.data, bytes.len, GIT_OBJECT_COMMIT) != 0))
        status = libgit2_failed(error, "cannot write a commit");
    git_odb_free(objects);
    buffer_release(&bytes);
    return status;
}

/* ---- tags and notes ---- */

static int make_tag(struct replay_state *state, const struct replay_tag *tag, const git_oid *commit,
                    const git_signature *fallback, struct error *error)
{
    struct str name = arena_str(&state->arena, tag->name);
    git_signature tagger = signature_of(state, &tag->tagger, fallback);
    git_object *target = NULL;
    git_oid id;
    int code = git_object_lookup(&target, state->git, commit, GIT_OBJECT_COMMIT);

    if (code == 0 && tag->message.len)
        code = git_tag_create(&id, state->git, name.data, target, &tagger,
                              arena_str(&state->arena, tag->message).data, 0);
    else if (code == 0)
        code = git_tag_create_lightweight(&id, state->git, name.data, target, 0);
    git_object_free(target);
    return code == 0 ? 0 : libgit2_failed(error, "cannot make a tag");
}

static int make_note(struct replay_state *state, const struct replay_note *note,
                     const git_oid *commit, const git_signature *fallback, struct error *error)
{
    git_signature author = signature_of(state, &note->author, fallback);
    const char *reference =
        note->ref.len ? arena_str(&state->arena, note->ref).data : "refs/notes/commits";
    git_oid id;

    if (git_note_create(&id, state->git, reference, &author, &author, commit,
                        arena_str(&state->arena, note->text).data, 0) != 0)
        return libgit2_failed(error, "cannot make a note");
    return 0;
}

static int make_tags_and_notes(struct replay_state *state, const struct replay_commit *commit,
                               const git_oid *id, const git_signature *fallback,
                               struct error *error)
{
    for (size_t i = 0; i < commit->tag_count; i++)
        if (make_tag(state, &commit->tags[i], id, fallback, error) != 0)
            return -1;
    for (size_t i = 0; i < commit->note_count; i++)
        if (make_note(state, &commit->notes[i], id, fallback, error) != 0)
            return -1;
    return 0;
}

/* ---- all together ---- */

static int write_tree(git_oid *out, struct replay_state *state, struct error *error)
{
    if (git_index_has_conflicts(state->work)) {
        git_index_conflict_iterator *iterator = NULL;
        const git_index_entry *base, *ours, *theirs;
        const char *path = "?";

        if (git_index_conflict_iterator_new(&iterator, state->work) == 0 &&
            git_index_conflict_next(&base, &ours, &theirs, iterator) == 0)
            path = (ours ? ours : theirs ? theirs : base)->path;
        error_set(error, ERROR_USAGE,
                  "the merge conflicts in %s; write or delete the file before the commit block",
                  path);
        git_index_conflict_iterator_free(iterator);
        return -1;
    }
    if (git_index_write_tree_to(out, state->work, state->git) != 0)
        return libgit2_failed(error, "cannot write a tree");
    return 0;
}

/* Is TREE what the only parent has already? */
static bool changes_nothing(struct replay_state *state, const struct draft *draft)
{
    git_commit *parent = NULL;
    bool same = false;

    if (draft->parent_count == 1 && git_commit_lookup(&parent, state->git, &draft->parents[0]) == 0)
        same = git_oid_equal(git_commit_tree_id(parent), &draft->tree);
    git_commit_free(parent);
    return same;
}

static int apply_pending(struct replay_state *state, const struct replay_step *steps, size_t at,
                         struct error *error)
{
    for (size_t i = state->pending; i < at; i++)
        if (steps[i].verb != REPLAY_STAGE && replay_apply(state, &steps[i], error) != 0)
            return -1;
    return 0;
}

static struct str message_of(struct replay_state *state, const struct replay_commit *commit)
{
    if (commit->message.len)
        return commit->message;
    return arena_printf(&state->arena, "Change %u\n", state->commit_count);
}

/* Parents, tree, people: everything that the commit object says. */
static int prepare(struct draft *draft, struct replay_state *state, const struct replay_step *steps,
                   size_t at, struct error *error)
{
    const struct replay_commit *commit = steps[at].commit;
    git_signature fallback = default_author(state);

    draft->parents =
        arena_alloc_array(&state->arena, commit->merge.count + 1, sizeof *draft->parents);
    if (enter_branch(state, commit, error) != 0)
        return -1;
    if (state->has_head)
        draft->parents[draft->parent_count++] = state->head;
    if (replay_merge(draft->parents + draft->parent_count, state, commit, error) != 0 ||
        apply_pending(state, steps, at, error) != 0 || write_tree(&draft->tree, state, error) != 0)
        return -1;
    draft->parent_count += commit->merge.count;
    draft->author = signature_of(state, &commit->author, &fallback);
    draft->committer = signature_of(state, &commit->committer, &draft->author);
    state->last_time = draft->committer.when.time;
    state->commit_count++;
    draft->message = message_of(state, commit);
    if (!commit->may_be_empty && changes_nothing(state, draft))
        return error_set(error, ERROR_USAGE,
                         "this commit changes no file: write `empty: true` if that is intended");
    return 0;
}

int replay_make_commit(struct object_id *out, struct replay_state *state,
                       const struct replay_step *steps, size_t at, struct error *error)
{
    const struct replay_commit *commit = steps[at].commit;
    struct draft draft = {0};
    git_reference *reference = NULL;
    git_oid id;

    if (prepare(&draft, state, steps, at, error) != 0 ||
        write_commit(&id, state, &draft, commit->sign_with, error) != 0)
        return -1;
    if (git_reference_create(&reference, state->git, reference_of(state, state->branch).data, &id,
                             1, NULL) != 0)
        return libgit2_failed(error, "cannot move the branch");
    git_reference_free(reference);
    state->head = id;
    state->has_head = true;
    *out = object_id_from(&id);
    return make_tags_and_notes(state, commit, &id, &draft.committer, error);
}
