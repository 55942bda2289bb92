#include "git/tags.h"

#include "base/limits.h"
#include "base/vector.h"
#include "git/libgit2.h"
#include "git/signature.h"

/* ---- one tag object ---- */

static enum object_type type_of_name(struct str name)
{
    static const struct {
        const char *name;
        enum object_type type;
    } table[] = {{"commit", OBJECT_COMMIT},
                 {"tree", OBJECT_TREE},
                 {"blob", OBJECT_BLOB},
                 {"tag", OBJECT_TAG}};

    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (str_equal_c(name, table[i].name))
            return table[i].type;
    return 0;
}

/* A tag's signature is the end of its message, from the last line that begins one. */
static void split_signature(struct tag *tag)
{
    struct str rest = tag->message, line;

    while (rest.len) {
        enum signature_format format = signature_format_of(rest);

        if (format != SIGNATURE_NONE && format != SIGNATURE_OTHER)
            tag->signature = rest;
        str_split(&line, &rest, '\n');
    }
    tag->message.len -= tag->signature.len;
}

static void take_header(struct tag *out, bool *has_target, const struct header *header)
{
    if (str_equal_c(header->key, "object"))
        *has_target = object_id_parse(&out->target, header->value);
    else if (str_equal_c(header->key, "type"))
        out->target_type = type_of_name(header->value);
    else if (str_equal_c(header->key, "tag"))
        out->name = header->value;
    else if (str_equal_c(header->key, "tagger"))
        out->tagger = identity_parse(header->value);
}

static enum object_status parse_tag(struct tag *out, const struct object_id *id, struct str bytes,
                                    struct error *error)
{
    char hex[OBJECT_ID_HEX + 1];
    struct header header;
    bool has_target = false;

    *out = (struct tag){.id = *id, .raw = bytes};
    while (header_next(&header, &bytes))
        take_header(out, &has_target, &header);
    if (!has_target || !out->target_type) {
        error_set(error, ERROR_FAILURE, "tag %s is malformed: it does not name an object",
                  object_id_hex(hex, id, OBJECT_ID_HEX));
        return OBJECT_CORRUPT;
    }
    out->message = bytes.len ? str_slice(bytes, 1, bytes.len) : bytes;
    split_signature(out);
    return OBJECT_FOUND;
}

/* Tags of tags are followed this far. */
enum { DEEPEST_TAG = 8 };

/* Find the commit and the tree that the tag stands for, through tags of tags. */
static enum object_status find_tree(struct tag *out, struct repository *repository,
                                    struct arena *arena, struct error *error)
{
    struct object_id target = out->target;
    enum object_type type = out->target_type;
    enum object_status status = OBJECT_FOUND;

    for (int depth = 0; type == OBJECT_TAG && depth < DEEPEST_TAG; depth++) {
        struct tag inner;
        struct str bytes;

        status = repository_read_verified(&bytes, repository, &target, OBJECT_TAG, arena, error);
        if (status == OBJECT_FOUND)
            status = parse_tag(&inner, &target, bytes, error);
        if (status != OBJECT_FOUND)
            return status;
        target = inner.target;
        type = inner.target_type;
    }
    if (type == OBJECT_TAG) {
        error_set(error, ERROR_FAILURE, "it is a tag of tags, more than %d deep", DEEPEST_TAG);
        return OBJECT_CORRUPT;
    }
    if (type == OBJECT_TREE)
        out->tree = target;
    if (type != OBJECT_COMMIT)
        return OBJECT_FOUND;
    out->commit = target;
    return commit_read_tree(&out->tree, repository, &target, arena, error);
}

enum object_status tag_read(struct tag *out, struct repository *repository,
                            const struct object_id *id, struct arena *arena, struct error *error)
{
    struct str bytes;
    enum object_status status = repository_read(&bytes, repository, id, OBJECT_TAG, arena, error);

    if (status == OBJECT_FOUND)
        status = parse_tag(out, id, bytes, error);
    if (status == OBJECT_FOUND)
        status = find_tree(out, repository, arena, error);
    return status;
}

/* ---- all of them ---- */

struct collection {
    struct repository *repository;
    struct arena *arena;
    VECTOR(struct tag) found;
    VECTOR(struct str) unreadable;
};

static void set_unreadable(struct collection *collection, const char *name, const char *why)
{
    vector_push(&collection->unreadable, arena_printf(collection->arena, "%s: %s", name, why));
}

/* As git does, what leads to a reference that is not there is passed over. */
static void collect(struct collection *collection, const char *name)
{
    git_oid id;
    struct object_id object;
    struct error error;
    struct tag tag;
    enum object_status status;
    int code = git_reference_name_to_id(&id, collection->repository->git, name);

    if (code != 0) {
        if (code != GIT_ENOTFOUND)
            set_unreadable(collection, name, libgit2_reason());
        return;
    }
    object = object_id_from(&id);
    status = tag_read(&tag, collection->repository, &object, collection->arena, &error);
    tag.reference = arena_str(collection->arena, str_of(name));
    if (status == OBJECT_FOUND)
        vector_push(&collection->found, tag);
    else if (status != OBJECT_WRONG_TYPE) /* a lightweight tag is a commit, and says nothing */
        set_unreadable(collection, name, error.message);
}

/* One by one: git_tag_foreach gives up at the first that is broken. */
static int collect_all(struct collection *collection)
{
    git_reference_iterator *iterator = NULL;
    const char *name;
    size_t count = 0;
    int code =
        git_reference_iterator_glob_new(&iterator, collection->repository->git, "refs/tags/*");

    while (code == 0 && count < LIMIT_TAGS &&
           (code = git_reference_next_name(&name, iterator)) == 0) {
        collect(collection, name);
        count++;
    }
    if (count == LIMIT_TAGS)
        set_unreadable(collection, "refs/tags", "more tags than ismslint reads");
    git_reference_iterator_free(iterator);
    return code == GIT_ITEROVER ? 0 : code;
}

int tags_read(struct tag_list *out, struct repository *repository, struct arena *arena,
              struct error *error)
{
    struct collection collection = {.repository = repository, .arena = arena};
    int code = collect_all(&collection);

    out->count = collection.found.count;
    out->items = arena_copy(arena, collection.found.items, out->count * sizeof *out->items);
    out->unreadable_count = collection.unreadable.count;
    out->unreadable = arena_copy(arena, collection.unreadable.items,
                                 out->unreadable_count * sizeof *out->unreadable);
    vector_release(&collection.found);
    vector_release(&collection.unreadable);
    return code == 0 ? 0 : libgit2_failed(error, "cannot list the tags");
}
