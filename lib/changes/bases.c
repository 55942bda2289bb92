#include "changes/bases.h"

#include <stdlib.h>

#include "base/shell.h"
#include "base/vector.h"
#include "changes/platform.h"
#include "git/ancestors.h"
#include "git/merging.h"
#include "git/snapshot.h"

enum { ABBREVIATED = 7 }; /* digits of a commit's id */

struct search {
    struct change_bases *out;
    struct repository *repository;
    const struct isms_options *options;
    VECTOR(struct object_id) commits;
    struct arena *arena;
    struct error *error;
};

static void add_base(struct search *search, const struct object_id *commit)
{
    VECTOR_EACH (struct object_id, known, &search->commits)
        if (object_id_equal(known, commit))
            return;
    vector_push(&search->commits, *commit);
}

/* ---- the commits that the tree stands on ---- */

/* HEAD, or the commit that is checked. 0: there is none yet. */
static int find_head(struct object_id *head, const struct search *search)
{
    if (search->options->tree == ISMS_COMMIT)
        return repository_resolve(head, search->repository, str_of(search->options->revision),
                                  search->error) < 0
                   ? -1
                   : 1;
    if (repository_state(search->repository)->unborn)
        return 0;
    return repository_head(head, search->repository, search->error) < 0 ? -1 : 1;
}

/* What the next commit has for parents beside HEAD; of a commit nothing: it has its own. */
static struct object_ids find_others(const struct search *search)
{
    return search->options->tree == ISMS_COMMIT
               ? (struct object_ids){0}
               : merging_parents(search->repository, search->arena);
}

/* ---- a revision ---- */

static int lacks_base(const struct search *search)
{
    struct str name = search->out->name;

    return error_set(search->error, ERROR_FAILURE,
                     "this shallow clone lacks the common history with %.*s; run `git fetch "
                     "--unshallow origin`",
                     STR_ARG(name));
}

/* Add the best common ancestors of the revision and of one commit on which the tree stands. */
static int add_common(struct search *search, const struct object_id *head)
{
    struct ancestors found;

    if (common_ancestors(&found, search->repository, &search->out->tip, head, search->arena,
                         search->error) < 0)
        return -1;
    if (!found.bases.count && !found.certain)
        return lacks_base(search);
    if (!found.bases.count)
        return error_set(search->error, ERROR_USAGE,
                         "%.*s has no history in common with what is checked",
                         STR_ARG(search->out->name));
    for (size_t i = 0; i < found.bases.count; i++)
        add_base(search, &found.bases.items[i]);
    return 0;
}

static int find_by_tip(struct search *search)
{
    struct object_ids others = find_others(search);
    struct object_id head;
    int found = find_head(&head, search);

    if (found <= 0)
        return found;
    if (add_common(search, &head) < 0)
        return -1;
    for (size_t i = 0; i < others.count; i++)
        if (add_common(search, &others.items[i]) < 0)
            return -1;
    return 0;
}

/* A whole id says no more than its beginning. */
static struct str name_of(const struct search *search, struct str revision)
{
    struct object_id id;
    size_t length = object_id_parse(&id, revision) ? ABBREVIATED : revision.len;

    return arena_str(search->arena, str_slice(revision, 0, length));
}

static int find_by_revision(struct search *search, struct str revision)
{
    search->out->name = name_of(search, revision);
    if (repository_resolve(&search->out->tip, search->repository, revision, search->error) < 0)
        return -1;
    return find_by_tip(search);
}

/* ---- auto ---- */

static int lacks_branch(const struct search *search, struct str branch)
{
    struct str refspec = arena_printf(search->arena, "+refs/heads/%.*s:refs/remotes/origin/%.*s",
                                      STR_ARG(branch), STR_ARG(branch));
    struct str word = shell_word(refspec, search->arena);

    return error_set(search->error, ERROR_FAILURE,
                     "this clone lacks the target branch; run `git fetch %sorigin %.*s`",
                     repository_state(search->repository)->shallow ? "--unshallow " : "",
                     STR_ARG(word));
}

/* What the remote has of a branch outranks what this clone has: nobody updates that in a pipeline.
 */
static int find_by_branch(struct search *search, struct str branch)
{
    static const char *const places[] = {"refs/remotes/origin/", "refs/heads/"};
    static const char *const names[] = {"origin/", ""};

    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        struct str reference = arena_printf(search->arena, "%s%.*s", places[i], STR_ARG(branch));
        int found = repository_reference(&search->out->tip, search->repository, reference.data,
                                         search->error);

        if (found < 0)
            return -1;
        search->out->name = arena_printf(search->arena, "%s%.*s", names[i], STR_ARG(branch));
        if (found)
            return find_by_tip(search);
    }
    return lacks_branch(search, branch);
}

static int find_by_platform(struct search *search)
{
    struct platform_target target;

    if (platform_target_find(&target, search->arena, search->error) < 0)
        return -1;
    if (target.branch.len)
        return find_by_branch(search, target.branch);
    if (target.commit.len)
        return find_by_revision(search, target.commit);
    search->out->compared = false;
    search->out->notice =
        arena_printf(search->arena, "%s%sno pull request is checked here, so the whole ISMS is",
                     target.platform ? target.platform : "", target.platform ? ": " : "");
    return 0;
}

/* ---- the index ---- */

/*
 * git names its index to the hooks of a commit, which may be empty. Without that somebody asks
 * for the state of the index, as `pre-commit run --all-files` does.
 */
static bool is_committing(void)
{
    const char *named = getenv("GIT_INDEX_FILE");

    return named && *named;
}

static bool hold_the_same(const struct snapshot *a, const struct snapshot *b)
{
    for (size_t i = 0; i < a->count && i < b->count; i++)
        if (!str_equal(a->entries[i].path, b->entries[i].path) || a->entries[i].conflicted ||
            a->entries[i].mode != b->entries[i].mode ||
            !object_id_equal(&a->entries[i].id, &b->entries[i].id))
            return false;
    return a->count == b->count;
}

/* Is what would be committed now what HEAD has? 1, 0, -1. */
static int index_is_head(const struct search *search, const struct object_id *head)
{
    struct arena arena = {0};
    struct snapshot index, commit;
    struct error unreadable;
    int answer = snapshot_index(&index, search->repository, &arena, search->error);

    if (answer == 0)
        answer = snapshot_commit(&commit, search->repository, head, &arena, &unreadable) == 0 &&
                 hold_the_same(&index, &commit);
    arena_release(&arena);
    return answer;
}

/* The next commit is compared with its parents. */
static int find_by_parents(struct search *search)
{
    struct object_ids others = find_others(search);
    int found = find_head(&search->out->tip, search), same;

    search->out->name = STR("HEAD");
    if (found <= 0)
        return found;
    same = is_committing() || others.count ? 0 : index_is_head(search, &search->out->tip);
    if (same < 0)
        return -1;
    if (same) {
        search->out->compared = false;
        search->out->notice = STR("no change is staged; ismslint checks the whole ISMS");
        return 0;
    }
    add_base(search, &search->out->tip);
    for (size_t i = 0; i < others.count; i++)
        add_base(search, &others.items[i]);
    return 0;
}

/* What `pre-commit run --from-ref` and its hook pre-push compare with. */
static struct str pre_commit_base(void)
{
    const char *from = getenv("PRE_COMMIT_FROM_REF");

    return from ? str_of(from) : (struct str){0};
}

static int find_by_index(struct search *search)
{
    struct str from = pre_commit_base();

    return from.len ? find_by_revision(search, from) : find_by_parents(search);
}

int change_bases_find(struct change_bases *out, struct repository *repository,
                      const struct isms_options *options, const char *revision, struct arena *arena,
                      struct error *error)
{
    struct search search = {out, repository, options, {0}, arena, error};
    int result;

    *out = (struct change_bases){.compared = true};
    if (!revision)
        result = find_by_index(&search);
    else if (str_equal_c(str_of(revision), "auto"))
        result = find_by_platform(&search);
    else
        result = find_by_revision(&search, str_of(revision));
    out->commits.items =
        arena_copy(arena, search.commits.items, search.commits.count * sizeof(struct object_id));
    out->commits.count = search.commits.count;
    vector_release(&search.commits);
    return result;
}
