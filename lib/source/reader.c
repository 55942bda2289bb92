#include "source/reader.h"

#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "source/conflict.h"
#include "source/format.h"
#include "source/magic.h"

enum { LONGEST_EXCERPT = 100 }; /* bytes of a document in a message */

void reader_init(struct reader *reader, struct source *source, struct arena *arena,
                 struct sink *sink)
{
    *reader = (struct reader){
        .source = source,
        .text = source->text,
        .arena = arena,
        .sink = sink,
    };
}

struct diagnostic *reader_report(struct reader *reader, const char *code, size_t start, size_t end,
                                 const char *format, ...)
{
    struct span span = span_of(reader->source, start, end);
    struct str message;
    va_list arguments;

    if (++reader->reported > LIMIT_DIAGNOSTICS) {
        if (reader->reported == LIMIT_DIAGNOSTICS + 1)
            sink_report(reader->sink, "source-too-many-faults", span,
                        "this file has more than the %d faults that ismslint shows",
                        LIMIT_DIAGNOSTICS);
        return &reader->dropped;
    }
    va_start(arguments, format);
    message = arena_vprintf(reader->sink->arena, format, arguments);
    va_end(arguments);
    return sink_report(reader->sink, code, span, "%.*s", STR_ARG(message));
}

struct str reader_printf(struct reader *reader, const char *format, ...)
{
    struct str text = {NULL, 0};
    va_list arguments;

    va_start(arguments, format);
    if (reader->reported <= LIMIT_DIAGNOSTICS)
        text = arena_vprintf(reader->sink->arena, format, arguments);
    va_end(arguments);
    return text;
}

bool reader_count_values(struct reader *reader, size_t count, size_t offset)
{
    if (count <= LIMIT_VALUES - reader->values) {
        reader->values += count;
        return true;
    }
    reader->values = LIMIT_VALUES;
    reader_report(reader, "source-too-many-values", offset, reader_character_end(reader, offset),
                  "this file has more than %d values", LIMIT_VALUES)
        ->label = STR("reading stopped here");
    return false;
}

void reader_report_depth(struct reader *reader, size_t offset)
{
    reader_report(reader, "source-too-deep", offset, reader_character_end(reader, offset),
                  "values are nested more than %d deep", LIMIT_DEPTH)
        ->label = STR("reading stopped here");
}

void reader_report_duplicate(struct reader *reader, const char *code, size_t start, size_t end,
                             struct str key, struct span first)
{
    uint32_t line = source_line_number(reader->source, first.start);
    struct str shown = reader_excerpt(key);

    reader_report(reader, code, start, end, "the key `%.*s` appears twice, first on line %u",
                  STR_ARG(shown), line)
        ->help = STR("delete or rename one of the keys; ismslint reads only the first");
}

struct str reader_excerpt(struct str text)
{
    size_t end = 0;

    while (end < text.len && end < LONGEST_EXCERPT) {
        size_t next = end;

        if (utf8_next(text, &next) < 0x20)
            break;
        end = next;
    }
    return str_slice(text, 0, end);
}

size_t reader_character_end(const struct reader *reader, size_t offset)
{
    if (offset < reader->text.len)
        utf8_next(reader->text, &offset);
    return offset;
}

size_t reader_bom_size(const struct reader *reader)
{
    return str_starts_with(reader->text, STR("\xEF\xBB\xBF")) ? 3 : 0;
}

static bool reject_byte(struct reader *reader, size_t offset)
{
    reader_report(reader, "source-not-utf8", offset, offset + 1,
                  "the byte 0x%02X is not valid UTF-8", (unsigned char)reader->text.data[offset])
        ->help = STR("save the file as UTF-8");
    return false;
}

static bool reject_nul(struct reader *reader, size_t offset)
{
    reader_report(reader, "source-binary", offset, offset + 1,
                  "this file is binary, with a NUL byte")
        ->help = STR("export the content as text in UTF-8");
    return false;
}

bool reader_accepts_text(struct reader *reader)
{
    struct str text = reader->text;
    const char *nul = text.len ? memchr(text.data, '\0', text.len) : NULL;
    ptrdiff_t invalid;

    if (text.len > LIMIT_FILE_SIZE) {
        reader_report(reader, "source-too-large", 0, 0,
                      "this file has %zu bytes, more than the limit of %d", text.len,
                      LIMIT_FILE_SIZE)
            ->help = STR("split the file");
        return false;
    }
    if (magic_reports(reader))
        return false;
    if (nul)
        return reject_nul(reader, (size_t)(nul - text.data));
    invalid = utf8_invalid(text);
    if (invalid >= 0)
        return reject_byte(reader, (size_t)invalid);
    return !conflict_reports(reader, format_of_path(reader->source->path) == FORMAT_MARKDOWN);
}
