/* ismslint eval: what an expression of a rule comes to. */
#include "base/clock.h"
#include "base/file.h"
#include "base/visible.h"
#include "cmd/scene.h"
#include "language/kind_type.h"
#include "language/world.h"
#include "model/artifact_read.h"
#include "report/report.h"
#include "source/format.h"

struct eval_settings {
    struct scene_settings scene;
    const char *data;
    const char *kind;
};

/* One expression at work. */
struct trial {
    struct buffer *out;
    const struct invocation *invocation;
    struct arena *arena;
    struct error *error;
    int64_t now;
    struct scene scene;
    bool in_repository; /* the scene and its world are there */
    struct kinds kinds; /* of --kind without a repository */
    struct source data; /* of --data */
    struct source text; /* the expression */
    struct value *value;
    struct cel_environment *environment;
    const struct cel_type *self; /* the type of the data */
    struct world_subject subject;
    struct sink sink;
};

static const struct eval_settings *settings_of(const struct trial *trial)
{
    return trial->invocation->settings;
}

/* Print what was reported as findings are printed. */
static void print_findings(struct trial *trial, const struct finding *findings, size_t count)
{
    const struct report_options options = {
        .colour = trial->invocation->colour, .quiet = true, .width = trial->invocation->width};
    struct lint_result result = {0};

    for (size_t i = 0; i < count; i++)
        vector_push(&result.findings, findings[i]);
    report_format_find(STR("text"))->write(trial->out, &result, &options);
    lint_result_release(&result);
}

static struct finding finding_of(const char *code, struct span span, struct str message)
{
    return (struct finding){.rule = str_of(code),
                            .severity = SEVERITY_ERROR,
                            .message = message,
                            .span = span,
                            .path = span.source ? span.source->path : (struct str){0}};
}

static int print_diagnostics(struct trial *trial)
{
    for (size_t i = 0; i < trial->sink.diagnostics.count; i++) {
        const struct diagnostic *diagnostic = trial->sink.diagnostics.items[i];
        struct finding finding =
            finding_of(diagnostic->code, diagnostic->span, diagnostic->message);

        finding.label = diagnostic->label;
        finding.help = visible_str(diagnostic->help, trial->arena);
        print_findings(trial, &finding, 1);
    }
    return ERROR_USAGE;
}

/* --data FILE; returns 0, an exit status after its faults were printed, or -1. */
static int read_data(struct trial *trial)
{
    const char *path = settings_of(trial)->data;
    struct document document;
    struct str text;

    if (!path)
        return 0;
    if (file_read(&text, path, trial->arena, trial->error) < 0)
        return -1;
    /* Standard input has no extension; what is JSON is YAML too. */
    source_init(&trial->data, str_equal_c(str_of(path), "-") ? STR("stdin.yaml") : str_of(path),
                text, trial->arena);
    if (document_read(&document, &trial->data, trial->arena, &trial->sink) == 0) {
        trial->value = document.value;
        return 0;
    }
    if (trial->sink.diagnostics.count)
        return print_diagnostics(trial);
    return error_set(trial->error, ERROR_USAGE,
                     "%s: data is read from .yaml, .json, .csv and .md files", path);
}

/* --kind KIND: the type that a rule on it would see. */
static int find_type(struct trial *trial)
{
    const char *name = settings_of(trial)->kind;
    struct kind *kind;

    trial->self = &cel_dyn;
    if (!name)
        return 0;
    if (!trial->value)
        return error_set(trial->error, ERROR_USAGE, "`--kind` requires `--data`");
    if (kinds_load(&trial->kinds, trial->arena, trial->error) < 0)
        return -1;
    kind = kinds_find(&trial->kinds, str_of(name));
    if (!kind)
        return error_set(trial->error, ERROR_USAGE,
                         "unknown kind `%s` (`ismslint kinds` lists the kinds)", name);
    trial->self = kind_type(&trial->kinds, kind, trial->arena);
    return 0;
}

/* Without data the repository's own environment, if there is a repository. */
static int open_world(struct trial *trial)
{
    struct scene *scene = &trial->scene;
    int status = scene_open(scene, trial->invocation, trial->error);

    /* Data has nothing to do with a repository, but its days end with those of the ISMS. */
    if (status == 0)
        trial->now = scene->isms.now;
    if (trial->value || status < 0)
        return scene->repository && !trial->value ? -1 : 0;
    /* Fields with a schema finding are invalid to expressions. */
    for (size_t i = 0; i < scene->isms.model.artifacts.count; i++)
        artifact_validate(scene->isms.model.artifacts.items[i], &scene->isms.sink);
    if (isms_need_world(&scene->isms, trial->error) < 0)
        return -1;
    trial->in_repository = true;
    return 0;
}

static void declare(struct trial *trial)
{
    const struct zone *zone = &trial->scene.isms.model.config.zone;
    struct cel_value day = cel_of_timestamp(zone_day(zone, trial->now) * SECONDS_PER_DAY, 0);

    if (trial->in_repository) {
        trial->environment =
            cel_environment_new(trial->arena, trial->scene.knowledge.language.environment);
        return;
    }
    trial->environment = cel_environment_new(trial->arena, NULL);
    cel_define(trial->environment, STR("today"), &cel_timestamp, day);
    cel_define(trial->environment, STR("now"), &cel_timestamp, cel_of_timestamp(trial->now, 0));
    if (trial->value)
        cel_declare(trial->environment, STR("self"), trial->self, STR("the data"));
}

/* TYPE is what the checker found, which says more of lists than the value does. */
static void print_value(struct trial *trial, struct cel_evaluation *evaluation,
                        struct cel_value value, const struct cel_type *type)
{
    struct span span = cel_value_span(value);
    struct position position;

    cel_write_json(trial->out, evaluation, value);
    if (type->kind == CEL_TYPE_DYN)
        type = cel_value_type(value);
    visible_printf(trial->out, " (%.*s)\n", STR_ARG(cel_type_text(trial->arena, type)));
    if (!span.source)
        return;
    position = source_position(span.source, span.start);
    visible_printf(trial->out, "  --> %.*s:%u:%u\n", STR_ARG(span.source->path),
                   (unsigned)position.line, (unsigned)position.column);
}

static int print_failure(struct trial *trial, struct cel_value value)
{
    struct finding finding;
    struct finding_related related;

    if (value.tag == CEL_UNKNOWN) {
        for (const struct cel_missing *missing = value.missing; missing; missing = missing->next)
            visible_printf(trial->out, "unknown: %.*s\n", STR_ARG(missing->what));
        return ERROR_USAGE;
    }
    finding = finding_of("cel-evaluation", value.fault->span, value.fault->message);
    if (value.fault->where) {
        related = (struct finding_related){*value.fault->where, STR("this is the value")};
        finding.related = &related;
        finding.related_count = 1;
    }
    print_findings(trial, &finding, 1);
    return ERROR_USAGE;
}

static int evaluate(struct trial *trial, const struct cel_program *program)
{
    struct cel_evaluation evaluation;
    struct cel_value value;
    int status = EXIT_CLEAN;

    cel_evaluation_init(&evaluation, trial->environment, trial->arena);
    if (trial->in_repository) {
        trial->subject = (struct world_subject){&trial->scene.isms.world, NULL, trial->arena};
        evaluation.resolve = world_resolve;
        evaluation.resolve_context = &trial->subject;
    } else if (trial->value) {
        cel_bind(&evaluation, (unsigned)cel_slot(trial->environment, STR("self")),
                 cel_of_document(trial->arena, trial->value, trial->self, &trial->value->span));
    }
    value = cel_evaluate(program, &evaluation);
    if (cel_is_failure(value))
        status = print_failure(trial, value);
    else
        print_value(trial, &evaluation, value, cel_program_type(program));
    cel_evaluation_release(&evaluation);
    return status;
}

static int compile_and_evaluate(struct trial *trial)
{
    struct cel_text text = {.text = str_of(trial->invocation->operands.items[0])};
    struct cel_program *program;
    int status;

    source_init(&trial->text, STR("expression"), text.text, trial->arena);
    text.span = span_of(&trial->text, 0, text.text.len);
    trial->sink.diagnostics.count = 0;
    program = cel_compile(trial->environment, &text, NULL, trial->arena, &trial->sink);
    if (!program)
        return print_diagnostics(trial);
    status = evaluate(trial, program);
    cel_program_release(program);
    return status;
}

static int try_expression(struct trial *trial)
{
    int status = read_data(trial);

    if (status != 0)
        return status;
    if (find_type(trial) < 0 || open_world(trial) < 0)
        return -1;
    declare(trial);
    return compile_and_evaluate(trial);
}

static int run(struct buffer *out, const struct invocation *invocation, struct error *error)
{
    const struct eval_settings *settings = invocation->settings;
    const struct option_date *as_of = &settings->scene.as_of;
    struct arena arena = {0};
    struct trial trial = {.out = out, .invocation = invocation, .arena = &arena, .error = error};
    int status;

    trial.now = as_of->given ? zone_day_end(NULL, as_of->day) : clock_now();
    sink_init(&trial.sink, &arena);
    status = try_expression(&trial);
    scene_close(&trial.scene);
    kinds_release(&trial.kinds);
    sink_release(&trial.sink);
    arena_release(&arena);
    return status;
}

static const struct option options[] = {
    {.name = "data",
     .type = OPTION_STRING,
     .offset = offsetof(struct eval_settings, data),
     .argument = "FILE",
     .help =
         "bind `self` to the content of a YAML, JSON, CSV or Markdown file; - is standard input"},
    {.name = "kind",
     .type = OPTION_STRING,
     .offset = offsetof(struct eval_settings, kind),
     .argument = "KIND",
     .help = "type-check the expression against the schema of KIND"},
    SCENE_OPTIONS,
};

static const struct example examples[] = {
    {"ismslint eval 'date(\"2026-01-31\") + months(1)'", "compute the last day of February"},
    {"ismslint eval --data risk.yaml --kind risk 'self.?score.orValue(0) > 12'",
     "test a field of the file"},
    {"ismslint eval 'isms.risk.filter(r, !has(r.owner)).map(r, r.id)'",
     "list the risks of this repository that have no owner"},
};

const struct command eval_command = {
    .name = "eval",
    .summary = "evaluate a CEL expression, for example to try out a rule",
    .operands = "EXPRESSION",
    .least = 1,
    .most = 1,
    .description = "Prints the value of a CEL expression as JSON, its type, and its position in a "
                   "file. If the expression is wrong, ismslint prints the error with a caret under "
                   "the expression.\n\nWith --data, `self` is the content of the file. Without "
                   "--data, inside a repository, the variables of the whole ISMS are available: "
                   "isms, ids, catalog, today, now.",
    .options = options,
    .option_count = COUNT_OF(options),
    .settings_size = sizeof(struct eval_settings),
    .examples = examples,
    .example_count = COUNT_OF(examples),
    .run = run,
};
