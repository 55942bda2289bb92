#include "model/load.h"

#include "base/suggest.h"
#include "model/artifact_read.h"
#include "model/claim.h"
#include "model/coverage.h"
#include "model/evidence_check.h"
#include "model/idle.h"
#include "model/namesakes.h"
#include "model/people_check.h"
#include "model/place.h"
#include "model/read.h"
#include "model/reference.h"
#include "model/submodule.h"

/* One load of a tree, or of one content. */
struct load {
    const struct model *model;
    const struct config *config;
    struct artifact_list *out;
    struct str_list only; /* names of the kinds that are wanted; none: all */
    bool past;            /* one content apart from the tree */
    struct arena *arena;
    struct sink *sink;
    struct error *error;
};

static bool is_wanted(const struct load *load, const struct kind *kind)
{
    return !load->only.count || str_list_has(load->only, kind->name);
}

/* The next claim of a kind that is wanted; false: there is none. */
static bool next_claim(struct claim *out, const struct load *load, struct claims *claims)
{
    while (claims_next(out, claims))
        if (is_wanted(load, out->kind))
            return true;
    return false;
}

static bool any_claim(const struct load *load, struct str path)
{
    struct claims claims = claims_of(load->config, load->model->kinds, path);
    struct claim claim;

    return next_claim(&claim, load, &claims);
}

/* The kind that a document's front matter names, if any; an unknown one is reported. */
static struct kind *named_kind(const struct load *load, const struct model_file *file)
{
    const struct value *name = value_get(file->document.value, STR("kind"));
    const struct kinds *kinds = load->model->kinds;
    struct suggestion suggestion;
    struct diagnostic *diagnostic;
    struct kind *kind;

    if (file->document.format != FORMAT_MARKDOWN || !name || name->type != VALUE_STRING)
        return NULL;
    kind = kinds_find(kinds, name->string);
    if (kind)
        return kind;
    suggestion_init(&suggestion, name->string);
    for (size_t i = 0; i < kinds->count; i++)
        suggestion_offer(&suggestion, kinds->items[i].name);
    diagnostic = sink_report(load->sink, "document-unknown-kind", name->span, "unknown kind `%.*s`",
                             STR_ARG(name->string));
    diagnostic_advise(diagnostic, suggestion.best, (struct str){0}, load->arena);
    return NULL;
}

/* An entry of the configuration may mean files that nobody can read as artifacts. */
static void report_format(const struct load *load, struct model_file *file)
{
    if (!file->answers++)
        sink_report(load->sink, "file-format", span_of(file->source, 0, 0),
                    "an entry of `artifacts:` selects this file of an unsupported format")
            ->help =
            STR("narrow `files:`, or add `except:`; ismslint reads YAML, JSON, CSV and Markdown");
}

/* Nobody is to take what is not understood for absent. */
static void mark_incomplete(const struct load *load, const struct kind *kind)
{
    if (!load->past)
        model_index(load->model, kind)->incomplete = true;
}

/*
 * Artifacts of a file that could not be parsed whole are not invented; their
 * kind is then known to be incomplete, so that nothing is called missing.
 */
static int read_kind(const struct load *load, struct model_file *file, const struct claim *claim)
{
    if (file->document.format == FORMAT_NONE) {
        report_format(load, file);
        return 0;
    }
    if (!file->parsed && !file->document.value) {
        file->answers++;
        mark_incomplete(load, claim->kind);
        return 0;
    }
    if (kinds_need_schema(load->model->kinds, claim->kind, load->error) < 0)
        return -1;
    if (!artifacts_read(load->out, file, claim, load->arena, load->sink))
        mark_incomplete(load, claim->kind);
    return 0;
}

/* Nothing in the file is what the kind is written as, and it should be. */
static void report_unanswered(const struct load *load, struct model_file *file,
                              const struct claim *claim)
{
    file->answers++;
    place_report(claim, file, NULL, load->sink);
    mark_incomplete(load, claim->kind);
}

/*
 * Every kind that claims the file reads its artifacts; it may hold several kinds. An
 * entry of the configuration has to find something; of default globs one.
 */
static int read_claims(const struct load *load, struct model_file *file)
{
    struct claims claims = claims_of(load->config, load->model->kinds, file->path);
    struct claim claim, owner = {0};

    while (next_claim(&claim, load, &claims)) {
        size_t before = file->answers;

        if (read_kind(load, file, &claim) < 0)
            return -1;
        if (file->answers == before && claim.mapping)
            report_unanswered(load, file, &claim);
        else if (file->answers == before && !claim.shared && !owner.holds)
            owner = claim;
    }
    if (owner.holds && !file->answers)
        report_unanswered(load, file, &owner);
    return 0;
}

/* Front matter's `kind:` decides for a document. */
static int read_artifacts(const struct load *load, struct model_file *file)
{
    struct kind *named = named_kind(load, file);
    struct claim claim;

    if (!named || !(named->forms & FORM_DOCUMENT))
        return read_claims(load, file);
    if (!is_wanted(load, named))
        return 0;
    claim = claim_of(load->config, named, file->path);
    return read_kind(load, file, &claim);
}

static int parse_file(const struct load *load, struct model_file *file, struct str path,
                      struct str text)
{
    size_t before = load->sink->diagnostics.count;

    file->path = path;
    file->source = ARENA_NEW(load->arena, struct source);
    source_init(file->source, path, text, load->arena);
    file->parsed = document_read(&file->document, file->source, load->arena, load->sink) == 0;
    file->parsed = file->parsed && load->sink->diagnostics.count == before;
    return read_artifacts(load, file);
}

/* A file that has front matter may say itself of which kind it is. */
static bool may_have_front_matter(struct str path)
{
    return format_of_path(path) == FORMAT_MARKDOWN;
}

static bool has_front_matter(struct str path, struct str text)
{
    static const struct str mark = STR_INIT("\xEF\xBB\xBF"); /* of byte order, in UTF-8 */

    if (str_starts_with(text, mark))
        text = str_slice(text, mark.len, text.len);
    return may_have_front_matter(path) && str_starts_with(text, STR("---"));
}

/* What the file may hold is then unknown, not absent. WHY is the whole message. */
static void report_unreadable(const struct load *load, struct str path, struct str why)
{
    struct source *source = ARENA_NEW(load->arena, struct source);
    struct claims claims = claims_of(load->config, load->model->kinds, path);
    struct claim claim;

    while (claims_next(&claim, &claims))
        model_index(load->model, claim.kind)->incomplete = true;
    source_init(source, path, (struct str){0}, load->arena);
    source->unread = true;
    sink_report(load->sink, "file-unreadable", span_of(source, 0, 0), "%.*s", STR_ARG(why));
}

/* A folder of the work tree that cannot be opened may hold anything. */
static int report_folder(const struct load *load, const struct snapshot_entry *entry)
{
    for (size_t i = 0; i < load->model->kinds->count; i++)
        mark_incomplete(load, &load->model->kinds->items[i]);
    report_unreadable(load, entry->path,
                      arena_printf(load->arena, "cannot read the folder %.*s: %.*s",
                                   STR_ARG(entry->path), STR_ARG(entry->fault)));
    return 0;
}

static int load_entry(struct model *model, const struct load *load, struct snapshot_entry *entry)
{
    bool claimed = any_claim(load, entry->path);
    struct model_file *file;
    struct error fault;
    struct str text;

    if (snapshot_entry_is_folder(entry))
        return report_folder(load, entry);
    if (config_reserves(load->config, entry->path))
        return 0;
    if (!claimed && (load->only.count || !may_have_front_matter(entry->path)))
        return 0;
    if (entry->mode == MODE_SYMLINK || entry->mode == MODE_SUBMODULE) {
        if (claimed && entry->mode == MODE_SYMLINK)
            report_unreadable(load, entry->path,
                              arena_printf(load->arena, "cannot read %.*s: it is a symbolic link",
                                           STR_ARG(entry->path)));
        return 0;
    }
    if (snapshot_read(&text, model->snapshot, entry, load->arena, &fault) < 0) {
        if (claimed)
            report_unreadable(load, entry->path, arena_str(load->arena, str_of(fault.message)));
        return 0;
    }
    if (!claimed && !has_front_matter(entry->path, text))
        return 0;
    file = ARENA_NEW(load->arena, struct model_file);
    model->files[model->file_count++] = file;
    return parse_file(load, file, entry->path, text);
}

static const struct value **selves_of(const struct model *model, struct str name, size_t *count)
{
    const struct kind *kind = kinds_find(model->kinds, name);
    const struct kind_index *index = kind ? model_index(model, kind) : NULL;
    const struct value **selves;

    *count = index ? index->all.count : 0;
    selves = arena_alloc_array(model->arena, *count, sizeof *selves);
    for (size_t i = 0; i < *count; i++)
        selves[i] = index->all.items[i]->self;
    return selves;
}

static void load_people(struct model *model)
{
    struct people_sources sources = {.forges = &model->config.forges};

    sources.persons = selves_of(model, STR("person"), &sources.person_count);
    sources.robots = selves_of(model, STR("robot"), &sources.robot_count);
    sources.roles = selves_of(model, STR("role"), &sources.role_count);
    sources.assignments = selves_of(model, STR("assignment"), &sources.assignment_count);
    people_load(&model->people, &sources, model->arena);
}

static int load_config(struct model *model, const struct model_options *options, struct sink *sink,
                       struct error *error)
{
    struct snapshot_entry *entry = snapshot_find(model->snapshot, STR(CONFIG_NAME));
    struct source *source = options->config;
    struct error fault;
    struct str text;

    if (!source && entry) {
        if (entry->mode == MODE_SYMLINK ||
            snapshot_read(&text, model->snapshot, entry, model->arena, &fault) < 0)
            return entry->mode == MODE_SYMLINK
                       ? error_set(error, ERROR_USAGE,
                                   "cannot read " CONFIG_NAME ": it is a symbolic link")
                       : error_set(error, ERROR_USAGE, "%s", fault.message);
        source = ARENA_NEW(model->arena, struct source);
        source_init(source, entry->path, text, model->arena);
    }
    if (config_load(&model->config, source, model->kinds, model->arena, sink, error) < 0)
        return -1;
    if (options->judging)
        config_judge_as(&model->config, options->judging);
    return 0;
}

int model_load(struct model *out, const struct snapshot *snapshot, struct kinds *kinds,
               const struct model_options *options, struct arena *arena, struct sink *sink,
               struct error *error)
{
    struct load load = {.model = out,
                        .out = &out->artifacts,
                        .only = options->only,
                        .arena = arena,
                        .sink = sink,
                        .error = error};

    *out = (struct model){.arena = arena, .kinds = kinds, .snapshot = snapshot};
    out->by_kind = arena_alloc_array(arena, kinds->count, sizeof *out->by_kind);
    if (load_config(out, options, sink, error) < 0)
        return -1;
    if (!options->head && !options->only.count)
        coverage_check(&out->config, snapshot, sink);
    load.config = options->head ? options->head : &out->config;
    out->files = arena_alloc_array(arena, snapshot->count, sizeof(struct model_file *));
    for (size_t i = 0; i < snapshot->count; i++)
        if (load_entry(out, &load, &snapshot->entries[i]) < 0)
            return -1;
    model_index_artifacts(out);
    if (!options->head && !options->only.count) {
        idle_check(out, sink);
        submodules_check(out, sink);
    }
    if (!options->only.count) {
        people_check(out, sink);
        evidence_check(out, sink);
        references_resolve(out);
        namesakes_find(out);
    }
    load_people(out);
    return 0;
}

void model_release(struct model *model)
{
    if (!model->kinds)
        return;
    references_release(model);
    for (size_t i = 0; i < model->kinds->count; i++) {
        vector_release(&model->by_kind[i].all);
        map_release(&model->by_kind[i].by_id);
    }
    vector_release(&model->artifacts);
    people_release(&model->people);
    config_release(&model->config);
}

/* One content apart from the tree; of the model only schemas are compiled. */
static struct load load_of_content(struct artifact_list *out, const struct model *model,
                                   struct sink *sink, struct error *error)
{
    sink_init(sink, sink->arena);
    return (struct load){.model = model,
                         .config = &model->config,
                         .out = out,
                         .past = true,
                         .arena = sink->arena,
                         .sink = sink,
                         .error = error};
}

int model_read_content(struct artifact_list *out, bool *parsed, const struct model *model,
                       struct str path, struct str text, struct arena *arena, struct error *error)
{
    struct model_file *file = ARENA_NEW(arena, struct model_file);
    struct sink sink = {.arena = arena};
    struct load load = load_of_content(out, model, &sink, error);
    int result = parse_file(&load, file, path, text);

    *parsed = file->parsed;
    sink_release(&sink);
    return result;
}

int model_read_again(struct artifact_list *out, const struct model *model,
                     const struct config *config, struct model_file *file, struct arena *arena,
                     struct error *error)
{
    struct sink sink = {.arena = arena};
    struct load load = load_of_content(out, model, &sink, error);
    int result;

    load.config = config;
    result = read_artifacts(&load, file);
    sink_release(&sink);
    return result;
}
