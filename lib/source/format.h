/* The formats that we read, by the extension of a file's name. */
#ifndef SOURCE_FORMAT_H
#define SOURCE_FORMAT_H

#include "base/arena.h"
#include "source/csv.h"
#include "source/markdown.h"
#include "value/diagnostic.h"
#include "value/value.h"

enum format {
    FORMAT_NONE, /* a file that we do not read */
    FORMAT_YAML,
    FORMAT_JSON,
    FORMAT_CSV,
    FORMAT_MARKDOWN
};

/* The format that PATH's extension (.yaml .yml .json .csv .tsv .md .markdown) names. */
enum format format_of_path(struct str path);
/* "yaml", "json", "csv", "markdown"; "none". */
const char *format_name(enum format format);

/* A file as values. */
struct document {
    enum format format;
    struct value *value;      /* YAML, JSON: the whole; CSV: the list of rows; Markdown: the front
                                 matter, a map or null. NULL if it could not be read */
    struct csv_table table;   /* CSV: the columns; otherwise empty */
    struct markdown markdown; /* Markdown: text, blocks, code; otherwise empty */
};

/*
 * Read SOURCE as the format that its path names; of YAML and Markdown the first
 * document. Returns 0, or -1 if value is NULL (the reason is in SINK) or the
 * format is FORMAT_NONE (nothing is reported). Strings of the values may point
 * into the source's text.
 */
int document_read(struct document *out, struct source *source, struct arena *arena,
                  struct sink *sink);

#endif
