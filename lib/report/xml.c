#include "report/xml.h"

#include "base/utf8.h"
#include "base/visible.h"

static const struct {
    char c;
    const char *entity;
} entities[] = {
    {'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&apos;"},
};

static const char *entity_of(int32_t code_point)
{
    for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
        if (entities[i].c == code_point)
            return entities[i].entity;
    /* XML 1.0, section 2.2; controls are visible already. */
    return code_point == 0xFFFE || code_point == 0xFFFF ? "\xEF\xBF\xBD" : NULL;
}

void xml_add(struct buffer *out, struct str text)
{
    struct buffer seen = {0};
    struct str shown;

    visible_add(&seen, text);
    shown = buffer_str(&seen);
    for (size_t offset = 0; offset < shown.len;) {
        size_t start = offset;
        const char *entity = entity_of(utf8_next(shown, &offset));

        if (entity)
            buffer_add_c(out, entity);
        else
            buffer_add(out, str_slice(shown, start, offset));
    }
    buffer_release(&seen);
}

void xml_add_attribute(struct buffer *out, const char *name, struct str value)
{
    visible_printf(out, " %s=\"", name);
    xml_add(out, value);
    buffer_add_char(out, '"');
}

void xml_add_number(struct buffer *out, const char *name, size_t value)
{
    visible_printf(out, " %s=\"%zu\"", name, value);
}
