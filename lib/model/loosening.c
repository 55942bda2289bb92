#include "model/loosening.h"

#include "base/period.h"
#include "model/read.h"

/* One comparison. */
struct comparison {
    loosening_list *out;
    const struct config *before, *after;
    const struct loosening_help *help;
};

/* Where AFTER has the entry that PATH (keys with '/' between) leads to, as far as there is one. */
static struct span place_of(const struct config *config, struct str path)
{
    const struct value *value = config->root;
    struct span span = {0};
    struct str key;

    while (value && str_split(&key, &path, '/')) {
        const struct value_entry *entry = value_entry(value, key);

        if (entry)
            span = span_join(entry->key_span, entry->value_span);
        value = entry ? entry->value : NULL;
    }
    return span;
}

static void add(const struct comparison *comparison, struct str path, bool lasting, struct str text)
{
    vector_push(comparison->out,
                ((struct loosening){text, place_of(comparison->after, path), lasting}));
}

static struct str path_of(const struct comparison *comparison, const char *folder, struct str name)
{
    return arena_printf(comparison->help->arena, "%s/%.*s", folder, STR_ARG(name));
}

/* ---- what approval is asked for ---- */

static const char *const level_names[] = {"asserted", "vouched", "signed"};

/* "role intern", "any role": the first that is new; empty if there is none. */
static struct str new_role(const struct comparison *comparison, struct str_list before,
                           struct str_list after)
{
    if (!before.count)
        return (struct str){0};
    if (!after.count)
        return STR("any role");
    for (size_t i = 0; i < after.count; i++)
        if (!str_list_has(before, after.items[i]))
            return arena_printf(comparison->help->arena, "role %.*s", STR_ARG(after.items[i]));
    return (struct str){0};
}

static void compare_roles(const struct comparison *comparison, struct str path, struct str plural,
                          const struct approval_requirement *before,
                          const struct approval_requirement *after)
{
    struct str role = new_role(comparison, before->roles, after->roles);

    /* Who may approve the configuration follows from the others, which tell it themselves. */
    if (role.len && (after->roles.count || !str_equal(after->kind, kind_configuration.name)))
        add(comparison, path, true,
            arena_printf(comparison->help->arena, "%.*s may approve %.*s", STR_ARG(role),
                         STR_ARG(plural)));
}

/* Where neither says a level, the profile does, and that is told by itself. */
static void compare_level(const struct comparison *comparison, struct str path, struct str plural,
                          const struct approval_requirement *before,
                          const struct approval_requirement *after)
{
    int was = config_level(comparison->before, before), is = config_level(comparison->after, after);

    if (is < was && (before->level.len || after->level.len))
        add(comparison, path, true,
            arena_printf(comparison->help->arena, "approvals of %.*s need to be %s, not %s",
                         STR_ARG(plural), level_names[is], level_names[was]));
}

static void compare_requirement(const struct comparison *comparison, const struct kind *kind)
{
    struct approval_requirement before = config_requirement(comparison->before, kind),
                                after = config_requirement(comparison->after, kind);
    struct arena *arena = comparison->help->arena;
    struct str path = path_of(comparison, "approvals/required", kind->name);

    if (!before.asked)
        return;
    if (!after.asked) {
        add(comparison, path, true,
            arena_printf(arena, "%.*s need no approval", STR_ARG(kind->plural)));
        return;
    }
    compare_roles(comparison, path, kind->plural, &before, &after);
    compare_level(comparison, path, kind->plural, &before, &after);
    if (after.quorum < before.quorum)
        add(comparison, path, true,
            arena_printf(arena, "%.*s need %lld approval%s, not %lld", STR_ARG(kind->plural),
                         (long long)after.quorum, str_plural((size_t)after.quorum),
                         (long long)before.quorum));
}

static void compare_requirements(const struct comparison *comparison)
{
    const struct kinds *kinds = comparison->help->kinds;

    for (size_t i = 0; i < kinds->count; i++)
        compare_requirement(comparison, &kinds->items[i]);
    compare_requirement(comparison, &kind_configuration);
}

static void compare_strictness(const struct comparison *comparison)
{
    const struct approval_config *before = &comparison->before->approvals;
    const struct approval_config *after = &comparison->after->approvals;

    if (before->strict && !after->strict)
        add(comparison, STR("approvals/profile"), true, STR("`profile` is team, not strict"));
    if (before->strict_independence && !after->strict_independence)
        add(comparison, STR("approvals/independence"), true,
            STR("`independence` is normal, not strict"));
}

static void compare_self_approval(const struct comparison *comparison)
{
    struct str before = comparison->before->approvals.control;
    struct str after = comparison->after->approvals.control;

    if (after.len && !str_equal(before, after))
        add(comparison, STR("approvals/self_approval"), true,
            arena_printf(comparison->help->arena,
                         "authors may approve their own changes under %.*s", STR_ARG(after)));
}

static void compare_late_after(const struct comparison *comparison)
{
    int64_t before = comparison->before->approvals.late_after;
    int64_t after = comparison->after->approvals.late_after;

    if (after > before)
        add(comparison, STR("approvals/late_after"), false,
            arena_printf(comparison->help->arena, "`late_after` is %lld days, not %lld",
                         (long long)after, (long long)before));
}

/* An abbreviation and the whole id name one commit. */
static void compare_baseline(const struct comparison *comparison)
{
    const struct loosening_help *help = comparison->help;
    struct str before = comparison->before->approvals.baseline;
    struct str after = comparison->after->approvals.baseline;
    struct str short_id = str_slice(after, 0, 7);

    if (!after.len || !help->is_later(help->context, before, after))
        return;
    add(comparison, STR("approvals/baseline"), false,
        arena_printf(help->arena, "revisions up to commit %.*s%s count as adopted",
                     STR_ARG(short_id), before.len ? ", a later one than before," : ""));
}

/* ---- which evidence is read ---- */

static void compare_evidence(const struct comparison *comparison)
{
    const struct approval_config *before = &comparison->before->approvals;
    const struct approval_config *after = &comparison->after->approvals;
    struct arena *arena = comparison->help->arena;

    for (size_t i = 0; i < after->trailers.count; i++)
        if (!str_list_has(before->trailers, after->trailers.items[i]))
            add(comparison, STR("approvals/trailers"), true,
                arena_printf(arena, "trailer `%.*s` approves", STR_ARG(after->trailers.items[i])));
    for (size_t i = 0; i < after->notes.count; i++)
        if (!str_list_has(before->notes, after->notes.items[i]))
            add(comparison, STR("approvals/notes"), true,
                arena_printf(arena, "notes in `%.*s` approve", STR_ARG(after->notes.items[i])));
    if (!str_equal(before->records, after->records))
        add(comparison, STR("approvals/records"), true,
            arena_printf(arena, "approval records are read from `%.*s`, not `%.*s`",
                         STR_ARG(after->records), STR_ARG(before->records)));
    if (after->merge && !before->merge)
        add(comparison, STR("approvals/merge"), true, STR("a merge approves what it merges"));
}

/* ---- what is checked ---- */

enum { SEVERITY_MOST = 3 };

static const char *const severity_names[] = {"off", "a note", "a warning", "an error"};

/* As `rules:` and rule pages write them; FALLBACK where that is nothing. */
static int severity_of(const struct value *value, int fallback)
{
    static const char *const words[] = {"off", "note", "warning", "error"};

    if (value && value->type == VALUE_BOOL)
        return value->boolean ? fallback : 0;
    for (int i = 0; i <= SEVERITY_MOST; i++)
        if (str_equal_c(read_text(value), words[i]))
            return i;
    return fallback;
}

/* Does the list lack what it had? */
static bool lacks_items(const struct value *before, const struct value *after)
{
    bool lacks = false;

    VALUE_EACH_ITEM (item, before) {
        bool found = false;

        VALUE_EACH_ITEM (other, after)
            found = found || str_equal(read_text(item->value), read_text(other->value));
        lacks = lacks || !found;
    }
    return lacks;
}

/* Is the period longer, the list shorter, or the parameter one of whose size nobody can tell? */
static bool is_looser(const struct value *before, const struct value *after)
{
    struct str was = read_text(before), is = read_text(after);
    int32_t months, days, months_before, days_before;

    if (before->type == VALUE_LIST && after->type == VALUE_LIST)
        return lacks_items(before, after);
    if (str_equal(was, is) && was.len)
        return false;
    if (!period_parse(&months, &days, is) || !period_parse(&months_before, &days_before, was))
        return true;
    return (int64_t)months * 30 + days > (int64_t)months_before * 30 + days_before;
}

static void compare_param(const struct comparison *comparison, struct str rule,
                          const struct rule_setting *before, const struct rule_setting *after,
                          struct str name)
{
    const struct loosening_help *help = comparison->help;
    const struct value *usual = help->param(help->context, rule, name);
    const struct value *was = before ? value_get(before->params, name) : NULL;
    const struct value *is = after ? value_get(after->params, name) : NULL;
    struct str text, text_before;

    was = was ? was : usual;
    is = is ? is : usual;
    if (!was || !is || !is_looser(was, is))
        return;
    text = read_text(is);
    text_before = read_text(was);
    add(comparison,
        arena_printf(help->arena, "rules/%.*s/params/%.*s", STR_ARG(rule), STR_ARG(name)), false,
        text.len && text_before.len
            ? arena_printf(help->arena, "rule `%.*s` has %.*s `%.*s`, not `%.*s`", STR_ARG(rule),
                           STR_ARG(name), STR_ARG(text), STR_ARG(text_before))
            : arena_printf(help->arena, "rule `%.*s` has a different list of %.*s", STR_ARG(rule),
                           STR_ARG(name)));
}

static void compare_params(const struct comparison *comparison, struct str rule,
                           const struct rule_setting *before, const struct rule_setting *after)
{
    const struct value *was = before ? before->params : NULL, *is = after ? after->params : NULL;

    if (is && is->type == VALUE_MAP)
        VALUE_EACH_ENTRY (entry, is)
            compare_param(comparison, rule, before, after, entry->key);
    if (was && was->type == VALUE_MAP)
        VALUE_EACH_ENTRY (entry, was)
            if (!value_get(is, entry->key))
                compare_param(comparison, rule, before, after, entry->key);
}

static void compare_rule(const struct comparison *comparison, struct str rule)
{
    const struct loosening_help *help = comparison->help;
    const struct rule_setting *before = config_rule(comparison->before, rule);
    const struct rule_setting *after = config_rule(comparison->after, rule);
    int usual = help->severity(help->context, rule);
    int was = severity_of(before ? before->severity : NULL, usual);
    int is = severity_of(after ? after->severity : NULL, usual);

    if (was < 0 || is < 0)
        return;
    if (is < was)
        add(comparison, path_of(comparison, "rules", rule), false,
            arena_printf(help->arena, "rule `%.*s` is %s%s%s", STR_ARG(rule), severity_names[is],
                         is ? ", not " : "", is ? severity_names[was] : ""));
    else if (is)
        compare_params(comparison, rule, before, after);
}

static void compare_rules(const struct comparison *comparison)
{
    const struct config *before = comparison->before, *after = comparison->after;

    for (size_t i = 0; i < after->rule_count; i++)
        compare_rule(comparison, after->rules[i].rule);
    for (size_t i = 0; i < before->rule_count; i++)
        if (!config_rule(after, before->rules[i].rule))
            compare_rule(comparison, before->rules[i].rule);
}

static void compare_frameworks(const struct comparison *comparison)
{
    const struct config *before = comparison->before, *after = comparison->after;

    for (size_t i = 0; i < before->frameworks.count; i++)
        if (!str_list_has(after->frameworks, before->frameworks.items[i]))
            add(comparison, STR("frameworks"), false,
                arena_printf(comparison->help->arena, "framework %.*s is left out",
                             STR_ARG(before->frameworks.items[i])));
}

static void compare_packs(const struct comparison *comparison)
{
    const struct config *before = comparison->before, *after = comparison->after;

    for (size_t i = 0; i < before->packs.count; i++)
        if (!str_list_has(after->packs, before->packs.items[i]))
            add(comparison, STR("packs"), false,
                arena_printf(comparison->help->arena, "the rules of the pack %.*s are left out",
                             STR_ARG(before->packs.items[i])));
}

static void compare_mainline(const struct comparison *comparison)
{
    struct str before = comparison->before->mainline, after = comparison->after->mainline;

    if (before.len && !str_equal(before, after))
        add(comparison, STR("mainline"), false,
            after.len ? arena_printf(comparison->help->arena, "`mainline` is %.*s, not %.*s",
                                     STR_ARG(after), STR_ARG(before))
                      : arena_printf(comparison->help->arena, "`mainline` is not set to %.*s",
                                     STR_ARG(before)));
}

/* ---- the whole ---- */

void loosenings_find(loosening_list *out, const struct config *before, const struct config *after,
                     const struct loosening_help *help)
{
    static void (*const comparisons[])(const struct comparison *) = {
        compare_requirements, compare_strictness, compare_self_approval, compare_late_after,
        compare_baseline,     compare_evidence,   compare_rules,         compare_frameworks,
        compare_packs,        compare_mainline,
    };
    const struct comparison comparison = {out, before, after, help};

    for (size_t i = 0; i < sizeof comparisons / sizeof comparisons[0]; i++)
        comparisons[i](&comparison);
    loosenings_find_reading(out, before, after, help->arena);
}

/* ---- rule pages ---- */

static bool same_value(const struct value *a, const struct value *b);

static bool same_map(const struct value *a, const struct value *b)
{
    bool same = a->map.count == b->map.count;

    VALUE_EACH_ENTRY (entry, a)
        same = same && same_value(entry->value, value_get(b, entry->key));
    return same;
}

static bool same_list(const struct value *a, const struct value *b)
{
    bool same = a->list.count == b->list.count;

    for (size_t i = 0; same && i < a->list.count; i++)
        same = same_value(a->list.items[i].value, b->list.items[i].value);
    return same;
}

/* Parsers stop at LIMIT_DEPTH, so the depth of the recursion is limited. */
static bool same_value(const struct value *a, const struct value *b)
{
    if (!a || !b || a->type != b->type)
        return a == b;
    if (a->type == VALUE_MAP)
        return same_map(a, b);
    if (a->type == VALUE_LIST)
        return same_list(a, b);
    return str_equal(read_text(a), read_text(b));
}

static void add_to_page(loosening_list *out, const struct value_entry *entry, struct str text)
{
    struct span span = {0};

    if (entry)
        span = span_join(entry->key_span, entry->value_span);
    vector_push(out, ((struct loosening){text, span, false}));
}

static void compare_page(loosening_list *out, struct str path, const struct value *before,
                         const struct value *after, struct arena *arena)
{
    static const struct str judging[] = {STR_INIT("on"),     STR_INIT("where"),  STR_INIT("each"),
                                         STR_INIT("assert"), STR_INIT("params"), STR_INIT("clock"),
                                         STR_INIT("landed"), STR_INIT("verdict")};
    const struct value_entry *severity = value_entry(after, STR("severity"));
    int was = severity_of(value_get(before, STR("severity")), SEVERITY_MOST);
    int is = severity_of(severity ? severity->value : NULL, SEVERITY_MOST);

    if (is < was)
        add_to_page(out, severity,
                    arena_printf(arena, "a finding of %.*s is %s, not %s", STR_ARG(path),
                                 severity_names[is], severity_names[was]));
    for (size_t i = 0; i < sizeof judging / sizeof judging[0]; i++)
        if (!same_value(value_get(before, judging[i]), value_get(after, judging[i])))
            add_to_page(out, value_entry(after, judging[i]),
                        arena_printf(arena, "%.*s has a different `%.*s`", STR_ARG(path),
                                     STR_ARG(judging[i])));
}

void loosenings_find_page(loosening_list *out, struct str path, const struct value *before,
                          const struct value *after, struct arena *arena)
{
    if (after)
        compare_page(out, path, before, after, arena);
    else
        add_to_page(out, NULL, arena_printf(arena, "%.*s is not a rule page", STR_ARG(path)));
}
