#include "rules/take.h"

#include "git/mainline.h"
#include "model/config.h"
#include "source/yaml.h"

/* What the configuration text says of `mainline`; its faults are reported when it is loaded. */
static struct str mainline_name(struct str config, struct arena *arena)
{
    struct source *source = ARENA_NEW(arena, struct source);
    struct value *root = NULL;
    struct sink ignored;

    source_init(source, STR(CONFIG_NAME), config, arena);
    sink_init(&ignored, arena);
    yaml_read(&root, source, arena, &ignored);
    sink_release(&ignored);
    return value_get_string(root, STR("mainline"));
}

/* The configuration at HEAD; empty if there is none. */
static struct str head_config(struct repository *repository, struct arena *arena)
{
    struct snapshot snapshot;
    const struct snapshot_entry *entry;
    struct object_id head;
    struct error ignored;
    struct str text = {0};

    if (repository_head(&head, repository, &ignored) < 0 ||
        snapshot_commit(&snapshot, repository, &head, arena, &ignored) < 0)
        return text;
    entry = snapshot_find(&snapshot, STR(CONFIG_NAME));
    if (!entry || snapshot_read(&text, &snapshot, entry, arena, &ignored) < 0)
        return (struct str){0};
    return text;
}

static int take_mainline(struct snapshot *out, struct str config, int64_t instant,
                         struct repository *repository, struct arena *arena, struct error *error)
{
    struct mainline mainline;
    struct object_id commit;
    int found;

    if (!config.len)
        config = head_config(repository, arena);
    found = mainline_resolve(&mainline, repository, mainline_name(config, arena), arena, error);
    if (found <= 0)
        return -1;
    found = mainline_as_of(&commit, repository, &mainline.head, instant, error);
    if (found <= 0)
        return -1;
    return snapshot_commit(out, repository, &commit, arena, error);
}

static int take_work_tree(struct snapshot *out, struct repository *repository, struct arena *arena,
                          struct error *error)
{
    if (repository_state(repository)->bare)
        return error_set(error, ERROR_USAGE,
                         "this repository is bare, without a work tree: name what to check with "
                         "`--rev`, `--rev main` for example");
    return snapshot_work_tree(out, repository, arena, error);
}

int take_snapshot(struct snapshot *out, const struct lint_options *options, struct str config,
                  int64_t instant, struct repository *repository, struct arena *arena,
                  struct error *error)
{
    struct object_id commit;

    switch (options->snapshot) {
    case LINT_INDEX:
        return snapshot_index(out, repository, arena, error);
    case LINT_COMMIT:
        if (repository_resolve(&commit, repository, str_of(options->revision), error) < 0)
            return -1;
        return snapshot_commit(out, repository, &commit, arena, error);
    case LINT_WORK_TREE:
        break;
    }
    if (options->has_as_of && !repository_state(repository)->unborn)
        return take_mainline(out, config, instant, repository, arena, error);
    return take_work_tree(out, repository, arena, error);
}
