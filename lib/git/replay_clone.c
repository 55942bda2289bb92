/* The state of the clone: what a scripted repository lacks, or shows otherwise. */
#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "git/replay_private.h"

/* ---- objects and files ---- */

int replay_name_object(git_oid *out, struct replay_state *state, struct str name,
                       struct error *error)
{
    struct str copy = arena_str(&state->arena, name);
    git_object *object = NULL, *target;

    if (git_revparse_single(&object, state->git, copy.data) != 0)
        return error_set(error, ERROR_USAGE, "unknown object %s", copy.data);
    while (git_object_type(object) == GIT_OBJECT_TAG &&
           git_tag_target(&target, (git_tag *)object) == 0) {
        git_object_free(object);
        object = target;
    }
    *out = *git_object_id(object);
    git_object_free(object);
    return 0;
}

static git_oid *name_objects(struct replay_state *state, struct str_list names, struct error *error)
{
    git_oid *ids = arena_alloc_array(&state->arena, names.count + 1, sizeof *ids);

    for (size_t i = 0; i < names.count; i++)
        if (replay_name_object(&ids[i], state, names.items[i], error) != 0)
            return NULL;
    return ids;
}

const char *replay_object_path(struct replay_state *state, const git_oid *id)
{
    char hex[OBJECT_ID_HEX + 1] = {0};

    git_oid_fmt(hex, id);
    return arena_printf(&state->arena, "%sobjects/%.2s/%s", git_repository_commondir(state->git),
                        hex, hex + 2)
        .data;
}

static int write_path(const char *path, struct str content, struct error *error)
{
    FILE *file = fopen(path, "wb");
    size_t written = file && content.len ? fwrite(content.data, 1, content.len, file) : 0;

    if (!file || fclose(file) != 0 || written != content.len)
        return error_set(error, ERROR_FAILURE, "cannot write %s: %s", path,
                         memory_checked_reason(errno));
    return 0;
}

int replay_write_file(struct replay_state *state, const char *file, struct str content,
                      struct error *error)
{
    struct str path =
        arena_printf(&state->arena, "%s%s", git_repository_commondir(state->git), file);

    return write_path(path.data, content, error);
}

/* ---- other objects in the place of the recorded ones ---- */

static int replace(struct replay_state *state, const struct replay_clone *clone,
                   struct error *error)
{
    for (size_t i = 0; i < clone->replace_count; i++) {
        char name[] = "refs/replace/0123456789012345678901234567890123456789";
        git_reference *reference = NULL;
        git_oid object, by;

        if (replay_name_object(&object, state, clone->replace[i].object, error) != 0 ||
            replay_name_object(&by, state, clone->replace[i].by.items[0], error) != 0)
            return -1;
        git_oid_fmt(name + strlen("refs/replace/"), &object);
        if (git_reference_create(&reference, state->git, name, &by, 1, NULL) != 0)
            return libgit2_failed(error, "cannot write a replace ref");
        git_reference_free(reference);
    }
    return 0;
}

static int add_graft(struct buffer *out, struct replay_state *state,
                     const struct replay_substitute *graft, struct error *error)
{
    char hex[OBJECT_ID_HEX + 1] = {0};
    const git_oid *parents = name_objects(state, graft->by, error);
    git_oid commit;

    if (!parents || replay_name_object(&commit, state, graft->object, error) != 0)
        return -1;
    git_oid_fmt(hex, &commit);
    buffer_add_c(out, hex);
    for (size_t i = 0; i < graft->by.count; i++) {
        git_oid_fmt(hex, &parents[i]);
        buffer_printf(out, " %s", hex);
    }
    buffer_add_char(out, '\n');
    return 0;
}

static int write_grafts(struct replay_state *state, const struct replay_clone *clone,
                        struct error *error)
{
    struct buffer lines = {0};
    int status = 0;

    for (size_t i = 0; i < clone->graft_count && status == 0; i++)
        status = add_graft(&lines, state, &clone->grafts[i], error);
    if (status == 0 && lines.len)
        status = replay_write_file(state, "info/grafts", buffer_str(&lines), error);
    buffer_release(&lines);
    return status;
}

/* ---- a clone with a filter ---- */

struct packing {
    struct replay_state *state;
    const git_oid *left_out; /* objects that stay files of their own, to be spoilt */
    size_t left_out_count;
    git_packbuilder *pack;
    VECTOR(git_oid) packed;
};

static int pack_object(const git_oid *id, void *payload)
{
    struct packing *packing = payload;

    for (size_t i = 0; i < packing->left_out_count; i++)
        if (git_oid_equal(id, &packing->left_out[i]))
            return 0;
    vector_push(&packing->packed, *id);
    return git_packbuilder_insert(packing->pack, id, NULL);
}

/* The objects come in a pack, and a file beside it says that who sent it has the others. */
static int pack_all(struct packing *packing, struct error *error)
{
    struct replay_state *state = packing->state;
    git_odb *objects = NULL;
    char hex[OBJECT_ID_HEX + 1] = {0};
    int code = git_packbuilder_new(&packing->pack, state->git);

    if (code == 0)
        code = git_repository_odb(&objects, state->git);
    if (code == 0)
        code = git_odb_foreach(objects, pack_object, packing);
    if (code == 0)
        code = git_packbuilder_write(packing->pack, NULL, 0, NULL, NULL);
    git_odb_free(objects);
    if (code != 0)
        return libgit2_failed(error, "cannot pack the objects");
    git_oid_fmt(hex, git_packbuilder_hash(packing->pack));
    for (size_t i = 0; i < packing->packed.count; i++)
        unlink(replay_object_path(state, &packing->packed.items[i]));
    return replay_write_file(state,
                             arena_printf(&state->arena, "objects/pack/pack-%s.promisor", hex).data,
                             (struct str){0}, error);
}

static int set_promisor(struct replay_state *state, struct error *error)
{
    git_config *config = NULL;
    int code = git_repository_config(&config, state->git);

    if (code == 0)
        code = git_config_set_string(config, "remote.origin.url", "https://origin.invalid/");
    if (code == 0)
        code = git_config_set_bool(config, "remote.origin.promisor", 1);
    if (code == 0)
        code = git_config_set_string(config, "remote.origin.partialclonefilter", "blob:none");
    if (code == 0)
        code = git_config_set_int32(config, "core.repositoryformatversion", 1);
    if (code == 0)
        code = git_config_set_string(config, "extensions.partialclone", "origin");
    git_config_free(config);
    return code == 0 ? 0 : libgit2_failed(error, "cannot configure a promisor");
}

static int make_partial(struct replay_state *state, const git_oid *left_out, size_t left_out_count,
                        struct error *error)
{
    struct packing packing = {
        .state = state, .left_out = left_out, .left_out_count = left_out_count};
    int status = pack_all(&packing, error);

    git_packbuilder_free(packing.pack);
    vector_release(&packing.packed);
    return status == 0 ? set_promisor(state, error) : -1;
}

/* ---- all together ---- */

static int remove_objects(struct replay_state *state, const git_oid *ids, size_t count,
                          struct error *error)
{
    for (size_t i = 0; i < count; i++) {
        const char *path = replay_object_path(state, &ids[i]);

        if (unlink(path) != 0)
            return error_set(error, ERROR_FAILURE, "cannot remove %s: %s", path,
                             memory_checked_reason(errno));
    }
    return 0;
}

/* What a disk leaves that has lost a block. */
static int spoil_objects(struct replay_state *state, const git_oid *ids, size_t count,
                         struct error *error)
{
    if (remove_objects(state, ids, count, error) != 0)
        return -1;
    for (size_t i = 0; i < count; i++)
        if (write_path(replay_object_path(state, &ids[i]), STR("spoilt\n"), error) != 0)
            return -1;
    return 0;
}

int replay_make_clone(struct replay_state *state, const struct replay_clone *clone,
                      struct error *error)
{
    const git_oid *missing = name_objects(state, clone->missing, error);
    const git_oid *corrupt = missing ? name_objects(state, clone->corrupt, error) : NULL;

    /* First what names objects, then what takes them away. */
    if (!corrupt || replace(state, clone, error) != 0 || write_grafts(state, clone, error) != 0)
        return -1;
    if ((clone->depth || clone->cut_below.count) && replay_make_shallow(state, clone, error) != 0)
        return -1;
    if (remove_objects(state, missing, clone->missing.count, error) != 0 ||
        (clone->partial && make_partial(state, corrupt, clone->corrupt.count, error) != 0))
        return -1;
    return spoil_objects(state, corrupt, clone->corrupt.count, error);
}
