/* What a configuration reads no more: by reading one tree with both. */
#include <string.h>

#include "model/in_force.h"
#include "model/load.h"
#include "rules/governance.h"

static const char *const taken_out = "document-no-longer-read";

/* A tree as one of the configurations reads it. */
struct view {
    struct arena arena;
    struct snapshot tree; /* of the past; empty for the one at hand */
    struct model own;
    const struct model *model; /* `own`, or the one at hand */
};

static void view_release(struct view *view)
{
    model_release(&view->own);
    arena_release(&view->arena);
}

static int view_read(struct view *out, const struct governance *governance,
                     const struct snapshot *tree, const struct governed_config *config)
{
    struct model_options options = {.config = config->source};
    struct source *none;
    struct sink sink;
    int result;

    if (!options.config || (config->revision && config->revision->deleted)) {
        none = ARENA_NEW(&out->arena, struct source);
        source_init(none, STR(CONFIG_NAME), (struct str){0}, &out->arena);
        options.config = none;
    }
    sink_init(&sink, &out->arena);
    result = model_load(&out->own, tree, governance->model->kinds, &options, &out->arena, &sink,
                        governance->error);
    sink_release(&sink);
    out->model = &out->own;
    return result;
}

/* The tree that was there before REVISION landed, as CONFIG reads it. 0 with *WHY if it is gone. */
static int view_before(struct view *out, struct str *why, const struct governance *governance,
                       const struct approval_revision *revision,
                       const struct governed_config *config)
{
    *out = (struct view){0};
    arena_init(&out->arena);
    if (governing_tree_before(&out->tree, why, governance->approvals, revision, &out->arena) < 0)
        out->tree = (struct snapshot){0};
    return view_read(out, governance, &out->tree, config);
}

/* The tree at hand, as CONFIG reads it. */
static int view_now(struct view *out, const struct governance *governance,
                    const struct governed_config *config)
{
    const struct source *source = governance->model->config.source;
    bool same = source && config->source && str_equal(source->text, config->source->text);

    *out = (struct view){.model = governance->model};
    arena_init(&out->arena);
    return same ? 0 : view_read(out, governance, governance->model->snapshot, config);
}

/* ---- what is read ---- */

static bool says_the_same(const struct config *a, const struct config *b, struct str key)
{
    const struct value_entry *one = value_entry(a->root, key), *other = value_entry(b->root, key);

    return one && other ? str_equal(span_text(one->value_span), span_text(other->value_span))
                        : one == other;
}

static bool reads_alike(const struct config *a, const struct config *b)
{
    return says_the_same(a, b, STR("artifacts")) && says_the_same(a, b, STR("packs")) &&
           str_equal(a->approvals.records, b->approvals.records);
}

/* Does MODEL read artifacts of KIND from PATH? */
static bool reads(const struct model *model, const struct kind *kind, struct str path)
{
    const struct kind_index *index = model_index(model, kind);

    for (size_t i = 0; i < index->all.count; i++)
        if (str_equal(index->all.items[i]->file->path, path))
            return true;
    return false;
}

/* Is artifact NUMBER of its kind the first in its file? */
static bool begins_file(const struct kind_index *index, size_t number)
{
    return !number || index->all.items[number - 1]->file != index->all.items[number]->file;
}

/* Where the configuration says what is read as KIND. */
static struct span place_of(const struct config *config, const struct kind *kind)
{
    for (size_t i = 0; i < config->mapping_count; i++)
        if (config->mappings[i].kind == kind)
            return config->mappings[i].place;
    return (struct span){0};
}

/* The files from which HERE reads KIND and THERE does not: the first, and how many they are. */
static size_t count_missing(struct str *first, const struct model *here, const struct model *there,
                            const struct kind *kind)
{
    const struct kind_index *index = model_index(here, kind);
    size_t count = 0;

    for (size_t i = 0; i < index->all.count; i++) {
        struct str path = index->all.items[i]->file->path;

        if (!begins_file(index, i) || reads(there, kind, path))
            continue;
        if (!count++)
            *first = path;
    }
    return count;
}

static struct str name_files(struct arena *arena, struct str first, size_t count)
{
    return count == 1 ? arena_printf(arena, "%.*s is", STR_ARG(first))
                      : arena_printf(arena, "%.*s and %zu more file%s are", STR_ARG(first),
                                     count - 1, count == 2 ? "" : "s");
}

/* Who is who is read from these: another file is another register. */
static bool tells_people(const struct kind *kind)
{
    static const struct str names[] = {STR_INIT("person"), STR_INIT("robot"), STR_INIT("role"),
                                       STR_INIT("assignment")};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (str_equal(kind->name, names[i]))
            return true;
    return false;
}

/* One direction of a comparison: WHAT says what happened to the files. */
static void report_missing(const struct governance *governance, const struct governed_config *last,
                           const struct model *here, const struct model *there,
                           const struct kind *kind, const char *what, struct str help)
{
    struct arena *arena = governance->arena;
    struct str first, files;
    size_t count = count_missing(&first, here, there, kind);

    if (!count)
        return;
    files = name_files(arena, first, count);
    governance_report_loosening(
        governance, place_of(&last->config, kind), last->source,
        arena_printf(arena, "%.*s %s the %.*s", STR_ARG(files), what, STR_ARG(kind->plural)), help);
}

static void compare_kind(const struct governance *governance, const struct model *before,
                         const struct model *after, const struct governed_config *last,
                         const struct kind *kind, struct str help)
{
    report_missing(governance, last, before, after, kind, "left out of", help);
    if (tells_people(kind))
        report_missing(governance, last, after, before, kind, "added to", help);
}

/* The tree before the first change, with both. */
static int compare_reading(const struct governance *governance, const struct model *before,
                           struct str *why, const struct governed_config *configs, size_t count,
                           struct str help)
{
    const struct governed_config *last = &configs[count - 1];
    const struct kinds *kinds = governance->model->kinds;
    struct view after;
    int result = view_before(&after, why, governance, configs[1].revision, last);

    for (size_t i = 0; result == 0 && i < kinds->count; i++)
        compare_kind(governance, before, after.model, last, &kinds->items[i], help);
    view_release(&after);
    return result;
}

/* ---- what approval was asked of ---- */

static bool is_asked(const struct config *config, const struct artifact *artifact)
{
    return config_requirement(config, artifact->kind).asked &&
           !artifact_status_without_force(artifact).len;
}

/* Is something at the path still what it was, or something else that wants approval? */
static bool is_still_read(const struct model *now, const struct artifact *was)
{
    for (size_t i = 0; i < now->artifacts.count; i++) {
        const struct artifact *artifact = now->artifacts.items[i];

        if (str_equal(artifact->file->path, was->file->path) &&
            !artifact_status_without_force(artifact).len &&
            (artifact->kind == was->kind || is_asked(&now->config, artifact)))
            return true;
    }
    return false;
}

static struct span first_line_at(const struct governance *governance, struct str path)
{
    const struct snapshot *snapshot = governance->model->snapshot;
    struct source *source = ARENA_NEW(governance->arena, struct source);
    struct error error;
    struct str text;

    if (snapshot_read(&text, snapshot, snapshot_find(snapshot, path), governance->arena, &error) <
        0)
        text = (struct str){0};
    source_init(source, arena_str(governance->arena, path), text, governance->arena);
    return span_of(source, 0, source_line(source, 1).len);
}

static bool is_reported(const struct governance *governance, struct str path)
{
    const struct sink *sink = governance->sink;

    for (size_t i = 0; i < sink->diagnostics.count; i++)
        if (strcmp(sink->diagnostics.items[i]->code, taken_out) == 0 &&
            str_equal(sink->diagnostics.items[i]->span.source->path, path))
            return true;
    return false;
}

void governance_report_taken_out(const struct governance *governance, struct str path,
                                 struct str kind, struct str id, struct str help)
{
    if (is_reported(governance, path))
        return;
    sink_report(governance->sink, taken_out, first_line_at(governance, path),
                "%.*s %.*s is no longer subject to approval", STR_ARG(kind),
                STR_ARG(id.len ? id : path))
        ->help = help;
}

/* Would THEN's configuration still ask approval of it? If not, the file itself was changed. */
static bool would_be_asked(const struct model *then, const struct artifact *was)
{
    for (size_t i = 0; i < then->artifacts.count; i++) {
        const struct artifact *artifact = then->artifacts.items[i];

        if (str_equal(artifact->file->path, was->file->path) && artifact->kind == was->kind &&
            is_asked(&then->config, artifact))
            return true;
    }
    return false;
}

/* What BEFORE has; THEN is the tree at hand as the same configuration reads it. */
static void report_taken_out(const struct governance *governance, const struct model *before,
                             const struct model *then, const struct model *now, struct str help)
{
    for (size_t i = 0; i < before->artifacts.count; i++) {
        const struct artifact *was = before->artifacts.items[i];
        struct str path = was->file->path;

        if (!is_asked(&before->config, was) || is_still_read(now, was) ||
            !would_be_asked(then, was) || !governing_has_landed(governance->approvals, path))
            continue;
        governance_report_taken_out(governance, path, was->kind->name, was->id, help);
    }
}

/* Configuration NUMBER read what was there until the next one landed. */
static int compare_with(struct str *why, const struct governance *governance,
                        const struct governed_config *configs, size_t count, size_t number,
                        const struct model *now, struct str help)
{
    const struct governed_config *config = &configs[number];
    struct view before, then;
    int result = view_before(&before, why, governance, configs[number + 1].revision, config);

    if (view_now(&then, governance, config) < 0)
        result = -1;
    if (result == 0 && !number)
        result = compare_reading(governance, before.model, why, configs, count, help);
    if (result == 0)
        report_taken_out(governance, before.model, then.model, now, help);
    view_release(&then);
    view_release(&before);
    return result;
}

int governance_report_files(struct str *why, const struct governance *governance,
                            const struct governed_config *configs, size_t count, struct str help)
{
    const struct governed_config *last = &configs[count - 1];
    struct view now;
    int result = view_now(&now, governance, last);

    for (size_t i = 0; result == 0 && i + 1 < count; i++)
        if (!reads_alike(&configs[i].config, &last->config))
            result = compare_with(why, governance, configs, count, i, now.model, help);
    view_release(&now);
    return result;
}
