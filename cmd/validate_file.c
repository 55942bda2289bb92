/* One file against the schema. */
#include <string.h>

#include "base/file.h"
#include "cmd/validate.h"
#include "rules/codes.h"
#include "source/csv.h"
#include "source/format.h"
#include "source/json.h"
#include "source/yaml.h"

void validation_init(struct validation *validation, const struct jsonschema *schema,
                     struct collector *collector, struct arena *arena)
{
    *validation = (struct validation){.schema = schema, .collector = collector, .arena = arena};
}

void validation_release(struct validation *validation)
{
    for (size_t i = 0; i < validation->kept.count; i++)
        arena_release(validation->kept.items[i]);
    vector_release(&validation->kept);
}

static bool is_lines(struct str path)
{
    return str_ends_with(path, STR(".jsonl")) || str_ends_with(path, STR(".ndjson"));
}

bool validation_wants(struct str path)
{
    enum format format = format_of_path(path);

    return format == FORMAT_YAML || format == FORMAT_JSON || format == FORMAT_MARKDOWN ||
           is_lines(path);
}

/* Text that begins like JSON is JSON; everything else without a name that tells is YAML. */
static enum validate_input guess(struct str text)
{
    struct str start = str_trim(str_slice(text, 0, 1024));

    return start.len && (start.data[0] == '{' || start.data[0] == '[') ? INPUT_JSON : INPUT_YAML;
}

static enum validate_input input_of(const struct validation *validation,
                                    const struct source *source)
{
    static const enum validate_input inputs[] = {
        [FORMAT_NONE] = INPUT_AUTO, [FORMAT_YAML] = INPUT_YAML,         [FORMAT_JSON] = INPUT_JSON,
        [FORMAT_CSV] = INPUT_CSV,   [FORMAT_MARKDOWN] = INPUT_MARKDOWN,
    };
    enum validate_input input = validation->input;

    if (input == INPUT_AUTO)
        input = inputs[format_of_path(source->path)];
    if (input == INPUT_AUTO && is_lines(source->path))
        input = INPUT_JSON;
    return input == INPUT_AUTO ? guess(source->text) : input;
}

/* The front matter alone: what stands behind it is prose. */
static int read_front_matter(struct value **out, struct source *source, struct arena *arena,
                             struct sink *sink)
{
    struct markdown markdown;

    markdown_read(&markdown, source, arena, sink);
    *out = markdown.front_matter;
    if (*out && (*out)->type == VALUE_NULL) {
        sink_report(sink, "markdown-front-matter", span_of(source, 0, 0),
                    "the file has no front matter to validate");
        *out = NULL;
    }
    return *out ? 0 : -1;
}

static int read_rows(struct value **out, struct source *source, struct arena *arena,
                     struct sink *sink)
{
    struct csv_table table;
    int result = csv_read(&table, source, 0, arena, sink);

    *out = table.rows;
    return result;
}

static int read_each_row(struct documents *out, struct source *source, struct arena *arena,
                         struct sink *sink)
{
    struct value *rows;

    if (read_rows(&rows, source, arena, sink) < 0)
        return -1;
    VALUE_EACH_ITEM (item, rows)
        vector_push(&out->values, item->value);
    return 0;
}

static int read_one(struct documents *out, enum validate_input input, struct source *source,
                    struct arena *arena, struct sink *sink)
{
    static int (*const readers[])(struct value **, struct source *, struct arena *,
                                  struct sink *) = {
        [INPUT_YAML] = yaml_read,
        [INPUT_JSON] = json_read,
        [INPUT_MARKDOWN] = read_front_matter,
        [INPUT_CSV] = read_rows,
    };
    struct value *value;

    if (readers[input](&value, source, arena, sink) < 0)
        return -1;
    vector_push(&out->values, value);
    return 0;
}

static int read_values(struct documents *out, const struct validation *validation,
                       struct source *source, struct arena *arena, struct sink *sink)
{
    enum validate_input input = input_of(validation, source);

    if ((validation->each && input == INPUT_JSON) || is_lines(source->path))
        return json_read_each(out, source, arena, sink);
    if (validation->each && input == INPUT_YAML)
        return yaml_read_each(out, source, arena, sink);
    if (validation->each && input == INPUT_CSV)
        return read_each_row(out, source, arena, sink);
    return read_one(out, input, source, arena, sink);
}

/* The arena of the next file. */
static struct arena *take_arena(struct validation *validation)
{
    struct arena *arena = validation->spare;

    if (arena) {
        arena_reset(arena);
        return arena;
    }
    arena = ARENA_NEW(validation->arena, struct arena);
    arena_init(arena);
    vector_push(&validation->kept, arena);
    validation->spare = arena;
    return arena;
}

/* Does the sink hold more than warnings? Severities are the codes'. */
static bool has_error(const struct sink *sink)
{
    for (size_t i = 0; i < sink->diagnostics.count; i++) {
        const struct code *code = code_find(str_of(sink->diagnostics.items[i]->code));

        if (!code || code->severity == SEVERITY_ERROR)
            return true;
    }
    return false;
}

/* A Markdown file that was found in a folder, not named, need not have front matter. */
static bool is_prose(const struct documents *documents, const struct sink *sink)
{
    return documents->values.count == 0 && sink->diagnostics.count == 1 &&
           strcmp(sink->diagnostics.items[0]->code, "markdown-front-matter") == 0 &&
           sink->diagnostics.items[0]->span.end == 0;
}

static void validate_source(struct validation *validation, struct source *source,
                            struct arena *arena)
{
    struct documents documents = {{0}};
    size_t invalid = 0;
    struct sink sink;

    sink_init(&sink, arena);
    read_values(&documents, validation, source, arena, &sink);
    if (validation->in_folder && is_prose(&documents, &sink)) {
        sink_release(&sink);
        return;
    }
    invalid = has_error(&sink);
    for (size_t i = 0; i < documents.values.count; i++)
        invalid += !jsonschema_validate(validation->schema, documents.values.items[i], &sink);
    validation->files++;
    validation->values += documents.values.count;
    validation->invalid += validation->each ? invalid : invalid > 0;
    if (sink.diagnostics.count) {
        collector_sink(validation->collector, &sink, 0, NULL);
        validation->spare = NULL;
    }
    vector_release(&documents.values);
    sink_release(&sink);
}

static void report_unread(struct validation *validation, struct str shown, struct str why)
{
    struct finding finding = {.rule = STR("file-unreadable"),
                              .severity = SEVERITY_ERROR,
                              .message = arena_str(validation->arena, why),
                              .path = arena_str(validation->arena, shown)};

    collector_add(validation->collector, &finding);
    validation->incomplete = true;
}

static void report_unreadable(struct validation *validation, struct str shown,
                              const struct error *error)
{
    report_unread(validation, shown, str_of(error->message));
    validation->files++;
    validation->invalid++;
}

void validation_report_empty(struct validation *validation, struct str shown)
{
    report_unread(validation, shown,
                  STR("this folder holds no YAML, JSON or Markdown file to validate"));
}

void validation_file(struct validation *validation, const char *path, struct str shown)
{
    struct arena *arena = take_arena(validation);
    struct source *source = ARENA_NEW(arena, struct source);
    struct error error;
    struct str text;

    if (file_read(&text, path, arena, &error) < 0) {
        report_unreadable(validation, shown, &error);
        return;
    }
    source_init(source, shown, text, arena);
    validate_source(validation, source, arena);
}
