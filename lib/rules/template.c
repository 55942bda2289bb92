#include "rules/template.h"

#include "base/buffer.h"
#include "base/visible.h"
#include "source/position.h"

static uint32_t locate_in_string(void *context, uint32_t offset)
{
    const struct value *value = context;

    return value_string_span(value, offset, offset).start;
}

struct cel_text page_text(const struct value *value)
{
    return (struct cel_text){.text = value->string,
                             .span = value->span,
                             .locate = locate_in_string,
                             .context = (void *)(uintptr_t)value};
}

/* An expression in the middle of a template: its offsets count from `start`. */
struct embedded {
    const struct value *value;
    uint32_t start;
};

static uint32_t locate_embedded(void *context, uint32_t offset)
{
    const struct embedded *embedded = context;

    return locate_in_string((void *)(uintptr_t)embedded->value, embedded->start + offset);
}

static struct cel_text embedded_text(const struct value *value, size_t start, size_t length,
                                     struct arena *arena)
{
    struct embedded *embedded = ARENA_NEW(arena, struct embedded);

    *embedded = (struct embedded){value, (uint32_t)start};
    return (struct cel_text){.text = str_slice(value->string, start, start + length),
                             .span = value_string_span(value, start, start + length),
                             .locate = locate_embedded,
                             .context = embedded};
}

static void add_text(struct template *template, struct str text)
{
    if (text.len)
        template->pieces[template->count++] = (struct template_piece){text, NULL};
}

static bool report_brace(struct sink *sink, const struct value *value, size_t at)
{
    sink_report(sink, "rule-template", value_string_span(value, at, at + 1),
                "this brace is not closed")
        ->help = STR("write `{{` for a literal brace");
    return false;
}

/* The expression behind the brace at AT; *NEXT is set behind its closing brace. */
static bool add_expression(struct template *template, const struct cel_environment *environment,
                           const struct value *value, size_t at, size_t *next,
                           const struct cel_options *options, struct arena *arena,
                           struct sink *sink)
{
    struct str rest = str_slice(value->string, at + 1, value->string.len);
    ptrdiff_t length = cel_embedded_length(rest);
    struct cel_text text;
    struct cel_program *program;

    if (length < 0)
        return report_brace(sink, value, at);
    text = embedded_text(value, at + 1, (size_t)length, arena);
    *next = at + 2 + (size_t)length;
    program = cel_compile(environment, &text, options, arena, sink);
    if (!program)
        return false;
    template->pieces[template->count++] = (struct template_piece){{0}, program};
    return true;
}

static size_t count_braces(struct str text)
{
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.data[i] == '{' || text.data[i] == '}';
    return count;
}

bool template_compile(struct template *out, const struct cel_environment *environment,
                      const struct value *value, const struct cel_options *options,
                      struct arena *arena, struct sink *sink)
{
    struct str text;
    size_t literal = 0, i = 0;
    bool good = true;

    *out = (struct template){0};
    if (!value || value->type != VALUE_STRING)
        return true;
    text = value->string;
    out->pieces = arena_alloc_array(arena, 2 * count_braces(text) + 1, sizeof *out->pieces);
    while (i < text.len) {
        char c = text.data[i];
        bool doubled = i + 1 < text.len && text.data[i + 1] == c;

        if (c != '{' && !(c == '}' && doubled)) {
            i++;
            continue;
        }
        add_text(out, str_slice(text, literal, i + doubled));
        if (doubled) {
            i += 2;
        } else if (!add_expression(out, environment, value, i, &i, options, arena, sink)) {
            good = false;
            break;
        }
        literal = i;
    }
    if (good)
        add_text(out, str_slice(text, literal, text.len));
    return good;
}

void template_release(struct template *template)
{
    for (size_t i = 0; i < template->count; i++)
        cel_program_release(template->pieces[i].program);
    template->count = 0;
}

/* In one line, whatever a document says in it: only the page's own words may break lines. */
static void add_value(struct buffer *out, struct cel_evaluation *evaluation, struct cel_value value)
{
    struct buffer text = {0};

    cel_write_text(&text, evaluation, value);
    visible_add(out, buffer_str(&text));
    buffer_release(&text);
}

struct str template_fill(const struct template *template, struct cel_evaluation *evaluation,
                         struct arena *arena)
{
    struct buffer buffer = {0};
    struct str filled;

    for (size_t i = 0; i < template->count; i++) {
        const struct template_piece *piece = &template->pieces[i];
        struct cel_value value;

        if (!piece->program) {
            buffer_add(&buffer, piece->text);
            continue;
        }
        value = cel_evaluate(piece->program, evaluation);
        if (cel_is_failure(value))
            buffer_add_c(&buffer, "?");
        else
            add_value(&buffer, evaluation, value);
    }
    filled = arena_str(arena, buffer_str(&buffer));
    buffer_release(&buffer);
    return filled;
}
