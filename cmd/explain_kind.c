#include "cmd/explain_kind.h"

#include <stdio.h>

#include "base/embedded.h"
#include "base/visible.h"
#include "report/ink.h"
#include "report/wrap.h"

static void add_types(struct buffer *out, const struct jsonschema_shape *shape)
{
    bool any = false;

    if (shape->format.len) {
        visible_add(out, shape->format);
        return;
    }
    for (int type = VALUE_NULL; type <= VALUE_MAP; type++) {
        bool whole = type == VALUE_INT && (shape->types & 1u << VALUE_DOUBLE);

        if (!(shape->types & 1u << type) || whole)
            continue;
        visible_printf(out, "%s%s", any ? " or " : "", value_type_name((enum value_type)type));
        any = true;
    }
}

static void add_allowed(struct buffer *out, const struct jsonschema_shape *shape)
{
    for (size_t i = 0; i < shape->allowed_count; i++)
        visible_printf(out, "%s%.*s", i == 0 ? ": one of " : ", ",
                       STR_ARG(span_text(shape->allowed[i]->span)));
}

/* "owner (string, required)", and below it what the schema says of it. */
static void add_field(struct buffer *out, const struct jsonschema_property *property, bool colour,
                      size_t width)
{
    const struct jsonschema_shape *shape = property->shape;
    struct str about = shape->description.len ? shape->description : shape->title;

    buffer_add_c(out, "  ");
    ink_add(out, colour, INK_STRONG, property->name);
    buffer_add_c(out, " (");
    add_types(out, shape);
    buffer_add_c(out, property->required ? ", required)" : ")");
    add_allowed(out, shape);
    buffer_add_c(out, "\n      ");
    wrap_paragraph(out, about, width, 6, 6);
}

static void add_lines(struct buffer *out, struct str text)
{
    struct str line;

    while (str_next_line(&line, &text))
        visible_printf(out, "%.*s\n", STR_ARG(line));
}

static void add_template(struct buffer *out, const struct kind *kind, bool colour)
{
    static const char *const endings[] = {"md", "yaml", "csv"};
    char path[256];

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        const struct embedded_file *file;

        snprintf(path, sizeof path, "schema/%.*s/template.%s", STR_ARG(kind->name), endings[i]);
        file = embedded_find(str_of(path));
        if (!file)
            continue;
        buffer_add_char(out, '\n');
        ink_add(out, colour, INK_STRONG, STR("To begin with"));
        buffer_add_c(out, "\n\n");
        add_lines(out, file->content);
    }
}

int explain_kind(struct buffer *out, struct kinds *kinds, struct kind *kind, bool colour,
                 size_t width, struct error *error)
{
    if (kinds_need_schema(kinds, kind, error) < 0)
        return -1;
    ink_add(out, colour, INK_STRONG, kind->name);
    visible_printf(out, ": %.*s\n\n", STR_ARG(kind->title));
    for (size_t i = 0; i < kind->files.count; i++)
        visible_printf(out, "%s%.*s\n", i == 0 ? "looked for in  " : "               ",
                       STR_ARG(kind->files.items[i]));
    buffer_add_char(out, '\n');
    ink_add(out, colour, INK_STRONG, STR("Fields"));
    buffer_add_c(out, "\n\n");
    for (size_t i = 0; i < kind->shape->property_count; i++)
        add_field(out, &kind->shape->properties[i], colour, width);
    add_template(out, kind, colour);
    return 0;
}
