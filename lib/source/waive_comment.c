#include "source/waive_comment.h"

static const struct str mark = STR_INIT("ismslint:");

/* Ids of rules and of exceptions; whatever ends a comment is not among them. */
static bool is_of_word(char c)
{
    return ascii_is_alnum(c) || c == '-' || c == '_' || c == '.' || c == '/';
}

static struct str next_word(struct str *rest)
{
    struct str word;
    size_t end = 0;

    *rest = str_trim(*rest);
    while (end < rest->len && is_of_word(rest->data[end]))
        end++;
    word = str_slice(*rest, 0, end);
    *rest = str_slice(*rest, end, rest->len);
    if (rest->len && !ascii_is_space(rest->data[0]))
        return (struct str){0};
    return word;
}

bool waive_comment_parse(struct waive_comment *out, struct str text)
{
    struct str rest = str_trim(text);

    out->rule = out->id = (struct str){0};
    if (!str_starts_with(rest, mark) || str_find(rest, STR("--"), 0) >= 0)
        return false;
    rest = str_slice(rest, mark.len, rest.len);
    if (!str_equal_c(next_word(&rest), "waive"))
        return false;
    out->rule = next_word(&rest);
    out->id = next_word(&rest);
    if (out->rule.len && out->id.len && !str_trim(rest).len)
        return true;
    out->rule = out->id = (struct str){0};
    return false;
}

bool waive_comment_yaml(struct str *comment, struct str line)
{
    for (size_t i = 0; i < line.len; i++)
        if (line.data[i] == '#' && (i == 0 || ascii_is_space(line.data[i - 1]))) {
            *comment = str_slice(line, i, line.len);
            return true;
        }
    return false;
}

/* What is between the marks of an HTML comment. */
static bool inside_html(struct str *out, struct str comment)
{
    static const struct str open = STR_INIT("<!--"), close = STR_INIT("-->");

    comment = str_trim(comment);
    if (comment.len < open.len + close.len || !str_starts_with(comment, open) ||
        !str_ends_with(comment, close))
        return false;
    *out = str_slice(comment, open.len, comment.len - close.len);
    return true;
}

bool waive_comment_is_html(struct str comment)
{
    struct waive_comment ignored;
    struct str inside;

    return inside_html(&inside, comment) && waive_comment_parse(&ignored, inside);
}

/* ---- finding them ---- */

static void add(waive_comment_list *out, struct str text, struct span span)
{
    struct waive_comment comment;

    text = str_trim(text);
    if (!str_starts_with(text, mark))
        return;
    waive_comment_parse(&comment, text);
    comment.span = span;
    vector_push(out, comment);
}

static void find_yaml(waive_comment_list *out, struct span span)
{
    struct str rest = span_text(span), line, comment;

    while (str_next_line(&line, &rest))
        if (waive_comment_yaml(&comment, line)) {
            size_t start = (size_t)(comment.data - span.source->text.data);

            add(out, str_slice(comment, 1, comment.len),
                span_of(span.source, start, start + str_trim(comment).len));
        }
}

void waive_comments_find(waive_comment_list *out, const struct document *document,
                         struct source *source)
{
    const struct markdown *markdown = &document->markdown;
    struct str inside;

    if (document->format == FORMAT_YAML)
        find_yaml(out, span_of(source, 0, source->text.len));
    if (document->format != FORMAT_MARKDOWN)
        return;
    if (markdown->front_matter_span.source)
        find_yaml(out, markdown->front_matter_span);
    for (size_t i = 0; i < markdown->comment_count; i++)
        if (inside_html(&inside, span_text(markdown->comments[i])))
            add(out, inside, markdown->comments[i]);
}
