#include "isms/take.h"

#include "base/clock.h"
#include "git/mainline.h"
#include "model/config.h"
#include "source/yaml.h"

/* What the configuration text says of KEY; its faults are reported when it is loaded. */
static struct str setting_of(struct str config, struct str key, struct arena *arena)
{
    struct source *source = ARENA_NEW(arena, struct source);
    struct value *root = NULL;
    struct sink ignored;

    source_init(source, STR(CONFIG_NAME), config, arena);
    sink_init(&ignored, arena);
    yaml_read(&root, source, arena, &ignored);
    sink_release(&ignored);
    return value_get_string(root, key);
}

/* The configuration at COMMIT; empty if there is none. */
static struct str config_at(const struct object_id *commit, struct repository *repository,
                            struct arena *arena)
{
    struct snapshot snapshot;
    struct snapshot_entry *entry;
    struct error ignored;
    struct str text = {0};

    if (snapshot_commit(&snapshot, repository, commit, arena, &ignored) < 0)
        return text;
    entry = snapshot_find(&snapshot, STR(CONFIG_NAME));
    if (!entry || snapshot_read(&text, &snapshot, entry, arena, &ignored) < 0)
        return (struct str){0};
    return text;
}

static struct str head_config(struct repository *repository, struct arena *arena)
{
    struct object_id head;
    struct error ignored;

    return repository_head(&head, repository, &ignored) < 0 ? (struct str){0}
                                                            : config_at(&head, repository, arena);
}

/* Days of --as-of. */
struct calendar {
    struct str config; /* of --config, or empty */
    struct repository *repository;
    int64_t day; /* that was asked for */
};

/* The day of INSTANT by what the configuration in force at COMMIT says of the zone. */
static int64_t day_at(void *context, const struct object_id *commit, int64_t instant)
{
    const struct calendar *calendar = context;
    int64_t day = day_of_instant(instant);
    struct arena arena = {0};
    struct error ignored;
    struct str config;
    struct zone zone;

    /* No zone is a whole day away: what is that old has landed in every one of them. */
    if (day < calendar->day - 1)
        return day;
    config =
        calendar->config.len ? calendar->config : config_at(commit, calendar->repository, &arena);
    zone_read(&zone, setting_of(config, STR("timezone"), &arena), &ignored);
    day = zone_day(&zone, instant);
    zone_release(&zone);
    arena_release(&arena);
    return day;
}

static int take_mainline(struct snapshot *out, struct str config, int64_t day,
                         struct repository *repository, struct arena *arena, struct error *error)
{
    struct calendar known = {config, repository, day};
    const struct mainline_calendar calendar = {day_at, &known};
    struct mainline mainline;
    struct object_id commit;

    if (!config.len)
        config = head_config(repository, arena);
    if (mainline_resolve(&mainline, repository, setting_of(config, STR("mainline"), arena), arena,
                         error) <= 0 ||
        mainline_as_of(&commit, repository, &mainline.head, day, &calendar, error) <= 0)
        return -1;
    return snapshot_commit(out, repository, &commit, arena, error);
}

static int take_work_tree(struct snapshot *out, const struct isms_options *options,
                          struct repository *repository, struct arena *arena, struct error *error)
{
    if (repository_state(repository)->bare)
        return error_set(error, ERROR_USAGE,
                         "a bare repository has no working tree: name a commit with `--rev`, for "
                         "example `--rev main`");
    if (snapshot_work_tree(out, repository, arena, error) < 0)
        return -1;
    return snapshot_overlay(out, options->overlay, options->overlay_count, arena, error);
}

int64_t take_clock(const struct isms_options *options, const struct zone *zone)
{
    return options->has_as_of ? zone_day_end(zone, options->as_of) : clock_now();
}

int take_snapshot(struct snapshot *out, const struct isms_options *options, struct str config,
                  struct repository *repository, struct arena *arena, struct error *error)
{
    struct object_id commit;

    switch (options->tree) {
    case ISMS_INDEX:
        return snapshot_index(out, repository, arena, error);
    case ISMS_COMMIT:
        if (repository_resolve(&commit, repository, str_of(options->revision), error) < 0)
            return -1;
        return snapshot_commit(out, repository, &commit, arena, error);
    case ISMS_WORK_TREE:
        break;
    }
    if (options->has_as_of && !repository_state(repository)->unborn)
        return take_mainline(out, config, options->as_of, repository, arena, error);
    return take_work_tree(out, options, repository, arena, error);
}
