#include "git/merging.h"

#include <sys/stat.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/vector.h"
#include "git/libgit2.h"

extern char **environ;

typedef VECTOR(struct object_id) id_list;

/* A commit that is there, and is listed once. */
static void add_parent(id_list *list, struct repository *repository, struct str hex)
{
    struct object_id id, commit;
    struct error ignored;

    if (!object_id_parse(&id, hex) || repository_resolve(&commit, repository, hex, &ignored) < 0)
        return;
    for (size_t i = 0; i < list->count; i++)
        if (object_id_equal(&list->items[i], &commit))
            return;
    vector_push(list, commit);
}

static void add_merge_head(id_list *list, struct repository *repository, struct arena *arena)
{
    struct str path = arena_printf(arena, "%sMERGE_HEAD", git_repository_path(repository->git));
    struct error ignored;
    struct str text, line;
    struct stat status;

    /* A pipe is not opened. */
    if (lstat(path.data, &status) < 0 || !S_ISREG(status.st_mode) ||
        file_read(&text, path.data, arena, &ignored) < 0)
        return;
    while (list->count < LIMIT_PARENTS && str_next_line(&line, &text))
        add_parent(list, repository, str_trim(line));
}

/* "GITHEAD_<id>=NAME" */
static void add_environment(id_list *list, struct repository *repository)
{
    static const struct str prefix = STR_INIT("GITHEAD_");

    for (char **entry = environ; *entry && list->count < LIMIT_PARENTS; entry++) {
        struct str rest = str_of(*entry), name;

        if (str_split(&name, &rest, '=') && str_starts_with(name, prefix))
            add_parent(list, repository, str_slice(name, prefix.len, name.len));
    }
}

struct object_ids merging_parents(struct repository *repository, struct arena *arena)
{
    id_list list = {0};
    struct object_ids parents;

    add_merge_head(&list, repository, arena);
    add_environment(&list, repository);
    parents.items = arena_copy(arena, list.items, list.count * sizeof *list.items);
    parents.count = list.count;
    vector_release(&list);
    return parents;
}
