#include "rules/summary.h"

#include "base/clock.h"

/* The nearest review that is still to come. */
struct due {
    const struct artifact *artifact;
    int64_t day;
};

static void consider(struct due *due, const struct artifact *artifact, int64_t today)
{
    struct civil civil;
    int64_t day;

    if (!artifact->kind->next_review.len || artifact->untrusted)
        return;
    if (!civil_parse(&civil, value_get_string(artifact->self, artifact->kind->next_review)))
        return;
    day = civil_to_days(civil);
    if (day >= today && (!due->artifact || day < due->day))
        *due = (struct due){artifact, day};
}

static struct str describe(const struct due *due, int64_t today, struct arena *arena)
{
    struct str name = due->artifact->id.len ? due->artifact->id : due->artifact->file->path;
    int64_t days = due->day - today;

    if (days == 0)
        return arena_printf(arena, "%.*s today", STR_ARG(name));
    return arena_printf(arena, "%.*s in %lld day%s", STR_ARG(name), (long long)days,
                        days == 1 ? "" : "s");
}

static void count_documented(struct lint_summary *out, const struct model *model,
                             struct arena *arena)
{
    struct str_list *missing = &out->documented_missing;

    missing->items = arena_alloc_array(arena, model->kinds->count, sizeof *missing->items);
    for (size_t i = 0; i < model->kinds->count; i++) {
        if (!model->kinds->items[i].mandatory)
            continue;
        out->documented_asked++;
        if (!model->by_kind[i].all.count)
            missing->items[missing->count++] = model->kinds->items[i].title;
    }
    out->documented_found = out->documented_asked - missing->count;
}

/* A file of the repository at which findings about all of it can be shown. */
static struct str place_of(const struct model *model)
{
    const struct source *config = model->config.source;

    if (config && !str_starts_with(config->path, STR("/")) &&
        !str_starts_with(config->path, STR("../")))
        return config->path;
    return model->artifacts.count ? model->artifacts.items[0]->file->path : (struct str){0};
}

static struct str snapshot_name(const struct snapshot *snapshot, struct arena *arena)
{
    char hex[41];

    switch (snapshot->kind) {
    case SNAPSHOT_WORK_TREE:
        return STR("work tree");
    case SNAPSHOT_INDEX:
        return STR("index");
    case SNAPSHOT_COMMIT:
        break;
    }
    return arena_str(arena, str_of(object_id_hex(hex, &snapshot->commit, 40)));
}

void summarise(struct lint_summary *out, const struct model *model, const struct snapshot *snapshot,
               int64_t now, bool broken, struct arena *arena)
{
    int64_t today = zone_day(&model->config.zone, now);
    struct due due = {0};
    char date[16], hex[41];

    out->files = model->file_count;
    out->artifacts = model->artifacts.count;
    if (!broken)
        count_documented(out, model, arena);
    for (size_t i = 0; !broken && i < model->artifacts.count; i++)
        consider(&due, model->artifacts.items[i], today);
    if (due.artifact)
        out->next_due = describe(&due, today, arena);
    out->place = place_of(model);
    out->snapshot = snapshot_name(snapshot, arena);
    if (!object_id_is_zero(&snapshot->commit))
        out->head = arena_str(arena, str_of(object_id_hex(hex, &snapshot->commit, 40)));
    out->as_of = arena_str(arena, str_of(civil_format(date, civil_from_days(today))));
}
