#include "rules/narrow.h"

#include "base/buffer.h"

/* Drop the last part of the path in BUFFER; false if there is none. */
static bool drop_part(struct buffer *buffer)
{
    if (!buffer->len)
        return false;
    while (buffer->len && buffer->data[buffer->len - 1] != '/')
        buffer->len--;
    if (buffer->len)
        buffer->len--;
    return true;
}

/* Add PATH part by part, resolving "." and ".."; false if it leads above the root. */
static bool add_parts(struct buffer *buffer, struct str path)
{
    struct str part;

    while (str_split(&part, &path, '/')) {
        if (!part.len || str_equal_c(part, "."))
            continue;
        if (str_equal_c(part, "..")) {
            if (!drop_part(buffer))
                return false;
            continue;
        }
        if (buffer->len)
            buffer_add_char(buffer, '/');
        buffer_add(buffer, part);
    }
    return true;
}

static bool holds(struct str folder, struct str path)
{
    return !folder.len || str_equal(folder, path) ||
           (str_starts_with(path, folder) && path.data[folder.len] == '/');
}

static bool names_something(const struct snapshot *snapshot, struct str path)
{
    for (size_t i = 0; i < snapshot->count; i++)
        if (holds(path, snapshot->entries[i].path))
            return true;
    return false;
}

/* Add the part of an absolute PATH that lies beneath ROOT; false if it leads elsewhere. */
static bool add_absolute(struct buffer *buffer, struct str path, struct str root)
{
    struct buffer top = {0}, whole = {0};
    bool inside = root.len && add_parts(&top, root) && add_parts(&whole, path) &&
                  holds(buffer_str(&top), buffer_str(&whole));

    if (inside)
        add_parts(buffer, str_slice(buffer_str(&whole), top.len, whole.len));
    buffer_release(&top);
    buffer_release(&whole);
    return inside;
}

/* An absolute path inside the work tree is taken from its root. */
static bool normalise(struct buffer *buffer, struct str path, struct str prefix, struct str root)
{
    if (str_starts_with(path, STR("/")))
        return add_absolute(buffer, path, root);
    return add_parts(buffer, prefix) && add_parts(buffer, path);
}

int narrowing_init(struct narrowing *out, const char *const *paths, size_t count, struct str prefix,
                   struct str root, const struct snapshot *snapshot, struct arena *arena,
                   struct error *error)
{
    struct buffer buffer = {0};
    int result = 0;

    *out = (struct narrowing){0};
    out->paths.items = arena_alloc_array(arena, count, sizeof(struct str));
    for (size_t i = 0; i < count && result == 0; i++) {
        buffer_clear(&buffer);
        if (!normalise(&buffer, str_of(paths[i]), prefix, root))
            result = error_set(error, ERROR_USAGE, "%s is outside the repository", paths[i]);
        else if (!names_something(snapshot, buffer_str(&buffer)))
            result = error_set(error, ERROR_USAGE, "unknown file or folder %s", paths[i]);
        else
            out->paths.items[out->paths.count++] = arena_str(arena, buffer_str(&buffer));
    }
    buffer_release(&buffer);
    return result;
}

bool narrowing_allows(const struct narrowing *narrowing, struct str path)
{
    if (!narrowing->paths.count)
        return true;
    for (size_t i = 0; i < narrowing->paths.count; i++)
        if (holds(narrowing->paths.items[i], path))
            return path.len > 0 || !narrowing->paths.items[i].len;
    return false;
}
