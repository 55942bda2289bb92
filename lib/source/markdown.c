#include "source/markdown.h"

#include <cmark-gfm-core-extensions.h>

#include "base/memory.h"
#include "source/markdown_cost.h"
#include "source/markdown_text.h"
#include "source/markdown_walk.h"
#include "source/reader.h"
#include "source/yaml.h"

/* The line at OFFSET without its line end; *NEXT is the offset of the one below. */
static struct str line_at(struct str text, size_t offset, size_t *next)
{
    struct str rest = str_slice(text, offset, text.len), line = {NULL, 0};

    str_next_line(&line, &rest);
    *next = text.len - rest.len;
    return line;
}

/* A line of MARK and white space. */
static bool is_mark(struct str line, struct str mark)
{
    if (!str_starts_with(line, mark))
        return false;
    return str_trim(str_slice(line, mark.len, line.len)).len == 0;
}

/* Where front matter that starts at START is closed; *NEXT is behind its mark. */
static bool find_end(struct str text, size_t start, size_t *end, size_t *next)
{
    for (*next = start; *next < text.len;) {
        struct str line;

        *end = *next;
        line = line_at(text, *next, next);
        if (is_mark(line, STR("---")) || is_mark(line, STR("...")))
            return true;
    }
    return false;
}

static void report_front_matter(struct reader *reader, struct span span, const char *message,
                                struct str help)
{
    reader_report(reader, "markdown-front-matter", span.start, span.end, "%s", message)->help =
        help;
}

static void read_yaml(struct markdown *out, struct reader *reader)
{
    struct span span = out->front_matter_span;
    struct value *value;

    out->front_matter = NULL;
    if (yaml_read_part(&value, reader->source, span.start, span.end, reader->arena, reader->sink) <
        0)
        return;
    if (value->type == VALUE_MAP || value->type == VALUE_NULL)
        out->front_matter = value;
    else
        report_front_matter(reader, value->span, "front matter must consist of keys with values",
                            STR("write lines `key: value` between the two lines `---`"));
}

/* Where white space and comments at the start of TEXT, from START on, end. */
static size_t skip_comments(struct str text, size_t start)
{
    for (;;) {
        ptrdiff_t end;

        while (start < text.len && ascii_is_space(text.data[start]))
            start++;
        if (!str_starts_with(str_slice(text, start, text.len), STR("<!--")))
            return start;
        end = str_find(text, STR("-->"), start + 4);
        if (end < 0)
            return start;
        start = (size_t)end + 3;
    }
}

/* Is LINE like `key: value`? */
static bool is_entry(struct str line)
{
    size_t i = 0;

    while (i < line.len && (ascii_is_alnum(line.data[i]) || line.data[i] == '_' ||
                            line.data[i] == '-' || (unsigned char)line.data[i] >= 0x80))
        i++;
    return i && i < line.len && line.data[i] == ':' &&
           (i + 1 == line.len || ascii_is_space(line.data[i + 1]));
}

/*
 * Front matter that does not start on the first line would be read as prose, and its
 * fields as absent. Dashes above `key: value` lines are taken for it.
 */
static bool report_displaced(struct reader *reader, size_t start)
{
    size_t at = skip_comments(reader->text, start), inside, end, next;
    struct str mark = line_at(reader->text, at, &inside);

    if (at == start || !is_mark(mark, STR("---")) ||
        !is_entry(line_at(reader->text, inside, &next)) ||
        !find_end(reader->text, inside, &end, &next))
        return false;
    report_front_matter(reader, span_of(reader->source, at, at + str_trim(mark).len),
                        "this front matter does not start on the first line",
                        STR("move it to the first line of the file, above comments"));
    return true;
}

/* Front matter, if there is any. Returns the offset at which the Markdown starts. */
static size_t read_front_matter(struct markdown *out, struct reader *reader)
{
    size_t start = reader_bom_size(reader), inside, end, next;
    struct str mark = line_at(reader->text, start, &inside);
    struct span mark_span = span_of(reader->source, start, start + str_trim(mark).len);

    out->front_matter_span = span_of(reader->source, start, start);
    out->front_matter = value_new_null(reader->arena, out->front_matter_span);
    if (is_mark(mark, STR("+++"))) {
        out->front_matter = NULL;
        reader_report(reader, "markdown-toml-front-matter", mark_span.start, mark_span.end,
                      "this front matter is in TOML, not in YAML")
            ->help = STR("write it in YAML, between two lines `---`");
        return start;
    }
    if (!is_mark(mark, STR("---"))) {
        if (report_displaced(reader, start))
            out->front_matter = NULL;
        return start;
    }
    if (!find_end(reader->text, inside, &end, &next)) {
        out->front_matter = NULL;
        report_front_matter(reader, mark_span, "this front matter is not closed",
                            STR("put a line `---` below its last key"));
        return start;
    }
    out->front_matter_span = span_of(reader->source, inside, end);
    read_yaml(out, reader);
    return next;
}

/* The default allocator of cmark aborts; extensions take no other. */
static void set_allocator(void)
{
    cmark_mem *memory = cmark_get_default_mem_allocator();

    memory->calloc = memory_zalloc;
    memory->realloc = memory_realloc;
}

static cmark_node *parse(struct str body)
{
    cmark_syntax_extension *table;
    cmark_parser *parser;
    cmark_node *root;

    set_allocator();
    cmark_gfm_core_extensions_ensure_registered();
    table = cmark_find_syntax_extension("table");
    parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    if (!parser || !table)
        memory_exhausted();
    cmark_parser_attach_syntax_extension(parser, table);
    cmark_parser_feed(parser, body.len ? body.data : "", body.len);
    root = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return root;
}

static void read_text(struct markdown *out, struct reader *reader, size_t start)
{
    struct span body = span_of(reader->source, start, reader->text.len);
    struct markdown_found found;
    struct markdown_place place;
    cmark_node *root;

    markdown_place_init(&place, reader->source, start, reader->arena);
    if (!markdown_cost_is_fair(reader, &place))
        return;
    root = parse(span_text(body));
    if (markdown_walk(&found, reader, &place, root)) {
        out->text = markdown_text(&found, reader->arena, body);
        out->block_count = found.blocks.count;
        out->blocks = arena_copy(reader->arena, found.blocks.items,
                                 found.blocks.count * sizeof *found.blocks.items);
        out->comment_count = found.comments.count;
        out->comments = arena_copy(reader->arena, found.comments.items,
                                   found.comments.count * sizeof *found.comments.items);
        out->prose = markdown_prose(reader->source, start, found.leaves.items, found.leaves.count,
                                    reader->arena);
    }
    markdown_found_release(&found);
    cmark_node_free(root);
}

int markdown_read(struct markdown *out, struct source *source, struct arena *arena,
                  struct sink *sink)
{
    struct reader reader;

    *out = (struct markdown){0};
    out->prose = source->text;
    reader_init(&reader, source, arena, sink);
    if (!reader_accepts_text(&reader))
        return -1;
    read_text(out, &reader, read_front_matter(out, &reader));
    return out->front_matter && out->text ? 0 : -1;
}
