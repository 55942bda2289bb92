#include "model/schema_set.h"

#include <limits.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "base/embedded.h"
#include "base/file.h"
#include "base/folder.h"
#include "model/builtin.h"
#include "model/metaschema.h"
#include "source/format.h"
#include "source/json.h"
#include "source/position.h"
#include "source/yaml.h"

#define FILE_SCHEME "file://"

static bool is_schema_file(struct str path)
{
    enum format format = format_of_path(path);

    return format == FORMAT_YAML || format == FORMAT_JSON;
}

/* Read the schema in the file at PATH; its faults go to the set's sink. NULL: it has some. */
static struct value *read_schema(struct schema_set *set, const char *path, struct error *error)
{
    struct source *source = ARENA_NEW(set->arena, struct source);
    struct value *root = NULL;
    struct str text;

    if (file_read(&text, path, set->arena, error) < 0)
        return NULL;
    source_init(source, str_of(path), text, set->arena);
    if (format_of_path(source->path) == FORMAT_JSON)
        json_read(&root, source, set->arena, set->sink);
    else
        yaml_read(&root, source, set->arena, set->sink);
    return root;
}

/* The absolute path of PATH without links, or empty if there is none. */
static struct str real_path(const char *path, struct arena *arena)
{
    char *real = realpath(path, NULL);
    struct str copy = arena_str(arena, str_of(real));

    free(real);
    return copy;
}

/* The file URI of an absolute path (RFC 8089), with everything else than plain characters escaped.
 */
static struct str file_uri(struct str path, struct arena *arena)
{
    struct buffer out;
    struct str uri;

    buffer_init(&out);
    buffer_add_c(&out, FILE_SCHEME);
    for (size_t i = 0; i < path.len; i++) {
        char c = path.data[i];

        if (ascii_is_alnum(c) || c == '/' || c == '-' || c == '.' || c == '_' || c == '~')
            buffer_add_char(&out, c);
        else
            buffer_printf(&out, "%%%02X", (unsigned char)c);
    }
    uri = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return uri;
}

static bool is_allowed(const struct schema_set *set, struct str path)
{
    for (size_t i = 0; i < set->folder_count; i++)
        if (str_starts_with(path, set->folders[i]))
            return true;
    return false;
}

/* A file beside the schema, or in one of the folders, that a relative reference leads to. */
static struct value *find_file(struct schema_set *set, struct str uri)
{
    struct str path =
        str_slice(jsonschema_uri_decode(set->arena, uri), sizeof FILE_SCHEME - 1, uri.len);
    struct error ignored;

    path = real_path(arena_str(set->arena, path).data, set->arena);
    if (!path.len || !is_allowed(set, path) || path_is_folder(path.data))
        return NULL;
    return read_schema(set, path.data, &ignored);
}

/* The schema of a kind by its $id, which is the first or second line of the file. */
static struct value *find_kind(struct schema_set *set, struct str uri)
{
    for (size_t i = 0; i < embedded_file_count; i++) {
        const struct embedded_file *file = &embedded_files[i];
        struct error ignored;
        struct value *root;

        if (!str_starts_with(file->path, STR("schema/")) ||
            !str_ends_with(file->path, STR("/schema.yaml")) ||
            str_find(str_slice(file->content, 0, 400), uri, 0) < 0)
            continue;
        if (builtin_read(&root, file->path, set->arena, &ignored) == 0 &&
            str_equal(value_get_string(root, STR("$id")), uri))
            return root;
    }
    return NULL;
}

static struct value *resolve(void *context, struct str uri)
{
    struct schema_set *set = context;
    struct value *found = metaschema_find(uri, set->arena);

    if (!found && str_starts_with(uri, STR(FILE_SCHEME)))
        found = find_file(set, uri);
    return found ? found : find_kind(set, uri);
}

/* Make every schema in FOLDER known by its $id and its place. */
static int add_folder(struct schema_set *set, const char *folder, struct error *error)
{
    struct file_list files = {{0}};
    int result = -1;

    if (folder_list(&files, str_of(folder), is_schema_file, set->arena, error) < 0)
        goto out;
    VECTOR_EACH (struct str, path, &files.paths) {
        struct value *root = read_schema(set, path->data, error);

        if (!root && error->code)
            goto out;
        if (root)
            jsonschema_registry_add(set->registry,
                                    file_uri(real_path(path->data, set->arena), set->arena), root);
    }
    result = 0;
out:
    vector_release(&files.paths);
    return result;
}

static struct str folder_of(struct str path)
{
    while (path.len && path.data[path.len - 1] != '/')
        path.len--;
    return path;
}

static int find_folders(struct schema_set *set, const struct schema_set_options *options,
                        struct error *error)
{
    set->folders = arena_alloc_array(set->arena, options->folder_count + 1, sizeof *set->folders);
    set->folders[set->folder_count++] = folder_of(real_path(options->schema, set->arena));
    for (size_t i = 0; i < options->folder_count; i++) {
        struct str path = real_path(options->folders[i], set->arena);

        if (!path_is_folder(options->folders[i]))
            return error_set(error, ERROR_USAGE, "cannot find the folder %s", options->folders[i]);
        set->folders[set->folder_count++] = arena_printf(set->arena, "%s/", path.data);
        if (add_folder(set, options->folders[i], error) < 0)
            return -1;
    }
    return 0;
}

int schema_set_load(struct schema_set *out, const struct schema_set_options *options,
                    struct arena *arena, struct sink *sink, struct error *error)
{
    struct jsonschema_options compile = {.assert_format = options->assert_format,
                                         .hints = options->hints,
                                         .locate = value_string_span};
    struct value *root;

    *out = (struct schema_set){.arena = arena, .sink = sink};
    out->registry = jsonschema_registry_new(arena);
    jsonschema_registry_set_resolver(out->registry, resolve, out);
    error->code = ERROR_NONE;
    root = read_schema(out, options->schema, error);
    if (!root)
        return error->code ? -1 : 0;
    if (find_folders(out, options, error) < 0)
        return -1;
    if (sink->diagnostics.count == 0)
        jsonschema_compile(&out->schema, out->registry, root,
                           file_uri(real_path(options->schema, arena), arena), &compile, sink);
    return 0;
}

void schema_set_release(struct schema_set *set)
{
    jsonschema_free(set->schema);
    jsonschema_registry_free(set->registry);
}
