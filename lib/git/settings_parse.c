/* The syntax of configuration files, as config.c of git 2.39 has it. */
#include "base/buffer.h"
#include "git/settings_private.h"

struct parser {
    struct str text;
    size_t at;
    size_t line;
    bool end;           /* of the text was read */
    struct buffer name; /* "section.sub." and then the name */
    struct buffer value;
};

static bool is_space(int c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool is_key_char(int c)
{
    return ascii_is_alnum((char)c) || c == '-';
}

/* The next byte; the end is a line break, as one with a carriage return is. */
static int next(struct parser *parser)
{
    int c;

    if (parser->at >= parser->text.len) {
        parser->end = true;
        return '\n';
    }
    c = (unsigned char)parser->text.data[parser->at++];
    if (c == '\r' && parser->at < parser->text.len && parser->text.data[parser->at] == '\n')
        c = (unsigned char)parser->text.data[parser->at++];
    parser->line += c == '\n';
    return c;
}

/* The rest of `[section "Sub"]` behind the section's name. */
static bool read_subsection(struct parser *parser, int c)
{
    while (is_space(c) && c != '\n')
        c = next(parser);
    if (c != '"')
        return false;
    buffer_add_char(&parser->name, '.');
    while ((c = next(parser)) != '"') {
        if (c == '\\')
            c = next(parser);
        if (c == '\n')
            return false;
        buffer_add_char(&parser->name, (char)c);
    }
    return next(parser) == ']';
}

/* `[section]`, `[section.sub]` or `[section "Sub"]` behind the bracket. */
static bool read_section(struct parser *parser)
{
    buffer_clear(&parser->name);
    for (;;) {
        int c = next(parser);

        if (parser->end)
            return false;
        if (c == ']')
            return true;
        if (is_space(c))
            return read_subsection(parser, c);
        if (!is_key_char(c) && c != '.')
            return false;
        buffer_add_char(&parser->name, ascii_lower((char)c));
    }
}

/* What a backslash and C stand for; 0: nothing. */
static char escaped(int c)
{
    return (char)(c == 't'                ? '\t'
                  : c == 'b'              ? '\b'
                  : c == 'n'              ? '\n'
                  : c == '\\' || c == '"' ? c
                                          : 0);
}

/* The value behind '=': quotes are taken off, white space at its ends, comments. */
static bool read_value(struct parser *parser)
{
    bool quoted = false, comment = false;
    size_t spaces = 0;

    buffer_clear(&parser->value);
    for (;;) {
        int c = next(parser);

        if (c == '\n')
            return !quoted;
        if (comment)
            continue;
        if (is_space(c) && !quoted) {
            spaces += parser->value.len > 0;
            continue;
        }
        if (!quoted && (c == ';' || c == '#')) {
            comment = true;
            continue;
        }
        for (; spaces; spaces--)
            buffer_add_char(&parser->value, ' ');
        if (c == '"') {
            quoted = !quoted;
            continue;
        }
        if (c == '\\') {
            c = next(parser);
            if (c == '\n' && !parser->end)
                continue;
            c = escaped(c);
            if (!c)
                return false;
        }
        buffer_add_char(&parser->value, (char)c);
    }
}

/* "name" or "name = value", C being the first letter; *HAS_VALUE tells which. */
static bool read_variable(struct parser *parser, int c, bool *has_value)
{
    do
        buffer_add_char(&parser->name, ascii_lower((char)c));
    while (is_key_char(c = next(parser)));
    while (c == ' ' || c == '\t')
        c = next(parser);
    *has_value = c != '\n';
    buffer_clear(&parser->value);
    return !*has_value || (c == '=' && read_value(parser));
}

static int parse(struct parser *parser, struct arena *arena, setting_handler *handler,
                 void *context, struct error *error)
{
    size_t base = 0;

    while (!parser->end) {
        struct setting setting = {0};
        int c = next(parser);

        if (is_space(c))
            continue;
        if (c == '#' || c == ';') {
            while (next(parser) != '\n')
                continue;
        } else if (c == '[') {
            if (!read_section(parser))
                return 1;
            buffer_add_char(&parser->name, '.');
            base = parser->name.len;
        } else {
            parser->name.len = base;
            if (!ascii_is_alpha((char)c) || !read_variable(parser, c, &setting.has_value))
                return 1;
            setting.key = arena_str(arena, buffer_str(&parser->name));
            setting.value = arena_str(arena, buffer_str(&parser->value));
            if (handler(context, &setting, error) < 0)
                return -1;
        }
    }
    return 0;
}

int settings_parse(struct str text, const char *path, struct arena *arena, setting_handler *handler,
                   void *context, struct error *error)
{
    bool marked = str_starts_with(text, STR("\xef\xbb\xbf"));
    struct parser parser = {.text = str_slice(text, marked ? 3 : 0, text.len), .line = 1};
    int status = parse(&parser, arena, handler, context, error);

    /* At its end the line break has been counted already. */
    if (status > 0)
        status =
            error_set(error, ERROR_FAILURE, "git's configuration %s is wrong in line %zu", path,
                      parser.line - (parser.at && parser.text.data[parser.at - 1] == '\n'));
    buffer_release(&parser.name);
    buffer_release(&parser.value);
    return status;
}
