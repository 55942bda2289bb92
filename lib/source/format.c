#include "source/format.h"

#include "source/json.h"
#include "source/yaml.h"

static int read_yaml(struct document *out, struct source *source, struct arena *arena,
                     struct sink *sink)
{
    return yaml_read(&out->value, source, arena, sink);
}

static int read_json(struct document *out, struct source *source, struct arena *arena,
                     struct sink *sink)
{
    return json_read(&out->value, source, arena, sink);
}

static int read_csv(struct document *out, struct source *source, struct arena *arena,
                    struct sink *sink)
{
    int result = csv_read(&out->table, source, 0, arena, sink);

    out->value = out->table.rows;
    return result;
}

static int read_tsv(struct document *out, struct source *source, struct arena *arena,
                    struct sink *sink)
{
    int result = csv_read(&out->table, source, '\t', arena, sink);

    out->value = out->table.rows;
    return result;
}

static int read_markdown(struct document *out, struct source *source, struct arena *arena,
                         struct sink *sink)
{
    markdown_read(&out->markdown, source, arena, sink);
    out->value = out->markdown.front_matter;
    return out->value ? 0 : -1;
}

static const struct {
    struct str extension; /* behind the dot */
    enum format format;
    int (*read)(struct document *out, struct source *source, struct arena *arena,
                struct sink *sink);
} readers[] = {
    {STR_INIT("md"), FORMAT_MARKDOWN, read_markdown},
    {STR_INIT("markdown"), FORMAT_MARKDOWN, read_markdown},
    {STR_INIT("yaml"), FORMAT_YAML, read_yaml},
    {STR_INIT("yml"), FORMAT_YAML, read_yaml},
    {STR_INIT("json"), FORMAT_JSON, read_json},
    {STR_INIT("csv"), FORMAT_CSV, read_csv},
    {STR_INIT("tsv"), FORMAT_CSV, read_tsv},
};

enum { READER_COUNT = sizeof readers / sizeof readers[0] };

/* The row of PATH's extension, upper or lower case, or READER_COUNT. */
static size_t find_reader(struct str path)
{
    enum { LONGEST = 8 }; /* "markdown" */
    size_t start = path.len, i = 0;

    while (start > 1 && path.len - start < LONGEST && path.data[start - 1] != '.')
        start--;
    if (start <= 1 || path.data[start - 1] != '.')
        return READER_COUNT;
    path = str_slice(path, start, path.len);
    while (i < READER_COUNT && !str_equal_nocase(path, readers[i].extension))
        i++;
    return i;
}

enum format format_of_path(struct str path)
{
    size_t i = find_reader(path);

    return i < READER_COUNT ? readers[i].format : FORMAT_NONE;
}

const char *format_name(enum format format)
{
    static const char *const names[] = {
        [FORMAT_NONE] = "none", [FORMAT_YAML] = "yaml",         [FORMAT_JSON] = "json",
        [FORMAT_CSV] = "csv",   [FORMAT_MARKDOWN] = "markdown",
    };

    return names[format];
}

int document_read(struct document *out, struct source *source, struct arena *arena,
                  struct sink *sink)
{
    size_t i = find_reader(source->path);

    *out = (struct document){0};
    if (i == READER_COUNT)
        return -1;
    out->format = readers[i].format;
    return readers[i].read(out, source, arena, sink);
}
