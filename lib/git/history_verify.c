/* The objects that a finding cites, read again and compared with their names. */
#include "base/limits.h"
#include "git/commit.h"
#include "git/history_private.h"
#include "git/tree.h"

/* Many paths rest on the same commit and the same folders: those are compared once. */
static enum object_status read_once(struct str *out, struct history *history,
                                    const struct object_id *id, enum object_type type,
                                    struct arena *scratch, struct error *error)
{
    const struct str *known = map_get(&history->verified, object_id_key(id));
    bool keep = history->verified_size < LIMIT_VERIFIED_SIZE;
    enum object_status status;
    struct object_id *key;

    if (known) {
        *out = *known;
        return OBJECT_FOUND;
    }
    status = repository_read_verified(out, history->repository, id, type,
                                      keep ? &history->arena : scratch, error);
    if (status == OBJECT_FOUND && keep) {
        key = arena_copy(&history->arena, id, sizeof *id);
        map_put(&history->verified, object_id_key(key),
                arena_copy(&history->arena, out, sizeof *out));
        history->verified_size += out->len;
    }
    return status;
}

/* Find NAME in the tree ID, whose bytes are compared with the id first. */
static enum object_status descend(struct version *at, struct history *history, struct str name,
                                  bool folder, struct arena *scratch, struct error *error)
{
    struct tree_entry entry;
    struct str bytes;
    enum object_status status = read_once(&bytes, history, &at->id, OBJECT_TREE, scratch, error);

    if (status == OBJECT_FOUND && !tree_is_sound(bytes))
        status = tree_corrupt(&at->id, error);
    at->mode = MODE_ABSENT;
    while (status == OBJECT_FOUND && tree_next(&entry, &bytes) > 0)
        if ((entry.mode == MODE_FOLDER) == folder && str_equal(entry.name, name)) {
            at->mode = entry.mode;
            memcpy(at->id.bytes, entry.id, OBJECT_ID_SIZE);
            break;
        }
    return status;
}

enum object_status history_verify(struct history *history, const struct object_id *commit,
                                  struct str path, struct error *error)
{
    struct arena scratch = {0};
    struct str bytes, name;
    struct commit parsed;
    struct version at = {0};
    enum object_status status = read_once(&bytes, history, commit, OBJECT_COMMIT, &scratch, error);

    if (status == OBJECT_FOUND && commit_parse(&parsed, commit, bytes, &scratch, error) != 0)
        status = OBJECT_CORRUPT;
    if (status == OBJECT_FOUND)
        at = (struct version){MODE_FOLDER, parsed.tree};
    while (status == OBJECT_FOUND && at.mode == MODE_FOLDER && str_split(&name, &path, '/'))
        status = descend(&at, history, name, path.len > 0, &scratch, error);
    if (status == OBJECT_FOUND && at.mode != MODE_ABSENT && at.mode != MODE_SUBMODULE)
        status = repository_read_verified(&bytes, history->repository, &at.id, OBJECT_BLOB,
                                          &scratch, error);
    arena_release(&scratch);
    return status;
}
