/*
 * Markdown (GitHub's, with tables; cmark-gfm reads it) with front matter: the
 * front matter as a value, and the text as a tree that rules can ask.
 *
 * Front matter begins with `---` at the first byte of the file and ends at a
 * line `---` or `...`. It is YAML; its spans point into the whole file.
 *
 * The text is a map:
 *   headings: [{level, title, line}], those that stand in no list or quotation
 *   sections: [{level, title, line, parents, body, text}], one a heading: parents
 *             are the titles of the sections around it, outermost first; body is
 *             its Markdown up to the next heading of the same or a higher level,
 *             text only up to the next heading of any level
 *   links: [{text, href, line}], in the order of the document, not images
 *   tables: [{columns: [...], rows: [{column: cell}], section, line}]: section
 *             is the title of the heading above, or ""; columns without a name,
 *             or named like an earlier one, are not in the rows
 *   code: [{info, text, line}], fenced blocks; line ends are LF
 *   paragraphs: [text], those in lists and quotations too
 *   body: the whole Markdown
 * Titles, cells (a <br> in one is a LF), texts of links and paragraphs are plain text without
 * marks; a string's span is its bytes in the file, marks included. Bodies are Markdown, trimmed.
 * Lines are those of the file, from 1.
 *
 * Codes: markdown-front-matter (not closed, not on the first line, or no map: no front matter is
 * read), markdown-extra-cells (a row of a table has more cells than the header: the row is
 * `invalid`),
 * markdown-toml-front-matter, markdown-unclosed-fence (a fenced block that only
 * the end of the file ends), markdown-too-costly (input made to take cmark
 * hours: no text is read), the codes of yaml.h, and those of every reader.
 */
#ifndef SOURCE_MARKDOWN_H
#define SOURCE_MARKDOWN_H

#include "base/arena.h"
#include "value/diagnostic.h"
#include "value/value.h"

enum markdown_block_type { MARKDOWN_HEADING, MARKDOWN_FENCE };

/* A heading or a fenced block, for those who read pages as scripts. */
struct markdown_block {
    enum markdown_block_type type;
    int level;        /* of a heading, 1 to 6 */
    struct str title; /* of a heading: plain text */
    struct str info;  /* of a fence: the words behind its opening ticks */
    struct str text;  /* of a fence: its lines, each with LF at the end */
    struct span span; /* the whole block, fences included, to the end of its last line */
    uint32_t line;    /* of the block's first line, from 1 */
};

struct markdown {
    struct value *front_matter;    /* a map, or null if there is none; NULL if it is broken */
    struct span front_matter_span; /* the bytes between its marks; empty if there is none */
    struct value *text;            /* the map above; NULL if the text could not be read */
    struct markdown_block *blocks; /* headings and fences at any depth, in order */
    size_t block_count;
    struct span *comments; /* blocks that are one comment of HTML in one line, in order */
    size_t comment_count;
    struct str prose; /* the file's text, byte for byte in its place, with blanks for code, comments
                         and addresses; as it is if the text could not be read */
};

/*
 * Read SOURCE. Returns 0, or -1 if front matter or text could not be read; the
 * other may be there. Strings may point into the source's text.
 */
int markdown_read(struct markdown *out, struct source *source, struct arena *arena,
                  struct sink *sink);

#endif
