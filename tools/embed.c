/*
 * Write the files named on the command line as a C table on standard output:
 * lib/base/embedded.h declares what comes out. YAML, JSON and the front matter of rule
 * pages are parsed here, once, so that no run parses them. A file that cannot be read
 * as what it is ends the build.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/embedded.h"
#include "source/format.h"
#include "value/pack.h"

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static int read_file(struct buffer *content, const char *path)
{
    char chunk[65536];
    size_t got;
    FILE *file = fopen(path, "rb");

    if (!file) {
        fprintf(stderr, "embed: cannot read %s: %s\n", path, strerror(errno));
        return -1;
    }
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
        buffer_add(content, (struct str){chunk, got});
    return fclose(file);
}

/* Templates hold what is to be filled in, and the demo is a script. */
static bool holds_values(struct str path)
{
    enum format format = format_of_path(path);

    if (str_starts_with(path, STR("rules/")))
        return format == FORMAT_MARKDOWN && !str_ends_with(path, STR("README.md"));
    return str_starts_with(path, STR("schema/")) && str_find(path, STR("/template."), 0) < 0 &&
           (format == FORMAT_YAML || format == FORMAT_JSON);
}

static int report(const struct diagnostic *fault)
{
    struct position at = source_position(fault->span.source, fault->span.start);

    fprintf(stderr, "%.*s:%u:%u: %.*s\n", STR_ARG(fault->span.source->path), at.line, at.column,
            STR_ARG(fault->message));
    return -1;
}

static struct str first_heading(const struct document *document)
{
    const struct value *headings = value_get(document->markdown.text, STR("headings"));

    if (!headings || headings->type != VALUE_LIST || headings->list.count == 0)
        return (struct str){0};
    return value_get_string(headings->list.items[0].value, STR("title"));
}

static int pack(struct embedded_file *file, struct arena *arena)
{
    struct source *source = ARENA_NEW(arena, struct source);
    struct document document;
    struct buffer packed = {0};
    struct sink sink;
    int result = 0;

    sink_init(&sink, arena);
    source_init(source, file->path, file->content, arena);
    document_read(&document, source, arena, &sink);
    if (sink.diagnostics.count) {
        result = report(sink.diagnostics.items[0]);
    } else {
        value_pack(&packed, document.value);
        file->packed = arena_str(arena, buffer_str(&packed));
        file->title = arena_str(arena, first_heading(&document));
    }
    buffer_release(&packed);
    sink_release(&sink);
    return result;
}

static int take(struct embedded_file *file, const char *path, struct arena *arena)
{
    struct buffer content = {0};
    int result = read_file(&content, path);

    *file = (struct embedded_file){.path = arena_str(arena, str_of(path)),
                                   .content = arena_str(arena, buffer_str(&content))};
    buffer_release(&content);
    return result == 0 && holds_values(file->path) ? pack(file, arena) : result;
}

/* An array of numbers, for a string literal may not be longer than 4095 bytes in C11. */
static void write_bytes(const char *name, size_t number, struct str bytes)
{
    printf("static const unsigned char %s_%zu[] = {", name, number);
    for (size_t i = 0; i < bytes.len; i++)
        printf("%s%u,", i % 24 ? "" : "\n", (unsigned)(unsigned char)bytes.data[i]);
    printf("0};\n");
}

static void write_slice(const char *name, size_t number, struct str bytes)
{
    printf(", {(const char *)%s_%zu, %zu}", name, number, bytes.len);
}

static void write_table(const struct embedded_file *files, size_t count)
{
    printf("#include \"base/embedded.h\"\n");
    for (size_t i = 0; i < count; i++) {
        write_bytes("content", i, files[i].content);
        write_bytes("packed", i, files[i].packed);
        write_bytes("title", i, files[i].title);
    }
    printf("const struct embedded_file embedded_files[] = {\n");
    for (size_t i = 0; i < count; i++) {
        printf("{STR_INIT(\"%.*s\")", STR_ARG(files[i].path));
        write_slice("content", i, files[i].content);
        write_slice("packed", i, files[i].packed);
        write_slice("title", i, files[i].title);
        printf("},\n");
    }
    printf("{{0, 0}, {0, 0}, {0, 0}, {0, 0}}};\n");
    printf("const size_t embedded_file_count = %zu;\n", count);
}

int main(int argc, char **argv)
{
    size_t count = (size_t)argc - 1;
    struct embedded_file *files;
    struct arena arena;
    int result = 0;

    arena_init(&arena);
    files = arena_alloc_array(&arena, count + 1, sizeof *files);
    qsort(argv + 1, count, sizeof *argv, compare_paths);
    for (size_t i = 0; i < count && result == 0; i++)
        result = take(&files[i], argv[i + 1], &arena);
    if (result == 0)
        write_table(files, count);
    arena_release(&arena);
    return result == 0 ? 0 : 3;
}
