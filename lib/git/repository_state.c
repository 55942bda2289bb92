/* What a clone lacks, and what git would show otherwise than it is recorded. */
#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "git/libgit2.h"

/* The whole of a small file of the .git folder; empty if it is not there. */
static struct str read_small_file(struct repository *repository, const char *name)
{
    struct str path =
        arena_printf(&repository->arena, "%s%s", repository->common_folder.data, name);
    FILE *file = fopen(path.data, "rb");
    struct buffer content = {0};
    char chunk[4096];
    size_t got;
    struct str copy;

    if (!file)
        return (struct str){0};
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0 && content.len < LIMIT_FILE_SIZE)
        buffer_add(&content, (struct str){chunk, got});
    fclose(file);
    copy = arena_str(&repository->arena, buffer_str(&content));
    buffer_release(&content);
    return copy;
}

/* ---- shallow ---- */

static int compare_ids(const void *a, const void *b)
{
    return object_id_compare(a, b);
}

/* git lists every commit at the depth that was asked for, also one that never had parents. */
static bool has_lost_parents(struct repository *repository, const struct object_id *id)
{
    git_oid oid = libgit2_id(id);
    git_commit *commit = NULL;
    bool lost = git_commit_lookup(&commit, repository->git, &oid) != 0 ||
                git_commit_parentcount(commit) > 0;

    git_commit_free(commit);
    return lost;
}

static void read_boundary(struct repository *repository)
{
    struct str rest = read_small_file(repository, "shallow");
    struct str line;
    struct object_id id;

    while (str_next_line(&line, &rest))
        if (object_id_parse(&id, str_trim(line)) && has_lost_parents(repository, &id))
            vector_push(&repository->boundary, id);
    if (repository->boundary.count)
        qsort(repository->boundary.items, repository->boundary.count, sizeof id, compare_ids);
    repository->state.shallow = repository->boundary.count > 0;
}

/* ---- replace refs and grafts: as git does, what names no object is passed over ---- */

static void read_replace_refs(struct repository *repository)
{
    git_reference_iterator *iterator = NULL;
    const char *name;

    if (git_reference_iterator_glob_new(&iterator, repository->git, "refs/replace/*") == 0)
        while (git_reference_next_name(&name, iterator) == 0) {
            struct object_id id;

            if (object_id_parse(&id, str_of(name + strlen("refs/replace/"))))
                vector_push(&repository->replaced, id);
        }
    git_reference_iterator_free(iterator);
    if (repository->replaced.count)
        qsort(repository->replaced.items, repository->replaced.count,
              sizeof *repository->replaced.items, compare_ids);
    repository->state.replaced = repository->replaced.count > 0;
}

/* Lines of ids: a commit, and the parents that it is given. */
static void read_grafts(struct repository *repository)
{
    struct str rest = read_small_file(repository, "info/grafts");
    struct str line, commit;
    struct object_id id;

    while (str_next_line(&line, &rest)) {
        line = str_trim(line);
        if (str_split(&commit, &line, ' ') && object_id_parse(&id, commit))
            vector_push(&repository->grafted, id);
    }
    repository->state.grafted = repository->grafted.count > 0;
}

/* ---- partial ---- */

static bool has_promisor(const struct repository *repository)
{
    if (settings_find(&repository->settings, "extensions.partialclone"))
        return true;
    VECTOR_EACH (struct setting, setting, &repository->settings.items)
        if (str_starts_with(setting->key, STR("remote.")) &&
            str_ends_with(setting->key, STR(".promisor")) &&
            settings_bool(&repository->settings, setting->key.data, false))
            return true;
    return false;
}

/* ---- all of it ---- */

void repository_read_state(struct repository *repository)
{
    read_boundary(repository);
    read_replace_refs(repository);
    read_grafts(repository);
    repository->state.partial = has_promisor(repository);
}

struct object_ids repository_boundary(const struct repository *repository)
{
    return (struct object_ids){repository->boundary.items, repository->boundary.count};
}

struct object_ids repository_replaced(const struct repository *repository)
{
    return (struct object_ids){repository->replaced.items, repository->replaced.count};
}

struct object_ids repository_grafted(const struct repository *repository)
{
    return (struct object_ids){repository->grafted.items, repository->grafted.count};
}

bool repository_is_shallow_boundary(const struct repository *repository,
                                    const struct object_id *commit)
{
    return repository->boundary.count &&
           bsearch(commit, repository->boundary.items, repository->boundary.count, sizeof *commit,
                   compare_ids);
}
