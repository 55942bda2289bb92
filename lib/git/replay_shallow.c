/* A shallow clone of a scripted repository: a boundary, and nothing below it. */
#include <unistd.h>

#include "base/buffer.h"
#include "base/map.h"
#include "git/replay_private.h"

typedef VECTOR(git_oid) id_vector;

struct shallow {
    struct replay_state *state;
    git_odb *objects;
    struct map boundary; /* ids of the commits that lose their parents */
    struct map kept;     /* ids of the objects that are still reached */
    struct error *error;
};

/* Put ID into MAP; false if it is there already. */
static bool put(struct shallow *shallow, struct map *map, const git_oid *id)
{
    const git_oid *copy = arena_copy(&shallow->state->arena, id, sizeof *id);

    return !map_put(map, (struct str){(const char *)copy->id, GIT_OID_RAWSZ}, shallow);
}

static bool has(const struct map *map, const git_oid *id)
{
    return map_get(map, (struct str){(const char *)id->id, GIT_OID_RAWSZ}) != NULL;
}

static int fail(struct shallow *shallow)
{
    return libgit2_failed(shallow->error, "cannot shorten the history");
}

/* ---- where it breaks off ---- */

/* The parents of the commits of LEVEL that were not seen before go to NEXT. */
static int descend(id_vector *next, struct shallow *shallow, struct map *seen, const git_oid *id,
                   bool last)
{
    git_commit *commit = NULL;

    if (git_commit_lookup(&commit, shallow->state->git, id) != 0)
        return fail(shallow);
    /* git lists a root there too, although that has nothing to lose. */
    if (last)
        put(shallow, &shallow->boundary, id);
    for (unsigned i = 0; !last && i < git_commit_parentcount(commit); i++)
        if (put(shallow, seen, git_commit_parent_id(commit, i)))
            vector_push(next, *git_commit_parent_id(commit, i));
    git_commit_free(commit);
    return 0;
}

/* The commits DEPTH from HEAD on the shortest way, HEAD itself being at 1. */
static int find_depth(struct shallow *shallow, unsigned depth)
{
    id_vector level = {0}, next = {0};
    struct map seen;
    int status = 0;

    map_init(&seen);
    put(shallow, &seen, &shallow->state->head);
    vector_push(&level, shallow->state->head);
    for (; depth && status == 0; depth--) {
        for (size_t i = 0; status == 0 && i < level.count; i++)
            status = descend(&next, shallow, &seen, &level.items[i], depth == 1);
        vector_release(&level);
        level = next;
        next = (id_vector){0};
    }
    vector_release(&level);
    map_release(&seen);
    return status;
}

static int find_named(struct shallow *shallow, struct str_list names)
{
    for (size_t i = 0; i < names.count; i++) {
        git_commit *commit = NULL;
        git_oid id;
        bool root;

        if (replay_name_object(&id, shallow->state, names.items[i], shallow->error) != 0)
            return -1;
        if (git_commit_lookup(&commit, shallow->state->git, &id) != 0)
            return error_set(shallow->error, ERROR_USAGE, "%.*s is not a commit",
                             STR_ARG(names.items[i]));
        root = git_commit_parentcount(commit) == 0;
        git_commit_free(commit);
        if (root)
            return error_set(shallow->error, ERROR_USAGE, "%.*s has no parents to leave out",
                             STR_ARG(names.items[i]));
        put(shallow, &shallow->boundary, &id);
    }
    return 0;
}

static int write_boundary(struct shallow *shallow)
{
    struct buffer lines = {0};
    int status;

    for (size_t i = 0; i < shallow->boundary.count; i++) {
        char hex[OBJECT_ID_HEX + 1] = {0};

        git_oid_fmt(hex, (const git_oid *)shallow->boundary.entries[i].key.data);
        buffer_printf(&lines, "%s\n", hex);
    }
    status = replay_write_file(shallow->state, "shallow", buffer_str(&lines), shallow->error);
    buffer_release(&lines);
    return status;
}

/* ---- what is still reached ---- */

static int keep_entry(const char *folder, const git_tree_entry *entry, void *payload)
{
    struct shallow *shallow = payload;
    bool fresh = put(shallow, &shallow->kept, git_tree_entry_id(entry));

    (void)folder;
    /* A positive answer leaves out what is below, which was kept already. */
    return !fresh && git_tree_entry_type(entry) == GIT_OBJECT_TREE;
}

static int keep_tree(struct shallow *shallow, const git_oid *id)
{
    git_tree *tree = NULL;
    int code;

    if (!put(shallow, &shallow->kept, id))
        return 0;
    code = git_tree_lookup(&tree, shallow->state->git, id);
    if (code == 0)
        code = git_tree_walk(tree, GIT_TREEWALK_PRE, keep_entry, shallow);
    git_tree_free(tree);
    return code < 0 ? fail(shallow) : 0;
}

static int keep_commit(id_vector *open, struct shallow *shallow, const git_oid *id)
{
    git_commit *commit = NULL;
    int status;

    if (git_commit_lookup(&commit, shallow->state->git, id) != 0)
        return fail(shallow);
    status = keep_tree(shallow, git_commit_tree_id(commit));
    for (unsigned i = 0; !has(&shallow->boundary, id) && i < git_commit_parentcount(commit); i++)
        if (put(shallow, &shallow->kept, git_commit_parent_id(commit, i)))
            vector_push(open, *git_commit_parent_id(commit, i));
    git_commit_free(commit);
    return status;
}

static int keep_history(struct shallow *shallow, const git_oid *head)
{
    id_vector open = {0};
    int status = 0;

    if (put(shallow, &shallow->kept, head))
        vector_push(&open, *head);
    while (status == 0 && open.count) {
        git_oid id = open.items[--open.count];

        status = keep_commit(&open, shallow, &id);
    }
    vector_release(&open);
    return status;
}

/* What a note or a replace ref leads to: of a commit its history, else the object alone. */
static int keep_other(struct shallow *shallow, const git_oid *id)
{
    git_object_t type;
    size_t size;

    if (git_odb_read_header(&size, &type, shallow->objects, id) != 0)
        return fail(shallow);
    if (type == GIT_OBJECT_COMMIT)
        return keep_history(shallow, id);
    return type == GIT_OBJECT_TREE ? keep_tree(shallow, id) : (put(shallow, &shallow->kept, id), 0);
}

/* A branch or tag that leads to what is gone is deleted; other references are left alone. */
static int keep_reference(struct shallow *shallow, git_reference *reference)
{
    bool follows = git_reference_is_branch(reference) || git_reference_is_tag(reference);
    const git_oid *target = git_reference_target(reference);
    git_object *commit = NULL;
    int status = 0;

    git_reflog_delete(shallow->state->git, git_reference_name(reference));
    if (!target)
        return 0;
    if (!follows)
        return keep_other(shallow, target);
    if (git_reference_peel(&commit, reference, GIT_OBJECT_COMMIT) == 0 &&
        has(&shallow->kept, git_object_id(commit)))
        put(shallow, &shallow->kept, target);
    else if (git_reference_delete(reference) != 0)
        status = fail(shallow);
    git_object_free(commit);
    return status;
}

static int keep_references(struct shallow *shallow)
{
    git_strarray names = {0};
    int status = 0;

    git_reflog_delete(shallow->state->git, "HEAD");
    if (git_reference_list(&names, shallow->state->git) != 0)
        return fail(shallow);
    for (size_t i = 0; i < names.count && status == 0; i++) {
        git_reference *reference = NULL;

        if (git_reference_lookup(&reference, shallow->state->git, names.strings[i]) != 0)
            status = fail(shallow);
        else
            status = keep_reference(shallow, reference);
        git_reference_free(reference);
    }
    git_strarray_dispose(&names);
    return status;
}

/* What is staged is reached too. */
static int keep_index(struct shallow *shallow)
{
    git_index *index = NULL;

    if (shallow->state->bare)
        return 0;
    if (git_repository_index(&index, shallow->state->git) != 0)
        return fail(shallow);
    for (size_t i = 0; i < git_index_entrycount(index); i++)
        put(shallow, &shallow->kept, &git_index_get_byindex(index, i)->id);
    git_index_free(index);
    return 0;
}

/* ---- what is not ---- */

static int remove_if_lost(const git_oid *id, void *payload)
{
    struct shallow *shallow = payload;

    if (!has(&shallow->kept, id) && unlink(replay_object_path(shallow->state, id)) != 0)
        return error_set(shallow->error, ERROR_FAILURE, "cannot remove an object");
    return 0;
}

static int cut(struct shallow *shallow, const struct replay_clone *clone)
{
    int status =
        clone->depth ? find_depth(shallow, clone->depth) : find_named(shallow, clone->cut_below);

    if (status != 0)
        return -1;
    if (!shallow->boundary.count)
        return error_set(shallow->error, ERROR_USAGE,
                         "the history is less than %u commits deep: no commit is left out",
                         clone->depth);
    if (keep_history(shallow, &shallow->state->head) != 0)
        return -1;
    for (size_t i = 0; i < shallow->boundary.count; i++)
        if (!has(&shallow->kept, (const git_oid *)shallow->boundary.entries[i].key.data))
            return error_set(
                shallow->error, ERROR_USAGE,
                "a commit at which the history should begin is not reachable from HEAD");
    if (keep_references(shallow) != 0 || keep_index(shallow) != 0 || write_boundary(shallow) != 0)
        return -1;
    return git_odb_foreach(shallow->objects, remove_if_lost, shallow) == 0 ? 0 : -1;
}

int replay_make_shallow(struct replay_state *state, const struct replay_clone *clone,
                        struct error *error)
{
    struct shallow shallow = {.state = state, .error = error};
    int status;

    if (!state->has_head)
        return error_set(error, ERROR_USAGE, "the history has no commits to leave out");
    if (git_repository_odb(&shallow.objects, state->git) != 0)
        return fail(&shallow);
    map_init(&shallow.boundary);
    map_init(&shallow.kept);
    status = cut(&shallow, clone);
    map_release(&shallow.boundary);
    map_release(&shallow.kept);
    git_odb_free(shallow.objects);
    return status;
}
