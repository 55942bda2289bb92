#include "approval/register_places.h"

#include "approval/context.h"
#include "base/glob.h"
#include "model/claim.h"
#include "model/mapping.h"
#include "model/read.h"
#include "source/yaml.h"

static struct str kind_names[] = {STR_INIT("person"), STR_INIT("robot"), STR_INIT("role"),
                                  STR_INIT("assignment"), STR_INIT("evidence_item")};

enum { NAME_COUNT = sizeof kind_names / sizeof *kind_names };

const struct str_list people_kinds = {kind_names, NAME_COUNT - 1};
const struct str_list evidence_kinds = {kind_names + NAME_COUNT - 1, 1};
const struct str_list register_kinds = {kind_names, NAME_COUNT};

/* ---- what configurations say ---- */

/* Whoever takes files out of a glob with `except` does not mean all of it. */
static bool head_has(const struct config *head, const struct kind *kind, struct str glob)
{
    for (size_t i = 0; i < head->mapping_count; i++)
        if (head->mappings[i].kind == kind && !head->mappings[i].except.globs.count &&
            str_list_has(head->mappings[i].files.globs, glob))
            return true;
    return false;
}

static bool is_known(const struct register_places *known, const struct kind *kind, struct str glob)
{
    for (size_t i = 0; i < known->places.count; i++)
        if (known->places.items[i].kind == kind && str_equal(known->places.items[i].glob, glob))
            return true;
    return false;
}

static void add_glob(struct approvals *approvals, const struct kind *kind, struct str glob)
{
    struct register_places *known = &approvals->places;
    struct register_place place = {.kind = kind};

    if (glob_fault(glob) || head_has(&approvals->head->config, kind, glob) ||
        is_known(known, kind, glob))
        return;
    place.glob = arena_str(approvals->arena, glob);
    vector_push(&known->places, place);
}

/* ENTRY of `artifacts:`. */
static void add_entry(struct approvals *approvals, const struct value *entry)
{
    struct str name = value_get_string(entry, STR("kind"));
    const struct kind *kind = kinds_find(approvals->head->kinds, name);
    struct str_list globs;

    if (!kind || !str_list_has(register_kinds, name))
        return;
    approvals->places.mapped = true;
    globs = read_strings(entry, STR("files"), &approvals->scratch);
    for (size_t i = 0; i < globs.count; i++)
        add_glob(approvals, kind, globs.items[i]);
}

/* What cannot be read is a fault of its own, of the frames that it governs. */
static void add_config(struct approvals *approvals, const struct version *version)
{
    struct arena *scratch = &approvals->scratch;
    const struct value *entries;
    struct source *source;
    struct value *root;
    struct error error;
    struct sink sink;
    struct str text;

    arena_reset(scratch);
    if (version->mode == MODE_ABSENT ||
        repository_read(&text, approvals->repository, &version->id, OBJECT_BLOB, scratch, &error) !=
            OBJECT_FOUND)
        return;
    source = ARENA_NEW(scratch, struct source);
    source_init(source, STR(CONFIG_NAME), text, scratch);
    sink_init(&sink, scratch);
    yaml_read(&root, source, scratch, &sink);
    sink_release(&sink);
    entries = value_get(root, STR("artifacts"));
    if (entries && entries->type == VALUE_LIST)
        VALUE_EACH_ITEM (item, entries)
            add_entry(approvals, item->value);
}

bool register_places_find(struct approvals *approvals)
{
    const struct revision *revision = history_newest(approvals->history, STR(CONFIG_NAME));

    if (frame_config_is_outer(approvals))
        return false;
    for (; revision; revision = revision->older)
        add_config(approvals, &revision->version);
    return approvals->places.places.count > 0;
}

void register_places_release(struct register_places *places)
{
    vector_release(&places->places);
}

/* ---- which files ---- */

/* As model_load finds the files of a kind. */
bool config_may_hold(const struct config *config, const struct kind *kind, struct str path)
{
    bool configured = false;

    for (size_t i = 0; i < config->mapping_count; i++) {
        if (config->mappings[i].kind != kind)
            continue;
        configured = true;
        if (mapping_means(&config->mappings[i], kind, path))
            return true;
    }
    return !configured && mapping_means(NULL, kind, path);
}

/* Does the configuration of today, or none, put a register of one of the kinds NAMES there? */
static bool is_place_now(const struct approvals *approvals, struct str_list names, struct str path)
{
    const struct config *config = &approvals->head->config;
    struct claims claims = claims_of(config, approvals->head->kinds, path);
    const struct kind *kind;

    while ((kind = claims_candidate(&claims)))
        if (str_list_has(names, kind->name) &&
            (mapping_means(NULL, kind, path) || config_may_hold(config, kind, path)))
            return true;
    return false;
}

bool register_may_be_at(const struct approvals *approvals, struct str_list names, struct str path)
{
    const struct register_places *known = &approvals->places;

    if (is_place_now(approvals, names, path))
        return true;
    for (size_t i = 0; i < known->places.count; i++)
        if (str_list_has(names, known->places.items[i].kind->name) &&
            glob_match(known->places.items[i].glob, path) == GLOB_YES)
            return true;
    return false;
}
