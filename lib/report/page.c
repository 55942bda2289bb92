#include "report/page.h"

#include "base/visible.h"
#include "report/ink.h"
#include "report/page_inline.h"

enum { CODE_INDENT = 4 };

/* The page while it is printed, line by line. */
struct printer {
    struct buffer *out;
    bool colour;
    size_t width;
    struct str rest;         /* what is not read yet */
    struct buffer paragraph; /* the lines of a paragraph or list item so far */
    size_t indent;           /* of the paragraph's further lines */
    bool gap;                /* an empty line is due before what comes next */
};

static void begin_block(struct printer *printer)
{
    if (printer->gap && printer->out->len > 0)
        buffer_add_char(printer->out, '\n');
    printer->gap = false;
}

static void end_paragraph(struct printer *printer)
{
    struct wrap wrap;
    size_t marker = printer->indent;

    if (printer->paragraph.len == 0)
        return;
    begin_block(printer);
    wrap_init(&wrap, printer->out, printer->width, marker, 0);
    if (marker > 0) {
        /* The list's own marker hangs in the indentation. */
        printer->out->len -= marker;
        buffer_add(printer->out, str_slice(buffer_str(&printer->paragraph), 0, marker));
    }
    page_add_inline(&wrap,
                    str_slice(buffer_str(&printer->paragraph), marker, printer->paragraph.len),
                    printer->colour);
    buffer_add_char(printer->out, '\n');
    buffer_clear(&printer->paragraph);
    printer->indent = 0;
}

static size_t count_leading(struct str line, char c)
{
    size_t count = 0;

    while (count < line.len && line.data[count] == c)
        count++;
    return count;
}

/* The columns up to the text of a list item ("- ", "12. "), or 0 if LINE begins none. */
static size_t item_marker(struct str line)
{
    size_t at = count_leading(line, ' '), digits = at;

    if (at + 1 < line.len && (line.data[at] == '-' || line.data[at] == '*') &&
        line.data[at + 1] == ' ')
        return at + 2;
    while (digits < line.len && ascii_is_digit(line.data[digits]))
        digits++;
    return digits > at && str_starts_with(str_slice(line, digits, line.len), STR(". ")) ? digits + 2
                                                                                        : 0;
}

static void add_heading(struct printer *printer, struct str line)
{
    size_t level = count_leading(line, '#');

    end_paragraph(printer);
    printer->gap = true;
    begin_block(printer);
    buffer_add_c(printer->out, ink_on(printer->colour, INK_STRONG));
    visible_add(printer->out, str_trim(str_slice(line, level, line.len)));
    buffer_add_c(printer->out, ink_off(printer->colour, INK_STRONG));
    buffer_add_char(printer->out, '\n');
    printer->gap = level == 1; /* a section's text follows its heading */
}

/* What stands behind the fence: the file that the block is, else its language. */
static struct str block_name(struct str info)
{
    ptrdiff_t blank = str_find(str_trim(info), STR(" "), 0);

    info = str_trim(info);
    return blank < 0 ? info : str_trim(str_slice(info, (size_t)blank, info.len));
}

static void add_code_line(struct printer *printer, struct str line)
{
    buffer_add_repeated(printer->out, ' ', line.len > 0 ? CODE_INDENT : 0);
    buffer_add_c(printer->out, ink_on(printer->colour && line.len > 0, INK_CODE));
    visible_add_at(printer->out, line, 0);
    buffer_add_c(printer->out, ink_off(printer->colour && line.len > 0, INK_CODE));
    buffer_add_char(printer->out, '\n');
}

/* Does LINE close a block that OPEN marks began? */
static bool is_closing(struct str line, char mark, size_t open)
{
    size_t marks = count_leading(line, mark);

    return marks >= open && str_trim(line).len == marks;
}

static void add_code(struct printer *printer, struct str fence)
{
    size_t marks = count_leading(fence, fence.data[0]);
    struct str line, name = block_name(str_slice(fence, marks, fence.len));

    end_paragraph(printer);
    begin_block(printer);
    if (name.len > 0) {
        buffer_add_c(printer->out, "  ");
        buffer_add_c(printer->out, ink_on(printer->colour, INK_FRAME));
        visible_add(printer->out, name);
        buffer_add_c(printer->out, ink_off(printer->colour, INK_FRAME));
        buffer_add_c(printer->out, ":\n");
    }
    while (str_next_line(&line, &printer->rest) && !is_closing(line, fence.data[0], marks))
        add_code_line(printer, line);
    printer->gap = true;
}

static void add_table_row(struct printer *printer, struct str line)
{
    end_paragraph(printer);
    begin_block(printer);
    visible_add(printer->out, line);
    buffer_add_char(printer->out, '\n');
}

static void add_to_paragraph(struct printer *printer, struct str line)
{
    size_t marker = item_marker(line);

    if (marker > 0) {
        end_paragraph(printer);
        printer->indent = marker;
    } else if (printer->paragraph.len > 0) {
        buffer_add_char(&printer->paragraph, ' ');
    }
    buffer_add(&printer->paragraph, line);
}

static void add_line(struct printer *printer, struct str line)
{
    if (str_starts_with(line, STR("```")) || str_starts_with(line, STR("~~~"))) {
        add_code(printer, line);
    } else if (str_starts_with(line, STR("#"))) {
        add_heading(printer, line);
    } else if (str_starts_with(line, STR("|"))) {
        add_table_row(printer, line);
    } else if (str_trim(line).len == 0) {
        end_paragraph(printer);
        printer->gap = true;
    } else {
        add_to_paragraph(printer, line);
    }
}

static struct str without_front_matter(struct str page)
{
    ptrdiff_t end;

    if (!str_starts_with(page, STR("---\n")))
        return page;
    end = str_find(page, STR("\n---\n"), 3);
    return end < 0 ? page : str_slice(page, (size_t)end + 5, page.len);
}

void page_add(struct buffer *out, struct str markdown, bool colour, size_t width)
{
    struct printer printer = {
        .out = out, .colour = colour, .width = width, .rest = without_front_matter(markdown)};
    struct str line;

    buffer_init(&printer.paragraph);
    while (str_next_line(&line, &printer.rest))
        add_line(&printer, line);
    end_paragraph(&printer);
    buffer_release(&printer.paragraph);
}
