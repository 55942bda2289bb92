#include "source/markdown_walk.h"

#include <cmark-gfm-core-extensions.h>
#include <string.h>

#include "base/buffer.h"

/* So far the address of a link is looked for; the bytes may be all of its paragraph. */
enum { LONGEST_LINK = 4096 };

struct walk {
    struct reader *reader;
    const struct markdown_place *place;
    struct markdown_found *found;
    struct value_builder *links, *tables, *fences, *paragraphs;
    struct value *section; /* the title of the heading above, or NULL */
    cmark_node *block;     /* the paragraph, heading or cell that the walk is in */
    struct span around;    /* the block's */
    size_t quotes;         /* quotations around the current node */
    struct buffer plain;   /* text being collected */
};

void markdown_put(struct value_builder *map, struct str key, struct span key_span,
                  struct value *value)
{
    value_map_add(map, key, key_span, value, value->span);
}

static struct span start_of(struct span span)
{
    return span_of(span.source, span.start, span.start);
}

static struct value *line_value(struct walk *walk, struct span span)
{
    uint32_t line = source_line_number(walk->place->source, span.start);

    return value_new_int(walk->reader->arena, (int64_t)line, start_of(span));
}

/* A string; a slice of the source if its bytes are there as they are. */
static struct value *string_value(struct walk *walk, struct str text, struct span span)
{
    struct str raw = span_text(span);
    bool same = str_equal(raw, text);
    struct value *value = value_new_string(walk->reader->arena,
                                           same ? raw : arena_str(walk->reader->arena, text), span);

    value->style = same ? STYLE_RAW : STYLE_MARKDOWN;
    return value;
}

static bool is_type(cmark_node *node, const char *type)
{
    return strcmp(cmark_node_get_type_string(node), type) == 0;
}

/* <br>, <br/> or <br />, in any case. */
static bool is_break(struct str html)
{
    static const struct str tag = STR_INIT("<br");
    struct str rest = str_trim(str_slice(html, tag.len, html.len));

    return str_equal_nocase(str_slice(html, 0, tag.len), tag) &&
           (str_equal_c(rest, ">") || str_equal_c(rest, "/>"));
}

/* A cell cannot hold a line end: <br> is one. */
static void add_plain(struct buffer *out, cmark_node *node, bool in_cell)
{
    cmark_node_type type = cmark_node_get_type(node);

    if (type == CMARK_NODE_HTML_INLINE && is_break(str_of(cmark_node_get_literal(node))))
        buffer_add_char(out, in_cell ? '\n' : ' ');
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
        buffer_add_c(out, cmark_node_get_literal(node));
    else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
        buffer_add_char(out, ' ');
}

/* The words of NODE without marks, as a string at SPAN. */
static struct value *plain_value(struct walk *walk, cmark_node *node, struct span span)
{
    cmark_iter *iterator = cmark_iter_new(node);
    bool in_cell = is_type(node, "table_cell");
    cmark_event_type event;

    buffer_clear(&walk->plain);
    while ((event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE)
        if (event == CMARK_EVENT_ENTER)
            add_plain(&walk->plain, cmark_iter_get_node(iterator), in_cell);
    cmark_iter_free(iterator);
    return string_value(walk, buffer_str(&walk->plain), span);
}

static void add_leaf(struct walk *walk, struct span span, bool is_code)
{
    struct markdown_leaf leaf = {span, is_code};

    vector_push(&walk->found->leaves, leaf);
}

static bool is_top_level(cmark_node *node)
{
    return cmark_node_get_type(cmark_node_parent(node)) == CMARK_NODE_DOCUMENT;
}

static void visit_heading(struct walk *walk, cmark_node *node)
{
    struct span span = markdown_block_span(walk->place, node);
    struct markdown_heading heading = {.level = cmark_node_get_heading_level(node), .span = span};
    struct markdown_block block = {.type = MARKDOWN_HEADING, .level = heading.level, .span = span};

    heading.title = plain_value(walk, node, markdown_heading_span(walk->place, node));
    block.title = heading.title->string;
    block.line = source_line_number(walk->place->source, span.start);
    vector_push(&walk->found->blocks, block);
    add_leaf(walk, span, false);
    walk->block = node;
    walk->around = span;
    if (is_top_level(node)) {
        vector_push(&walk->found->headings, heading);
        walk->section = heading.title;
    }
}

static void visit_paragraph(struct walk *walk, cmark_node *node)
{
    struct span span = markdown_block_span(walk->place, node);

    walk->block = node;
    walk->around = span;
    add_leaf(walk, span, false);
    value_list_add(walk->paragraphs, plain_value(walk, node, span), span);
}

/* The one comment, in one line, that SPAN is; its source is NULL if it is none. */
static struct span comment_span(struct span span)
{
    static const struct str open = STR_INIT("<!--"), close = STR_INIT("-->");
    struct str text = span_text(span);

    while (text.len && ascii_is_space(text.data[text.len - 1]))
        text.len--;
    if (!str_starts_with(text, open) || str_find(text, STR("\n"), 0) >= 0 ||
        str_find(text, close, 0) + (ptrdiff_t)close.len != (ptrdiff_t)text.len)
        return (struct span){0};
    return span_of(span.source, span.start, span.start + text.len);
}

static void visit_html(struct walk *walk, cmark_node *node)
{
    struct span span = markdown_html_span(walk->place, node), comment = comment_span(span);

    add_leaf(walk, span, false);
    if (comment.source)
        vector_push(&walk->found->comments, comment);
}

/* The address within a link's bytes, if it is written there. */
static struct span address_span(struct span link, struct str address)
{
    struct str text = str_slice(span_text(link), 0, LONGEST_LINK);
    ptrdiff_t bracket = str_find(text, STR("]("), 0), found = -1;

    if (address.len)
        found = str_find(text, address, bracket < 0 ? 0 : (size_t)bracket);
    if (found < 0)
        return link;
    return span_of(link.source, link.start + (size_t)found,
                   link.start + (size_t)found + address.len);
}

static void visit_link(struct walk *walk, cmark_node *node)
{
    struct span span =
        markdown_link_span(walk->place, node, walk->block, walk->around, walk->quotes);
    struct str address = str_of(cmark_node_get_url(node));
    struct value_builder *map = value_map_begin();
    struct value *value;

    markdown_put(map, STR("text"), start_of(span), plain_value(walk, node, span));
    value = string_value(walk, address, address_span(span, address));
    markdown_put(map, STR("href"), start_of(span), value);
    markdown_put(map, STR("line"), start_of(span), line_value(walk, span));
    value_list_add(walk->links, value_end(map, walk->reader->arena, span), span);
}

/* The words behind the opening ticks. */
static struct span info_span(const struct markdown_place *place, struct span block)
{
    struct str text = place->text;
    size_t start = block.start, end = block.start;

    while (start < text.len && (text.data[start] == '`' || text.data[start] == '~'))
        start++;
    for (end = start; end < text.len && text.data[end] != '\n' && text.data[end] != '\r';)
        end++;
    while (end > start && ascii_is_space(text.data[end - 1]))
        end--;
    while (start < end && ascii_is_space(text.data[start]))
        start++;
    return span_of(place->source, start, end);
}

static void report_unclosed_fence(struct walk *walk, struct span span)
{
    size_t end = span.start;

    while (end < span.end && walk->place->text.data[end] != '\n')
        end++;
    reader_report(walk->reader, "markdown-unclosed-fence", span.start, end,
                  "this code block is not closed before the end of the file")
        ->help = STR("add the closing fence");
}

static void visit_fence(struct walk *walk, cmark_node *node, struct span span)
{
    bool closed;
    struct span text_span = markdown_fence_text_span(walk->place, node, &closed);
    struct value *info =
        string_value(walk, str_of(cmark_node_get_fence_info(node)), info_span(walk->place, span));
    struct value *text = string_value(walk, str_of(cmark_node_get_literal(node)), text_span);
    struct value *line = line_value(walk, span);
    struct markdown_block block = {.type = MARKDOWN_FENCE, .span = span};
    struct value_builder *map = value_map_begin();

    if (!closed && is_top_level(node))
        report_unclosed_fence(walk, span);
    block.info = info->string;
    block.text = text->string;
    block.line = (uint32_t)line->number.integer;
    vector_push(&walk->found->blocks, block);
    markdown_put(map, STR("info"), start_of(span), info);
    markdown_put(map, STR("text"), start_of(span), text);
    markdown_put(map, STR("line"), start_of(span), line);
    value_list_add(walk->fences, value_end(map, walk->reader->arena, span), span);
}

static void visit_code_block(struct walk *walk, cmark_node *node)
{
    struct span span = markdown_block_span(walk->place, node);
    int length, indent;
    char mark;

    add_leaf(walk, span, true);
    if (cmark_node_get_fenced(node, &length, &indent, &mark))
        visit_fence(walk, node, span);
}

/* The header's cells as strings. */
static struct value *read_columns(struct walk *walk, cmark_node *header)
{
    struct value_builder *list = value_list_begin();

    for (cmark_node *cell = cmark_node_first_child(header); cell; cell = cmark_node_next(cell)) {
        struct span span = markdown_cell_span(walk->place, cell);

        value_list_add(list, plain_value(walk, cell, span), span);
    }
    return value_end(list, walk->reader->arena, markdown_block_span(walk->place, header));
}

/* A cell that the row lacks has no position. */
static bool is_absent(cmark_node *cell)
{
    return cmark_node_get_start_column(cell) == 0;
}

/* The cells of LINE, and where those beyond COLUMNS start (or its end): a pipe ends a cell
 * unless a backslash is before it, in code too. */
static size_t count_row(struct str line, size_t columns, size_t *extra)
{
    size_t i = 0, end = line.len, cells = 1;

    while (i < end && (ascii_is_space(line.data[i]) || line.data[i] == '>'))
        i++;
    while (end > i && ascii_is_space(line.data[end - 1]))
        end--;
    i += i < end && line.data[i] == '|';
    *extra = end;
    for (; i + 1 < end; i++)
        if (line.data[i] == '|' && line.data[i - (i > 0)] != '\\' && cells++ == columns)
            *extra = i + 1;
    return cells;
}

/* cmark leaves out the cells beyond the header; which of the others are shifted nobody knows. */
static bool report_extra_cells(struct walk *walk, cmark_node *row, size_t columns)
{
    size_t line = (size_t)cmark_node_get_start_line(row), extra;
    struct str text = markdown_line(walk->place, line);
    size_t start = markdown_line_start(walk->place, line);
    size_t cells = count_row(text, columns, &extra);
    struct diagnostic *diagnostic;

    if (cells <= columns)
        return false;
    diagnostic =
        reader_report(walk->reader, "markdown-extra-cells", start + extra, start + text.len,
                      "line %u has %zu cell%s for the header's %zu column%s",
                      source_line_number(walk->place->source, (uint32_t)start), cells,
                      str_plural(cells), columns, str_plural(columns));
    diagnostic->label = STR("no column for this");
    diagnostic->help = STR("write `|` within a cell as `\\|`; ismslint skips this row until then");
    return true;
}

static struct value *read_row(struct walk *walk, cmark_node *row, const struct value *columns)
{
    struct value_builder *map = value_map_begin();
    cmark_node *cell = cmark_node_first_child(row);
    bool invalid = report_extra_cells(walk, row, columns->list.count);
    struct value *value;

    for (size_t i = 0; cell && i < columns->list.count; i++, cell = cmark_node_next(cell)) {
        const struct value_item *column = &columns->list.items[i];
        struct span span = markdown_cell_span(walk->place, cell);

        if (is_absent(cell) || !column->value->string.len)
            continue;
        value_map_add(map, column->value->string, column->span, plain_value(walk, cell, span),
                      span);
    }
    value = value_end(map, walk->reader->arena, markdown_block_span(walk->place, row));
    value->invalid = invalid;
    return value;
}

static void visit_table(struct walk *walk, cmark_node *node)
{
    struct span span = markdown_block_span(walk->place, node);
    struct value_builder *map = value_map_begin(), *rows = value_list_begin();
    cmark_node *header = cmark_node_first_child(node), *row = header;
    struct value *columns = read_columns(walk, header);

    while ((row = cmark_node_next(row))) {
        struct value *value = read_row(walk, row, columns);

        value_list_add(rows, value, value->span);
    }
    markdown_put(map, STR("columns"), start_of(span), columns);
    markdown_put(map, STR("rows"), start_of(span), value_end(rows, walk->reader->arena, span));
    markdown_put(map, STR("section"), start_of(span),
                 walk->section ? walk->section : string_value(walk, STR(""), start_of(span)));
    markdown_put(map, STR("line"), start_of(span), line_value(walk, span));
    value_list_add(walk->tables, value_end(map, walk->reader->arena, span), span);
}

static void visit_cell(struct walk *walk, cmark_node *node)
{
    walk->block = node;
    walk->around = markdown_block_span(walk->place, node);
    if (!is_absent(node))
        add_leaf(walk, markdown_cell_span(walk->place, node), false);
}

static void visit_extension(struct walk *walk, cmark_node *node)
{
    if (is_type(node, "table"))
        visit_table(walk, node);
    else if (is_type(node, "table_cell"))
        visit_cell(walk, node);
}

static const struct {
    cmark_node_type type;
    void (*visit)(struct walk *walk, cmark_node *node);
} visitors[] = {
    {CMARK_NODE_HEADING, visit_heading},
    {CMARK_NODE_PARAGRAPH, visit_paragraph},
    {CMARK_NODE_LINK, visit_link},
    {CMARK_NODE_HTML_BLOCK, visit_html},
    {CMARK_NODE_CODE_BLOCK, visit_code_block},
};

static void enter(struct walk *walk, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);

    for (size_t i = 0; i < sizeof visitors / sizeof visitors[0]; i++)
        if (visitors[i].type == type) {
            visitors[i].visit(walk, node);
            return;
        }
    if (type == CMARK_NODE_BLOCK_QUOTE)
        walk->quotes++;
    else
        visit_extension(walk, node);
}

static bool walk_tree(struct walk *walk, cmark_node *root)
{
    cmark_iter *iterator = cmark_iter_new(root);
    cmark_event_type event;
    bool done = true;

    while (done && (event = cmark_iter_next(iterator)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iterator);

        if (event == CMARK_EVENT_ENTER) {
            enter(walk, node);
            done = reader_count_values(walk->reader, 1, walk->reader->text.len);
        } else if (cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE) {
            walk->quotes--;
        }
    }
    cmark_iter_free(iterator);
    return done;
}

bool markdown_walk(struct markdown_found *out, struct reader *reader,
                   const struct markdown_place *place, cmark_node *root)
{
    struct walk walk = {.reader = reader, .place = place, .found = out, .block = root};
    struct span all = span_of(place->source, markdown_line_start(place, 1), place->text.len);
    bool done;

    *out = (struct markdown_found){0};
    walk.links = value_list_begin();
    walk.tables = value_list_begin();
    walk.fences = value_list_begin();
    walk.paragraphs = value_list_begin();
    done = walk_tree(&walk, root);
    out->links = value_end(walk.links, reader->arena, all);
    out->tables = value_end(walk.tables, reader->arena, all);
    out->fences = value_end(walk.fences, reader->arena, all);
    out->paragraphs = value_end(walk.paragraphs, reader->arena, all);
    buffer_release(&walk.plain);
    return done;
}

void markdown_found_release(struct markdown_found *found)
{
    vector_release(&found->headings);
    vector_release(&found->blocks);
    vector_release(&found->leaves);
    vector_release(&found->comments);
}
