/* ismslint validate: any file against any schema, without a repository. */
#include "cmd/validate.h"

#include <string.h>

#include "base/clock.h"
#include "base/folder.h"
#include "base/visible.h"
#include "cmd/outputs.h"
#include "rules/catalogue.h"

struct validate_settings {
    const char *schema;
    struct string_list folders;
    bool assert_format;
    bool each;
    size_t input;
    struct option_targets formats;
    bool all;
    bool quiet;
};

static const char *input_name(size_t index)
{
    static const char *const names[] = {
        [INPUT_AUTO] = "auto",         [INPUT_YAML] = "yaml", [INPUT_JSON] = "json",
        [INPUT_MARKDOWN] = "markdown", [INPUT_CSV] = "csv",
    };

    return index < COUNT_OF(names) ? names[index] : NULL;
}

/* PATH as seen from the folder of -C. */
static const char *locate(const struct invocation *invocation, const char *path,
                          struct arena *arena)
{
    if (path[0] == '/' || strcmp(invocation->directory, ".") == 0)
        return path;
    return arena_printf(arena, "%s/%s", invocation->directory, path).data;
}

static int validate_operand(struct validation *validation, const struct invocation *invocation,
                            const char *operand, struct error *error)
{
    const char *path = locate(invocation, operand, validation->arena);
    struct file_list files = {{0}};
    size_t before;
    int result;

    if (strcmp(operand, "-") == 0) {
        validation_file(validation, "-", STR("<stdin>"));
        return 0;
    }
    if (!path_is_folder(path)) {
        validation_file(validation, path, str_of(operand));
        return 0;
    }
    result = folder_list(&files, str_of(path), validation_wants, validation->arena, error);
    before = validation->files;
    validation->in_folder = true;
    for (size_t i = 0; result == 0 && i < files.paths.count; i++)
        validation_file(validation, files.paths.items[i].data, files.paths.items[i]);
    validation->in_folder = false;
    if (result == 0 && validation->files == before)
        validation_report_empty(validation, str_of(operand));
    vector_release(&files.paths);
    return result;
}

/* Keywords that look misspelt do not make a schema wrong. */
static void report_hints(struct collector *collector, const struct sink *hints)
{
    size_t first = collector->result->findings.count;

    collector_sink(collector, hints, 0, NULL);
    for (size_t i = first; i < collector->result->findings.count; i++)
        collector->result->findings.items[i].severity = SEVERITY_WARNING;
}

static void add_summary(struct buffer *out, const struct validation *validation)
{
    size_t values = validation->values, files = validation->files;

    if (validation->each)
        visible_printf(out, "%zu document%s in ", values, values == 1 ? "" : "s");
    visible_printf(out, "%zu file%s: ", files, files == 1 ? "" : "s");
    if (validation->invalid)
        visible_printf(out, "%zu not valid\n", validation->invalid);
    else if (files == 0)
        visible_printf(out, "no file was validated\n");
    else
        visible_printf(out, files == 1 && !validation->each ? "valid\n" : "all valid\n");
}

static int exit_status(const struct lint_result *result, const struct validation *validation)
{
    if (result->configuration_broken)
        return ERROR_USAGE;
    if (validation->incomplete)
        return ERROR_FAILURE;
    return validation->invalid ? EXIT_FINDINGS : EXIT_CLEAN;
}

/* What a run of the command holds. */
struct validate_run {
    const struct invocation *invocation;
    const struct validate_settings *settings;
    struct arena arena;
    struct lint_result result;
    struct collector collector;
    struct sink faults, hints; /* of schemas */
    struct schema_set set;
    struct validation validation;
};

static int load_schema(struct validate_run *run, struct error *error)
{
    const struct validate_settings *settings = run->settings;
    struct schema_set_options options = {.schema =
                                             locate(run->invocation, settings->schema, &run->arena),
                                         .folder_count = settings->folders.count,
                                         .assert_format = settings->assert_format,
                                         .hints = &run->hints};
    const char **folders = arena_alloc_array(&run->arena, settings->folders.count, sizeof *folders);

    for (size_t i = 0; i < settings->folders.count; i++)
        folders[i] = locate(run->invocation, settings->folders.items[i], &run->arena);
    options.folders = folders;
    return schema_set_load(&run->set, &options, &run->arena, &run->faults, error);
}

static int validate_all(struct validate_run *run, struct error *error)
{
    const struct string_list *operands = &run->invocation->operands;

    if (load_schema(run, error) < 0)
        return -1;
    report_hints(&run->collector, &run->hints);
    collector_sink(&run->collector, &run->faults, 0, NULL);
    run->result.configuration_broken = !run->set.schema;
    validation_init(&run->validation, run->set.schema, &run->collector, &run->arena);
    run->validation.input = (enum validate_input)run->settings->input;
    run->validation.each = run->settings->each;
    for (size_t i = 0; run->set.schema && i < operands->count; i++)
        if (validate_operand(&run->validation, run->invocation, operands->items[i], error) < 0)
            return -1;
    collector_finish(&run->collector);
    if (outputs_want_catalogue(&run->settings->formats))
        catalogue_fill_codes(&run->collector);
    return 0;
}

static void add_tail(struct buffer *out, const void *context)
{
    const struct validate_run *run = context;

    if (run->set.schema)
        add_summary(out, &run->validation);
}

/* The text form has a closing line of its own. */
static int print(struct buffer *out, struct validate_run *run, struct error *error)
{
    const struct outputs outputs = {
        .formats = &run->settings->formats,
        .result = &run->result,
        .options = {.colour = run->invocation->colour,
                    .all = run->settings->all,
                    .quiet = run->settings->quiet,
                    .width = run->invocation->width},
        .add_tail = add_tail,
        .context = run,
        .own_summary = true,
    };
    char day[16];

    run->result.summary.files = run->validation.files;
    run->result.summary.snapshot = STR("files");
    run->result.summary.as_of = arena_str(
        &run->arena, str_of(civil_format(day, civil_from_days(day_of_instant(clock_now())))));
    return outputs_write(out, &outputs, run->invocation, error);
}

static int run(struct buffer *out, const struct invocation *invocation, struct error *error)
{
    struct validate_run run = {.invocation = invocation, .settings = invocation->settings};
    int status = -1;

    if (!run.settings->schema)
        return error_set(error, ERROR_USAGE, "missing schema: name it with `--schema`");
    if (outputs_check(&run.settings->formats, error) < 0)
        return -1;
    arena_init(&run.arena);
    sink_init(&run.faults, &run.arena);
    sink_init(&run.hints, &run.arena);
    collector_init(&run.collector, &run.result, &run.arena);
    if (validate_all(&run, error) == 0 && print(out, &run, error) == 0)
        status = exit_status(&run.result, &run.validation);
    validation_release(&run.validation);
    schema_set_release(&run.set);
    collector_release(&run.collector);
    lint_result_release(&run.result);
    sink_release(&run.faults);
    sink_release(&run.hints);
    arena_release(&run.arena);
    return status;
}

static const struct option options[] = {
    {.name = "schema",
     .letter = 's',
     .type = OPTION_STRING,
     .offset = offsetof(struct validate_settings, schema),
     .argument = "SCHEMA",
     .help = "validate against this JSON Schema (draft 2020-12), in YAML or JSON"},
    {.name = "schema-dir",
     .type = OPTION_LIST,
     .offset = offsetof(struct validate_settings, folders),
     .argument = "DIR",
     .help =
         "resolve references of SCHEMA in this folder, by $id or path; repeat for more folders"},
    {.name = "assert-format",
     .type = OPTION_FLAG,
     .offset = offsetof(struct validate_settings, assert_format),
     .help = "check `format` too, which the standard treats as an annotation"},
    {.name = "each",
     .type = OPTION_FLAG,
     .offset = offsetof(struct validate_settings, each),
     .help = "validate each YAML document, JSON Lines line or CSV row separately"},
    {.name = "input",
     .type = OPTION_CHOICE,
     .offset = offsetof(struct validate_settings, input),
     .argument = "INPUT",
     .help = "read files in this format; auto uses the file name, then the content",
     .choice = input_name},
    OUTPUT_OPTION(struct validate_settings),
    {.name = "all",
     .letter = 'a',
     .type = OPTION_FLAG,
     .offset = offsetof(struct validate_settings, all),
     .help = "show every finding in full (text format), even if more than five are alike"},
    {.name = "quiet",
     .letter = 'q',
     .type = OPTION_FLAG,
     .offset = offsetof(struct validate_settings, quiet),
     .help = "print findings without the summary (text format)"},
};

static const struct example examples[] = {
    {"ismslint validate --schema risk.schema.json risks/",
     "validate every YAML, JSON and Markdown file of a folder"},
    {"ismslint validate -s soa.yaml --schema-dir schemas soa.json",
     "validate with a folder of further schemas"},
    {"curl -s URL | ismslint validate -s api.json -", "validate standard input"},
    {"ismslint validate -s event.json --each log.jsonl", "validate each line separately"},
};

const struct command validate_command = {
    .name = "validate",
    .summary = "validate files against a JSON Schema",
    .operands = "--schema SCHEMA FILE...",
    .least = 1,
    .most = SIZE_MAX,
    .description =
        "Validates YAML, JSON, the front matter of Markdown, and CSV (a list of objects whose "
        "values are strings) against a JSON Schema of draft 2020-12. It needs no repository. If "
        "FILE is a folder, ismslint validates its YAML, JSON, JSON Lines and Markdown files. - is "
        "standard input.\n\nismslint looks up references beside SCHEMA, in the folders of "
        "--schema-dir, and among the schemas of its own kinds. The exit status is 0 if all files "
        "are valid, 1 if not, 2 if the schema is wrong, and 3 if a file cannot be read or a folder "
        "holds no file to validate.",
    .options = options,
    .option_count = COUNT_OF(options),
    .settings_size = sizeof(struct validate_settings),
    .examples = examples,
    .example_count = COUNT_OF(examples),
    .judges = true,
    .run = run,
};
