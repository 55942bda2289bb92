/* ismslint kinds: what the program knows as an artifact, and where it looks for it. */
#include "base/json_writer.h"
#include "base/visible.h"
#include "cmd/command.h"
#include "model/kind.h"
#include "report/ink.h"

struct kinds_settings {
    size_t format; /* number of the list's form */
};

static const char *forms_text(const struct kind *kind)
{
    static const char *const texts[] = {
        [FORM_DOCUMENT] = "document",
        [FORM_REGISTER] = "register",
        [FORM_DOCUMENT | FORM_REGISTER] = "document, register",
    };

    return texts[kind->forms];
}

static void write_json(struct buffer *out, const struct kinds *kinds, bool colour)
{
    struct json_writer writer;

    (void)colour;
    json_writer_init(&writer, out, true);
    json_write_array_begin(&writer);
    for (size_t i = 0; i < kinds->count; i++) {
        const struct kind *kind = &kinds->items[i];

        json_write_object_begin(&writer);
        json_write_string_member(&writer, "kind", kind->name);
        json_write_string_member(&writer, "title", kind->title);
        json_write_string_member(&writer, "forms", str_of(forms_text(kind)));
        json_write_strings_member(&writer, "files", kind->files);
        json_write_strings_member(&writer, "clauses", kind->clauses);
        json_write_object_end(&writer);
    }
    json_write_array_end(&writer);
    buffer_add_char(out, '\n');
}

static void write_text(struct buffer *out, const struct kinds *kinds, bool colour)
{
    for (size_t i = 0; i < kinds->count; i++) {
        const struct kind *kind = &kinds->items[i];

        ink_add(out, colour, INK_STRONG, kind->name);
        visible_printf(out, " (%s)\n", forms_text(kind));
        for (size_t j = 0; j < kind->files.count; j++)
            visible_printf(out, "    %.*s\n", STR_ARG(kind->files.items[j]));
        for (size_t j = 0; j < kind->keyed.count; j++)
            visible_printf(out, "    %.*s under `%.*s:`\n", STR_ARG(kind->keyed.items[j]),
                           STR_ARG(kind->list));
    }
}

/* The table of README.md. */
static void write_markdown(struct buffer *out, const struct kinds *kinds, bool colour)
{
    (void)colour;
    buffer_add_c(out, "| kind | as | default paths |\n|---|---|---|\n");
    for (size_t i = 0; i < kinds->count; i++) {
        const struct kind *kind = &kinds->items[i];

        visible_printf(out, "| %.*s | %s |", STR_ARG(kind->name), forms_text(kind));
        for (size_t j = 0; j < kind->files.count; j++)
            visible_printf(out, "%s `%.*s`", j > 0 ? "," : "", STR_ARG(kind->files.items[j]));
        for (size_t j = 0; j < kind->keyed.count; j++)
            visible_printf(out, ", `%.*s` under `%.*s:`", STR_ARG(kind->keyed.items[j]),
                           STR_ARG(kind->list));
        buffer_add_c(out, " |\n");
    }
}

static const struct {
    const char *name;
    void (*write)(struct buffer *out, const struct kinds *kinds, bool colour);
} formats[] = {{"text", write_text}, {"json", write_json}, {"markdown", write_markdown}};

static const char *list_format_name(size_t index)
{
    return index < COUNT_OF(formats) ? formats[index].name : NULL;
}

static int run(struct buffer *out, const struct invocation *invocation, struct error *error)
{
    const struct kinds_settings *settings = invocation->settings;
    struct kinds kinds = {0};
    struct arena arena;
    int status = -1;

    arena_init(&arena);
    if (kinds_load(&kinds, &arena, error) == 0) {
        formats[settings->format].write(out, &kinds, invocation->colour);
        status = EXIT_CLEAN;
    }
    kinds_release(&kinds);
    arena_release(&arena);
    return status;
}

static const struct option options[] = {
    {.name = "format",
     .type = OPTION_CHOICE,
     .offset = offsetof(struct kinds_settings, format),
     .argument = "FORMAT",
     .help = "print in this format",
     .choice = list_format_name},
};

static const struct example examples[] = {
    {"ismslint kinds", "list each kind with its default paths"},
};

const struct command kinds_command = {
    .name = "kinds",
    .summary = "list the kinds of artifact and their default paths",
    .operands = "",
    .description = "Lists the kinds of artifact, their form (a document is a whole file, a "
                   "register is a file of many entries), and their default paths. `artifacts:` in "
                   ".ismslint.yaml maps other files.",
    .options = options,
    .option_count = COUNT_OF(options),
    .settings_size = sizeof(struct kinds_settings),
    .examples = examples,
    .example_count = COUNT_OF(examples),
    .run = run,
};
