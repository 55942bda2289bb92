#include "rules/engine.h"

#include "base/buffer.h"
#include "base/visible.h"

/* One rule at work on one artifact after the other. */
struct turn {
    struct compiled_rule *compiled;
    enum severity severity; /* after the configuration */
    struct world *world;
    struct collector *collector;
    struct sink *sink;
    struct cel_evaluation *evaluation;
    struct world_subject subject;
};

/* What an expression came to, as far as a rule goes on from it. */
enum outcome { OUTCOME_FALSE, OUTCOME_TRUE, OUTCOME_ENDED };

/* The rule cannot be judged here for a reason that lies in the rule or a limit: say so. */
static void report_fault(const struct turn *turn, const struct cel_fault *fault)
{
    const struct artifact *artifact = turn->subject.artifact;
    struct finding finding = {
        .rule = turn->compiled->rule->id,
        .severity = turn->severity,
        .verdict = FINDING_NOT_EVALUABLE,
        .message = arena_printf(turn->collector->arena, "cannot evaluate the rule: %.*s",
                                STR_ARG(fault->message)),
    };

    if (artifact) {
        finding.span = fault->where ? *fault->where : artifact->span;
        finding.kind = artifact->kind->name;
        finding.id = artifact->id;
    }
    collector_add(turn->collector, &finding);
}

/* Unknown: evidence is missing. Invalid: a schema finding says what is wrong already. */
static void end_turn(const struct turn *turn, struct cel_value value)
{
    if (value.tag == CEL_UNKNOWN) {
        for (const struct cel_missing *missing = value.missing; missing; missing = missing->next)
            collector_missing(turn->collector, missing->what, turn->compiled->rule->id,
                              turn->severity);
        return;
    }
    if (value.tag == CEL_ERROR && value.fault->kind != CEL_FAULT_INVALID)
        report_fault(turn, value.fault);
}

static enum outcome evaluate_condition(const struct turn *turn, const struct cel_program *program)
{
    struct cel_value value = cel_evaluate(program, turn->evaluation);

    if (cel_is_failure(value)) {
        end_turn(turn, value);
        return OUTCOME_ENDED;
    }
    return cel_is_true(value) ? OUTCOME_TRUE : OUTCOME_FALSE;
}

static struct str text_member(const struct turn *turn, struct cel_value map, struct str name)
{
    struct cel_value value;
    struct buffer buffer = {0};
    struct str text = {0};

    if (cel_find(&value, turn->evaluation, map, cel_of_string(name)) && !cel_is_failure(value)) {
        cel_write_text(&buffer, turn->evaluation, value);
        text = arena_str(turn->collector->arena, buffer_str(&buffer));
        buffer_release(&buffer);
    }
    return text;
}

/* The list that PROGRAM (may be NULL) gives, and how many items it has; 0 if it gives none. */
static size_t evaluate_list(struct cel_value *list, const struct turn *turn,
                            const struct cel_program *program)
{
    if (!program)
        return 0;
    *list = cel_evaluate(program, turn->evaluation);
    return list->tag == CEL_LIST ? cel_count(turn->evaluation, *list) : 0;
}

static void set_evidence(struct finding *finding, const struct turn *turn)
{
    struct cel_value list;
    size_t count = evaluate_list(&list, turn, turn->compiled->words.evidence);

    finding->evidence = arena_alloc_array(turn->collector->arena, count, sizeof *finding->evidence);
    for (size_t i = 0; i < count; i++) {
        struct cel_value item = cel_at(turn->evaluation, list, i);

        if (item.tag == CEL_MAP)
            finding->evidence[finding->evidence_count++] = (struct finding_evidence){
                .commit = text_member(turn, item, STR("commit")),
                .date = text_member(turn, item, STR("date")),
                .person = text_member(turn, item, STR("person")),
                .text = text_member(turn, item, STR("text")),
            };
    }
}

static void set_notes(struct finding *finding, const struct turn *turn)
{
    struct cel_value list;
    size_t count = evaluate_list(&list, turn, turn->compiled->words.notes);

    finding->notes = arena_alloc_array(turn->collector->arena, count, sizeof *finding->notes);
    for (size_t i = 0; i < count; i++) {
        struct cel_value item = cel_at(turn->evaluation, list, i);

        if (item.tag == CEL_STRING)
            finding->notes[finding->note_count++] =
                visible_str(item.string, turn->collector->arena);
    }
}

static struct str label_of(const struct turn *turn)
{
    struct cel_value value;

    if (!turn->compiled->words.label)
        return (struct str){0};
    value = cel_evaluate(turn->compiled->words.label, turn->evaluation);
    return value.tag == CEL_STRING ? arena_str(turn->collector->arena, value.string)
                                   : (struct str){0};
}

/* The field, and of a list the item by its value, so that fingerprints survive reordering. */
static struct str field_of(const struct turn *turn, struct cel_value it)
{
    struct str pointer = path_pointer(&turn->compiled->words.at, turn->collector->arena);
    struct buffer text = {0};
    struct str field;

    if (!turn->compiled->conditions.each)
        return pointer;
    buffer_add(&text, pointer);
    buffer_add_char(&text, '/');
    cel_write_text(&text, turn->evaluation, it);
    field = arena_str(turn->collector->arena, buffer_str(&text));
    buffer_release(&text);
    return field;
}

static struct span first_line_of(struct span span)
{
    struct str rest = span_text(span), line = {0};

    if (span.source && str_next_line(&line, &rest))
        span.end = span.start + (uint32_t)line.len;
    return span;
}

static enum finding_place place_of(const struct turn *turn, struct span span)
{
    if (turn->compiled->conditions.each)
        return PLACE_ITEM;
    return span.source ? PLACE_FIELD : PLACE_ARTIFACT;
}

static void make_finding(const struct turn *turn, struct cel_value it)
{
    const struct compiled_rule *compiled = turn->compiled;
    const struct artifact *artifact = turn->subject.artifact;
    struct path_end end =
        path_follow(&compiled->words.at, artifact ? artifact->self : NULL, it, turn->evaluation);
    struct finding finding = {
        .rule = compiled->rule->id,
        .severity = turn->severity,
        .message =
            template_fill(&compiled->words.message, turn->evaluation, turn->collector->arena),
        .help = template_fill(&compiled->words.help, turn->evaluation, turn->collector->arena),
        .span = end.span,
        .label = end.absent ? (struct str){0} : label_of(turn),
        .basis = compiled->rule->basis,
        .clock_only = compiled->rule->clock,
        .landed_only = compiled->rule->landed,
        .verdict = compiled->rule->verdict,
        .field = field_of(turn, it),
        .place = place_of(turn, end.span),
    };

    if (artifact) {
        finding.kind = artifact->kind->name;
        finding.id = artifact->id;
        finding.path = artifact->file->path;
        if (!finding.span.source)
            finding.span = first_line_of(artifact->span);
    }
    collector_set_clauses(turn->collector, &finding, compiled->rule->clauses);
    set_evidence(&finding, turn);
    set_notes(&finding, turn);
    collector_add(turn->collector, &finding);
}

static void report(const struct turn *turn, struct cel_value it)
{
    if (compiled_rule_need_words(turn->compiled, turn->sink))
        make_finding(turn, it);
}

static void judge_each(struct turn *turn)
{
    const struct rule_conditions *conditions = &turn->compiled->conditions;
    struct cel_value list = cel_evaluate(conditions->each, turn->evaluation);
    size_t count;

    if (list.tag != CEL_LIST) {
        end_turn(turn, list);
        return;
    }
    count = cel_count(turn->evaluation, list);
    for (size_t i = 0; i < count; i++) {
        struct cel_value it = cel_at(turn->evaluation, list, i);

        turn->evaluation->cost = 0;
        cel_bind(turn->evaluation, conditions->it, it);
        if (evaluate_condition(turn, conditions->assert) == OUTCOME_FALSE)
            report(turn, it);
    }
}

static void judge_subject(struct turn *turn)
{
    const struct rule_conditions *conditions = &turn->compiled->conditions;

    turn->evaluation->cost = 0;
    if (conditions->where && evaluate_condition(turn, conditions->where) != OUTCOME_TRUE)
        return;
    if (conditions->each)
        judge_each(turn);
    else if (evaluate_condition(turn, conditions->assert) == OUTCOME_FALSE)
        report(turn, cel_of_null());
}

static void judge_artifact(struct turn *turn, const struct artifact *artifact)
{
    turn->subject.artifact = artifact;
    world_unbind(turn->evaluation);
    cel_bind(turn->evaluation, turn->compiled->conditions.self,
             artifact ? world_artifact(turn->world, artifact, turn->subject.scratch)
                      : cel_of_null());
    judge_subject(turn);
    arena_reset(turn->subject.scratch);
}

static void judge_all(struct turn *turn)
{
    const struct compiled_rule *compiled = turn->compiled;
    const struct kind_index *index;

    if (!compiled->kind) {
        judge_artifact(turn, NULL);
        return;
    }
    index = model_index(turn->world->model, compiled->kind);
    for (size_t i = 0; i < index->all.count; i++) {
        const struct artifact *artifact = index->all.items[i];

        if (artifact->reported && !artifact->untrusted &&
            rule_judges_artifact(compiled->rule, artifact))
            judge_artifact(turn, artifact);
    }
}

static enum severity severity_of(const struct rule *rule, const struct collector *collector)
{
    enum severity severity = collector_severity(collector, rule->id, rule->severity);

    return severity == SEVERITY_OFF ? rule->severity : severity; /* it was asked for by name */
}

static void run_compiled(struct compiled_rule *compiled, struct world *world,
                         struct collector *collector, struct sink *sink)
{
    struct cel_evaluation evaluation;
    struct arena scratch;
    struct turn turn = {.compiled = compiled,
                        .severity = severity_of(compiled->rule, collector),
                        .world = world,
                        .collector = collector,
                        .sink = sink,
                        .evaluation = &evaluation,
                        .subject = {world, NULL, &scratch}};

    arena_init(&scratch);
    cel_evaluation_init(&evaluation, compiled->conditions.environment, &scratch);
    evaluation.resolve = world_resolve;
    evaluation.resolve_context = &turn.subject;
    judge_all(&turn);
    cel_evaluation_release(&evaluation);
    arena_release(&scratch);
}

/* Returns false if the page is faulty, which is then known for every kind. */
static bool run_rule(struct compilations *compilations, const struct kind *kind,
                     struct world *world, struct collector *collector, struct sink *sink)
{
    struct compiled_rule *compiled = compilations_get(compilations, kind, world->language, sink);

    if (compiled)
        run_compiled(compiled, world, collector, sink);
    return compiled != NULL;
}

/* Judge the rule on the ISMS and on each kind that is present. */
static void run_everywhere(struct compilations *compilations, struct world *world,
                           struct collector *collector, struct sink *sink)
{
    const struct kinds *kinds = world->model->kinds;
    const struct rule *rule = compilations->rule;

    if (rule_judges_isms(rule) && !run_rule(compilations, NULL, world, collector, sink))
        return;
    for (size_t i = 0; i < kinds->count; i++)
        if (rule_judges(rule, &kinds->items[i]) &&
            model_index(world->model, &kinds->items[i])->all.count &&
            !run_rule(compilations, &kinds->items[i], world, collector, sink))
            return;
}

/* What is compiled with parameters of the configuration is of no use to another tree. */
static void run_with_params(const struct rule *rule, const struct value *params,
                            struct world *world, struct collector *collector, struct sink *sink)
{
    struct compilations compilations;

    compilations_init(&compilations, rule, params, world->arena);
    run_everywhere(&compilations, world, collector, sink);
    compilations_release(&compilations);
}

static void run(const struct rule *rule, struct world *world, struct collector *collector,
                struct sink *sink)
{
    const struct rule_setting *setting = config_rule(&world->model->config, rule->id);

    if (setting && setting->params)
        run_with_params(rule, setting->params, world, collector, sink);
    else
        run_everywhere(rule->compiled, world, collector, sink);
}

static bool is_wanted(const struct rule *rule, struct str_list only,
                      const struct collector *collector)
{
    if (only.count)
        return str_list_has(only, rule->id);
    return collector_severity(collector, rule->id, rule->severity) != SEVERITY_OFF;
}

void engine_run(const struct rules *rules, struct world *world, struct str_list only,
                struct collector *collector, struct sink *sink)
{
    for (size_t i = 0; i < rules->count; i++)
        if (is_wanted(rules->items[i], only, collector))
            run(rules->items[i], world, collector, sink);
}
