/*
 * What the readers of this folder share: the check that a file is text that we
 * may parse, counting against the limits, and reporting. Private to the folder.
 */
#ifndef SOURCE_READER_H
#define SOURCE_READER_H

#include "base/arena.h"
#include "value/diagnostic.h"
#include "value/source.h"

struct reader {
    struct source *source;     /* what is read */
    struct str text;           /* its text */
    struct arena *arena;       /* where values go */
    struct sink *sink;         /* where faults go */
    size_t values;             /* made so far, aliases counted expanded */
    size_t reported;           /* diagnostics so far */
    struct diagnostic dropped; /* stands for those beyond the limit */
};

void reader_init(struct reader *reader, struct source *source, struct arena *arena,
                 struct sink *sink);

/*
 * Is this a text of at most LIMIT_FILE_SIZE bytes in UTF-8, and its own: no container, no
 * pointer to content elsewhere, no merge in progress? If not reports source-too-large,
 * source-binary, source-not-utf8, source-conflict, or a code of magic.h.
 */
bool reader_accepts_text(struct reader *reader);

/* The offset behind a byte order mark, or 0. */
size_t reader_bom_size(const struct reader *reader);

/*
 * Report a fault of the bytes START..END. After LIMIT_DIAGNOSTICS reports one
 * says that there are more, and the rest are dropped. Returns the diagnostic,
 * never NULL, for label and help (texts must live as long as the sink's arena).
 */
struct diagnostic *reader_report(struct reader *reader, const char *code, size_t start, size_t end,
                                 const char *format, ...) __attribute__((format(printf, 5, 6)));

/*
 * A text for label or help of the diagnostic that was reported last; the empty
 * text if that one was dropped.
 */
struct str reader_printf(struct reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Count COUNT values more; reports source-too-many-values and returns false beyond the limit. */
bool reader_count_values(struct reader *reader, size_t count, size_t offset);

/* Report that values at OFFSET nest deeper than LIMIT_DEPTH. */
void reader_report_depth(struct reader *reader, size_t offset);

/* Report that the key at START..END is there already, at FIRST. */
void reader_report_duplicate(struct reader *reader, const char *code, size_t start, size_t end,
                             struct str key, struct span first);

/* As much of TEXT as a message may quote: its first characters up to a line end. */
struct str reader_excerpt(struct str text);

/* The end of the character that starts at OFFSET: what a caret under one character covers. */
size_t reader_character_end(const struct reader *reader, size_t offset);

#endif
