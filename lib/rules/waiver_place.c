#include "rules/waiver_place.h"

void waiver_places_find(waiver_place_list *out, const struct model *model)
{
    waive_comment_list found = {0};

    for (size_t i = 0; i < model->file_count; i++)
        if (model->files[i]->source)
            waive_comments_find(&found, &model->files[i]->document, model->files[i]->source);
    VECTOR_EACH (struct waive_comment, comment, &found)
        vector_push(out, ((struct waiver_place){*comment, false}));
    vector_release(&found);
}

static bool is_blank(struct str line)
{
    return !str_trim(line).len;
}

/* Is LINE a comment only? Such lines may stand between. */
static bool is_comment(struct str line, bool yaml)
{
    return str_starts_with(str_trim(line), yaml ? STR("#") : STR("<!--"));
}

static size_t indent_of(struct str line)
{
    size_t indent = 0;

    while (indent < line.len && line.data[indent] == ' ')
        indent++;
    return indent;
}

/* The first line below LINE that is neither blank nor a comment; 0 if there is none. */
static uint32_t line_below(struct source *source, uint32_t line, bool yaml)
{
    uint32_t count = source_line_count(source);

    while (++line <= count)
        if (!is_blank(source_line(source, line)) && !is_comment(source_line(source, line), yaml))
            return line;
    return 0;
}

/* Is the comment one of YAML: does it begin with a number sign? */
static bool is_yaml(const struct waive_comment *comment)
{
    return str_starts_with(span_text(comment->span), STR("#"));
}

/* Does LINE belong to what begins in line FIRST? */
static bool continues(struct source *source, bool yaml, uint32_t first, struct str line)
{
    if (!yaml)
        return !is_blank(line);
    return is_blank(line) || indent_of(line) > indent_of(source_line(source, first));
}

static bool is_below(const struct waive_comment *comment, uint32_t line)
{
    struct source *source = comment->span.source;
    bool yaml = is_yaml(comment);
    uint32_t at = line_below(source, source_line_number(source, comment->span.start), yaml);

    if (!at || line < at)
        return false;
    for (uint32_t next = at + 1; next <= line; next++)
        if (!continues(source, yaml, at, source_line(source, next)))
            return false;
    return true;
}

bool waiver_place_is_beside(const struct waive_comment *comment, struct span span)
{
    uint32_t line, own;

    if (!span.source || span.source != comment->span.source)
        return false;
    line = source_line_number(span.source, span.start);
    own = source_line_number(span.source, comment->span.start);
    if (line == own)
        return true;
    /* Behind a value it is about that line alone. */
    return is_comment(source_line(span.source, own), is_yaml(comment)) && is_below(comment, line);
}
