#include "rules/rule.h"

#include "model/read.h"

static enum severity read_severity(struct str name)
{
    for (int i = SEVERITY_OFF; i <= SEVERITY_ERROR; i++)
        if (str_equal_c(name, severity_name((enum severity)i)))
            return (enum severity)i;
    return SEVERITY_ERROR;
}

static enum basis read_basis(struct str name)
{
    for (int i = BASIS_NONE; i <= BASIS_PRACTICE; i++)
        if (str_equal_c(name, basis_name((enum basis)i)))
            return (enum basis)i;
    return BASIS_NONE;
}

static enum finding_verdict read_verdict(struct str name)
{
    for (int i = FINDING_FAIL; i <= FINDING_NOT_EVALUABLE; i++)
        if (str_equal_c(name, finding_verdict_name((enum finding_verdict)i)))
            return (enum finding_verdict)i;
    return FINDING_FAIL;
}

static void read_params(struct rule *rule, struct arena *arena)
{
    const struct value *params = value_get(rule->page, STR("params"));

    if (!params || params->type != VALUE_MAP)
        return;
    rule->params = arena_alloc_array(arena, params->map.count, sizeof *rule->params);
    VALUE_EACH_ENTRY (entry, params)
        rule->params[rule->param_count++] = (struct rule_param){
            .name = entry->key,
            .description = value_get_string(entry->value, STR("description")),
            .value = value_get(entry->value, STR("default")),
        };
}

/* "rules/control/soa-unknown-control.md" has the id soa-unknown-control and the shelf control. */
static void name_rule(struct rule *rule, struct str path)
{
    struct str page = str_behind_last(path, '/');
    struct str above = str_slice(path, 0, path.len - page.len);

    rule->id = str_slice(page, 0, page.len - 3);
    rule->folder = str_behind_last(str_slice(above, 0, above.len ? above.len - 1 : 0), '/');
}

void rule_read(struct rule *rule, struct str path, struct arena *arena)
{
    const struct value *page = rule->page;

    name_rule(rule, path);
    rule->on = read_strings(page, STR("on"), arena);
    rule->severity = read_severity(value_get_string(page, STR("severity")));
    rule->basis = read_basis(value_get_string(page, STR("basis")));
    rule->clock = read_bool(page, STR("clock"), false);
    rule->landed = read_bool(page, STR("landed"), false);
    rule->verdict = read_verdict(value_get_string(page, STR("verdict")));
    rule->clauses = read_strings(page, STR("clauses"), arena);
    rule->related = read_strings(page, STR("related"), arena);
    read_params(rule, arena);
}

bool rule_judges(const struct rule *rule, const struct kind *kind)
{
    return str_list_has(rule->on, kind->name) || str_list_has(rule->on, STR("artifact")) ||
           ((kind->forms & FORM_DOCUMENT) && str_list_has(rule->on, STR("document")));
}

bool rule_judges_artifact(const struct rule *rule, const struct artifact *artifact)
{
    return str_list_has(rule->on, artifact->kind->name) ||
           str_list_has(rule->on, STR("artifact")) ||
           (!artifact->is_row && str_list_has(rule->on, STR("document")));
}

bool rule_judges_isms(const struct rule *rule)
{
    return str_list_has(rule->on, STR("isms"));
}
