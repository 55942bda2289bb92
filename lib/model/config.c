#include "model/config.h"

#include "base/beneath.h"
#include "base/period.h"
#include "base/suggest.h"
#include "model/builtin.h"
#include "model/mapping_load.h"
#include "model/read.h"
#include "source/yaml.h"

enum { LATE_AFTER_DAYS = 7 };

static void set_defaults(struct config *config, struct arena *arena)
{
    static const struct str trailers[] = {STR_INIT("Approved-by"), STR_INIT("Reviewed-by")};
    static const struct str notes[] = {STR_INIT("refs/notes/approvals"),
                                       STR_INIT("refs/notes/review")};
    static const struct str frameworks[] = {STR_INIT("iso27001:2022")};

    *config = (struct config){.zone_name = STR("UTC")};
    config->frameworks.items = arena_copy(arena, frameworks, sizeof frameworks);
    config->frameworks.count = 1;
    config->approvals = (struct approval_config){
        .trailers = {arena_copy(arena, trailers, sizeof trailers), 2},
        .notes = {arena_copy(arena, notes, sizeof notes), 2},
        .records = STR("approvals/"),
        .late_after = LATE_AFTER_DAYS,
    };
}

static void set_strings(struct str_list *list, const struct value *map, struct str key,
                        struct arena *arena)
{
    if (value_get(map, key))
        *list = read_strings(map, key, arena);
}

/*
 * The folder that TEXT names, as paths of a snapshot begin with it: a final '/' and no
 * leading "./". The root itself becomes "./", with which no path begins: whoever
 * reserves all has reserved nothing.
 */
static struct str folder_prefix(struct str text, struct arena *arena)
{
    while (str_starts_with(text, STR("./")))
        text = str_slice(text, 2, text.len);
    while (str_ends_with(text, STR("/")))
        text.len--;
    if (!text.len)
        text = STR(".");
    return arena_printf(arena, "%.*s/", STR_ARG(text));
}

/* "7 days" or "2 weeks" as the schema's pattern allows them. */
static int64_t read_days(const struct value *map, struct str key, int64_t fallback)
{
    int32_t months, days;

    return period_parse(&months, &days, value_get_string(map, key)) ? days : fallback;
}

/* A requirement is false ("not asked for"), true, or {roles, level, quorum}. */
static struct approval_requirement read_requirement(const struct value_entry *entry,
                                                    struct arena *arena)
{
    struct approval_requirement requirement = {.kind = entry->key, .asked = true, .quorum = 1};

    if (entry->value->type == VALUE_BOOL)
        requirement.asked = entry->value->boolean;
    if (entry->value->type != VALUE_MAP)
        return requirement;
    requirement.roles = read_strings(entry->value, STR("roles"), arena);
    requirement.level = value_get_string(entry->value, STR("level"));
    requirement.quorum = read_int(entry->value, STR("quorum"), 1);
    return requirement;
}

static void report_unknown_kind(struct sink *sink, const struct kinds *kinds, struct span span,
                                struct str name)
{
    struct suggestion suggestion;
    struct diagnostic *diagnostic;

    suggestion_init(&suggestion, name);
    for (size_t i = 0; i < kinds->count; i++)
        suggestion_offer(&suggestion, kinds->items[i].name);
    diagnostic =
        sink_report(sink, "config-unknown-kind", span, "unknown kind `%.*s`", STR_ARG(name));
    diagnostic_advise(diagnostic, suggestion.best, STR("use a kind that `ismslint kinds` lists"),
                      sink->arena);
}

/* The roles of all kinds of which approval is asked for, each once. */
static void load_governors(struct approval_config *approvals, struct arena *arena)
{
    struct str_list *governors = &approvals->governors;
    size_t most = 0;

    for (size_t i = 0; i < approvals->required_count; i++)
        most += approvals->required[i].roles.count;
    governors->items = arena_alloc_array(arena, most, sizeof *governors->items);
    for (size_t i = 0; i < approvals->required_count; i++) {
        const struct str_list *roles = &approvals->required[i].roles;

        for (size_t k = 0; k < roles->count; k++)
            if (!str_list_has(*governors, roles->items[k]))
                governors->items[governors->count++] = roles->items[k];
    }
}

static void load_requirements(struct approval_config *approvals, const struct value *map,
                              struct kinds *kinds, struct arena *arena, struct sink *sink)
{
    const struct value *required = value_get(map, STR("required"));

    if (!required || required->type != VALUE_MAP)
        return;
    approvals->required =
        arena_alloc_array(arena, required->map.count, sizeof *approvals->required);
    VALUE_EACH_ENTRY (entry, required) {
        if (!kinds_find(kinds, entry->key) && !str_equal(entry->key, kind_configuration.name))
            report_unknown_kind(sink, kinds, entry->key_span, entry->key);
        approvals->required[approvals->required_count++] = read_requirement(entry, arena);
    }
    load_governors(approvals, arena);
}

/* `never`, or the compensating control that stands for a second person. */
static void load_self_approval(struct approval_config *approvals, const struct value *setting)
{
    const struct value *control = value_get(setting, STR("with_compensating_control"));

    if (!control)
        return;
    approvals->control = str_trim(read_text(control));
    approvals->control_span = control->span;
}

/* Where records are read and written must be in the repository: `ismslint approve` goes there. */
static void load_records(struct approval_config *approvals, const struct value *setting,
                         struct arena *arena, struct sink *sink)
{
    struct str text = setting && setting->type == VALUE_STRING ? setting->string : (struct str){0};
    struct str folder = folder_prefix(text, arena);
    const char *fault = beneath_fault(
        str_starts_with(text, STR("/")) ? text : str_slice(folder, 0, folder.len - 1));

    if (!text.len)
        return; /* the schema has said so */
    if (!fault) {
        approvals->records = folder;
        return;
    }
    sink_report(sink, "config-records", setting->span, "`records` cannot be `%.*s`: %s",
                STR_ARG(text), fault)
        ->help = STR("name a folder of this repository, `approvals/` for example");
}

static void load_approvals(struct approval_config *approvals, const struct value *map,
                           struct kinds *kinds, struct arena *arena, struct sink *sink)
{
    approvals->strict = str_equal_c(value_get_string(map, STR("profile")), "strict");
    set_strings(&approvals->trailers, map, STR("trailers"), arena);
    set_strings(&approvals->notes, map, STR("notes"), arena);
    load_records(approvals, value_get(map, STR("records")), arena, sink);
    approvals->merge = read_bool(map, STR("merge"), false);
    approvals->strict_independence =
        str_equal_c(value_get_string(map, STR("independence")), "strict");
    load_self_approval(approvals, value_get(map, STR("self_approval")));
    approvals->late_after = read_days(map, STR("late_after"), LATE_AFTER_DAYS);
    approvals->baseline = value_get_string(map, STR("baseline"));
    set_strings(&approvals->entitlement, map, STR("entitlement"), arena);
    load_requirements(approvals, map, kinds, arena, sink);
}

/* `rule: error`, `rule: off`, or `rule: {severity: ..., params: {...}}`. */
static void load_rules(struct config *config, const struct value *rules, struct arena *arena)
{
    if (!rules || rules->type != VALUE_MAP)
        return;
    config->rules = arena_alloc_array(arena, rules->map.count, sizeof *config->rules);
    VALUE_EACH_ENTRY (entry, rules) {
        struct rule_setting *setting = &config->rules[config->rule_count++];

        *setting = (struct rule_setting){.rule = entry->key, .span = entry->key_span};
        if (entry->value->type == VALUE_MAP) {
            setting->severity = value_get(entry->value, STR("severity"));
            setting->params = value_get(entry->value, STR("params"));
        } else {
            setting->severity = entry->value;
        }
    }
}

static int load_mappings(struct config *config, const struct value *list, struct kinds *kinds,
                         struct arena *arena, struct sink *sink, struct error *error)
{
    if (!list || list->type != VALUE_LIST)
        return 0;
    config->mappings = arena_alloc_array(arena, list->list.count, sizeof *config->mappings);
    VALUE_EACH_ITEM (item, list) {
        struct value *name = value_get(item->value, STR("kind"));
        struct kind *kind;

        if (!name || name->type != VALUE_STRING)
            continue; /* the schema has said so */
        kind = kinds_find(kinds, name->string);
        if (!kind) {
            report_unknown_kind(sink, kinds, name->span, name->string);
            continue;
        }
        if (kinds_need_schema(kinds, kind, error) < 0)
            return -1;
        mapping_load(&config->mappings[config->mapping_count++], item->value, kind, arena, sink);
    }
    return 0;
}

static bool is_offset(struct str name)
{
    return name.len && (name.data[0] == '+' || name.data[0] == '-');
}

/*
 * "+02:00", "UTC", "Z" or a name of the zone database. The schema's pattern reports what begins
 * with no letter.
 */
static void load_zone(struct config *config, struct arena *arena, struct sink *sink)
{
    const struct value *setting = value_get(config->root, STR("timezone"));
    struct str name = value_get_string(config->root, STR("timezone"));
    struct error error;

    if (zone_read(&config->zone, name, &error) < 0 && ascii_is_alpha(name.data[0]))
        sink_report(sink, "config-unknown-timezone", setting->span, "%s", error.message)->help =
            STR("name a zone of the IANA time zone database, \"Europe/Berlin\" for example, or an "
                "offset from UTC, \"+02:00\"");
    else if (is_offset(name) && config->zone.offset)
        config->zone_name = arena_printf(arena, "UTC%.*s", STR_ARG(name));
    else if (config->zone.in_database)
        config->zone_name = name;
}

/* The history may have many configurations: the schema is compiled once for all. */
static int validate(const struct value *root, struct kinds *kinds, struct sink *sink,
                    struct error *error)
{
    struct builtin_schema *schema = &kinds->configuration;

    if (!schema->compiled &&
        builtin_schema_init(schema, STR("schema/config/schema.yaml"), kinds->arena, error) < 0)
        return -1;
    jsonschema_validate(schema->compiled, root, sink);
    return 0;
}

static int read_config(struct config *out, struct source *source, struct kinds *kinds,
                       struct arena *arena, struct sink *sink, struct error *error)
{
    if (!source)
        return 0;
    out->source = source;
    if (yaml_read(&out->root, source, arena, sink) < 0 || out->root->type == VALUE_NULL)
        return 0;
    if (validate(out->root, kinds, sink, error) < 0)
        return -1;
    if (out->root->type != VALUE_MAP)
        return 0;
    set_strings(&out->frameworks, out->root, STR("frameworks"), arena);
    set_strings(&out->packs, out->root, STR("packs"), arena);
    for (size_t i = 0; i < out->packs.count; i++)
        out->packs.items[i] = folder_prefix(out->packs.items[i], arena);
    out->mainline = value_get_string(out->root, STR("mainline"));
    load_zone(out, arena, sink);
    out->sections = value_get(out->root, STR("sections"));
    forges_load(&out->forges, value_get(out->root, STR("forges")), arena);
    load_rules(out, value_get(out->root, STR("rules")), arena);
    load_approvals(&out->approvals, value_get(out->root, STR("approvals")), kinds, arena, sink);
    return load_mappings(out, value_get(out->root, STR("artifacts")), kinds, arena, sink, error);
}

static void add_globs(struct glob_index *index, struct str_list globs, size_t number)
{
    for (size_t i = 0; i < globs.count; i++)
        glob_index_add(index, globs.items[i], number);
}

/* The globs of OUT and the default ones, for claims_of (model/claim.h). */
static void index_claims(struct config *out, const struct kinds *kinds, struct arena *arena)
{
    glob_index_init(&out->claims, kinds->count, arena);
    for (size_t i = 0; i < out->mapping_count; i++)
        add_globs(&out->claims, out->mappings[i].files.globs,
                  (size_t)(out->mappings[i].kind - kinds->items));
    for (size_t i = 0; i < kinds->count; i++) {
        add_globs(&out->claims, kinds->items[i].files, i);
        add_globs(&out->claims, kinds->items[i].keyed, i);
    }
}

int config_load(struct config *out, struct source *source, struct kinds *kinds, struct arena *arena,
                struct sink *sink, struct error *error)
{
    set_defaults(out, arena);
    if (read_config(out, source, kinds, arena, sink, error) < 0)
        return -1;
    index_claims(out, kinds, arena);
    return 0;
}

void config_judge_as(struct config *config, const struct config *judging)
{
    struct str records = config->approvals.records;

    config->frameworks = judging->frameworks;
    config->rules = judging->rules;
    config->rule_count = judging->rule_count;
    config->approvals = judging->approvals;
    config->approvals.records = records;
}

void config_release(struct config *config)
{
    for (size_t i = 0; i < config->mapping_count; i++)
        mapping_release(&config->mappings[i]);
    glob_index_release(&config->claims);
    config->mapping_count = 0;
    zone_release(&config->zone);
}

struct approval_requirement config_requirement(const struct config *config, const struct kind *kind)
{
    struct approval_requirement found = {.kind = kind->name, .asked = kind->approval, .quorum = 1};

    for (size_t i = 0; i < config->approvals.required_count; i++)
        if (str_equal(config->approvals.required[i].kind, kind->name))
            found = config->approvals.required[i];
    if (kind == &kind_configuration && found.asked && !found.roles.count)
        found.roles = config->approvals.governors;
    return found;
}

int config_level(const struct config *config, const struct approval_requirement *requirement)
{
    static const char *const levels[] = {"asserted", "vouched", "signed"};

    for (int i = 0; i < (int)(sizeof levels / sizeof levels[0]); i++)
        if (str_equal_c(requirement->level, levels[i]))
            return i;
    if (!config->approvals.strict)
        return 0;
    return str_equal_c(requirement->kind, "policy") ? 2 : 1;
}

const struct rule_setting *config_rule(const struct config *config, struct str rule)
{
    for (size_t i = 0; i < config->rule_count; i++)
        if (str_equal(config->rules[i].rule, rule))
            return &config->rules[i];
    return NULL;
}

static bool is_in_pack(const struct config *config, struct str path)
{
    for (size_t i = 0; i < config->packs.count; i++)
        if (str_starts_with(path, config->packs.items[i]))
            return true;
    return false;
}

bool config_governs(const struct config *config, struct str path)
{
    return str_equal_c(path, CONFIG_NAME) ||
           (is_in_pack(config, path) && str_ends_with(path, STR(".md")) &&
            !str_ends_with(path, STR("README.md")));
}

bool config_reserves(const struct config *config, struct str path)
{
    return str_starts_with(path, config->approvals.records) || is_in_pack(config, path) ||
           str_equal_c(path, CONFIG_NAME);
}
