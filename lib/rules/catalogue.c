#include "rules/catalogue.h"

#include <stdlib.h>

#include "rules/codes.h"

/* The names of the kinds that RULE judges. */
static struct str_list judged_kinds(const struct rule *rule, const struct kinds *kinds,
                                    struct arena *arena)
{
    struct str_list names = {arena_alloc_array(arena, kinds->count, sizeof *names.items), 0};

    for (size_t i = 0; i < kinds->count; i++)
        if (rule_judges(rule, &kinds->items[i]))
            names.items[names.count++] = kinds->items[i].name;
    return names;
}

static void add_rule(struct collector *collector, const struct rule *rule,
                     const struct model *model, struct str_list only)
{
    struct lint_result *out = collector->result;
    enum severity severity = collector_severity(collector, rule->id, rule->severity);
    bool wanted = !only.count || str_list_has(only, rule->id);

    vector_push(&out->rules,
                ((struct finding_rule){
                    .id = rule->id,
                    .title = rule->title,
                    .page = rule->source->text,
                    .own = rule->own,
                    .judged = wanted && severity != SEVERITY_OFF && !out->configuration_broken,
                    .whole = rule_judges_isms(rule),
                    .severity = severity,
                    .judges = judged_kinds(rule, model->kinds, collector->arena),
                }));
}

static int compare_ids(const void *left, const void *right)
{
    const struct finding_rule *a = left, *b = right;

    return str_compare(a->id, b->id);
}

void catalogue_fill_codes(struct collector *collector)
{
    struct lint_result *out = collector->result;
    const struct code *code;

    for (size_t i = 0; (code = code_at(i)) != NULL; i++)
        vector_push(&out->rules, ((struct finding_rule){
                                     .id = str_of(code->name),
                                     .title = str_of(code->about),
                                     .cause = str_of(code->cause),
                                     .fix = str_of(code->fix),
                                     .severity = collector_severity(collector, str_of(code->name),
                                                                    code->severity),
                                 }));
    qsort(out->rules.items, out->rules.count, sizeof *out->rules.items, compare_ids);
}

/* Artifacts of one file stand side by side, and in it those of one kind. */
static struct finding_file *file_of(struct collector *collector, const struct artifact *artifact,
                                    size_t most_kinds)
{
    struct lint_result *out = collector->result;
    size_t count = out->files.count;
    struct str *names;

    if (count && str_equal(out->files.items[count - 1].path, artifact->file->path))
        return &out->files.items[count - 1];
    names = arena_alloc_array(collector->arena, most_kinds, sizeof *names);
    vector_push(&out->files, ((struct finding_file){artifact->file->path, {names, 0}}));
    return &out->files.items[count];
}

static void add_file(struct collector *collector, const struct artifact *artifact,
                     size_t most_kinds)
{
    struct finding_file *file = file_of(collector, artifact, most_kinds);

    if (!str_list_has(file->kinds, artifact->kind->name))
        file->kinds.items[file->kinds.count++] = artifact->kind->name;
}

void catalogue_fill(struct collector *collector, const struct rules *rules,
                    const struct model *model, struct str_list only)
{
    bool broken = collector->result->configuration_broken;

    for (size_t i = 0; i < rules->count; i++)
        add_rule(collector, rules->items[i], model, only);
    catalogue_fill_codes(collector);
    for (size_t i = 0; !broken && i < model->artifacts.count; i++)
        if (model->artifacts.items[i]->reported)
            add_file(collector, model->artifacts.items[i], model->kinds->count);
}
