/*
 * A file's bytes with its name and line map, and spans of it. Everything that
 * we say about a document points into a source.
 */
#ifndef VALUE_SOURCE_H
#define VALUE_SOURCE_H

#include "base/arena.h"
#include "base/str.h"

struct source {
    struct str path; /* as printed: relative to the repository's root, '/' separated */
    bool unread;     /* there is no text to show: of a submodule, of what cannot be read */
    struct str text; /* the whole content, as read */
    uint32_t *lines; /* byte offset of each line's start; made at the first question */
    size_t line_count;
    struct arena *arena; /* holds the line map */
    /*
     * How far columns were last counted: questions mostly come in order, and a
     * file of one long line must not be counted from its start each time.
     */
    struct source_count {
        uint32_t start, end;          /* the line's start, and the byte up to which was counted */
        uint32_t points, utf16_units; /* code points and UTF-16 units in between */
    } counted;
};

/* Bytes START..END of a source. An absent span has no source. */
struct span {
    struct source *source;
    uint32_t start, end;
};

/* 1-based; a column counts code points, UTF-16 units or bytes of its line. */
struct position {
    uint32_t line;
    uint32_t column;
    uint32_t column_utf16;
    uint32_t column_bytes;
};

/* PATH and TEXT are borrowed and must live as long as the source. TEXT is below 4 GiB. */
void source_init(struct source *source, struct str path, struct str text, struct arena *arena);

/* Where OFFSET is (an offset beyond the end is the end). */
struct position source_position(struct source *source, uint32_t offset);
/* Only the line of OFFSET; unlike source_position it does not read the line. */
uint32_t source_line_number(struct source *source, uint32_t offset);
/* The text of LINE (1-based) without its line end; empty beyond the last. */
struct str source_line(struct source *source, uint32_t line);
/* The offset at which LINE (1-based) starts; the length of the text beyond the last. */
uint32_t source_line_start(struct source *source, uint32_t line);
/* The number of lines; a last line without newline counts. */
uint32_t source_line_count(struct source *source);

struct span span_of(struct source *source, size_t start, size_t end);
/* The bytes that SPAN covers. */
struct str span_text(struct span span);
/* From the start of A to the end of B (same source). */
struct span span_join(struct span a, struct span b);

#endif
