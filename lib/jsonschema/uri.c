#include "jsonschema/uri.h"

#include "base/buffer.h"
#include "jsonschema/jsonschema.h"

static size_t find_any(struct str text, const char *stops, size_t from)
{
    for (size_t i = from; i < text.len; i++)
        for (const char *stop = stops; *stop; stop++)
            if (text.data[i] == *stop)
                return i;
    return text.len;
}

struct uri jsonschema_uri_split(struct str text)
{
    struct uri uri = {0};
    size_t end = find_any(text, ":/?#", 0);

    if (end > 0 && end < text.len && text.data[end] == ':') {
        uri.scheme = str_slice(text, 0, end);
        text = str_slice(text, end + 1, text.len);
    }
    if (str_starts_with(text, STR("//"))) {
        end = find_any(text, "/?#", 2);
        uri.authority = str_slice(text, 2, end);
        text = str_slice(text, end, text.len);
    }
    end = find_any(text, "?#", 0);
    uri.path = str_slice(text, 0, end);
    text = str_slice(text, end, text.len);
    if (text.len && text.data[0] == '?') {
        end = find_any(text, "#", 0);
        uri.query = str_slice(text, 1, end);
        text = str_slice(text, end, text.len);
    }
    if (text.len)
        uri.fragment = str_slice(text, 1, text.len);
    return uri;
}

/* Cut the last segment and its '/' off what was added to OUT from START on. */
static void drop_last_segment(struct buffer *out, size_t start)
{
    while (out->len > start && out->data[out->len - 1] != '/')
        out->len--;
    if (out->len > start)
        out->len--;
}

/* Section 5.2.4, segment by segment. */
static void add_without_dots(struct buffer *out, struct str path)
{
    size_t start = out->len;
    bool absolute = path.len && path.data[0] == '/';
    struct str rest = absolute ? str_slice(path, 1, path.len) : path, segment;

    if (path.len == 0)
        return;
    while (str_split(&segment, &rest, '/')) {
        bool last = rest.data == NULL, up = str_equal_c(segment, "..");

        if (up)
            drop_last_segment(out, start);
        if (up || str_equal_c(segment, ".")) {
            if (last)
                buffer_add_char(out, '/');
            continue;
        }
        if (absolute || out->len > start)
            buffer_add_char(out, '/');
        buffer_add(out, segment);
    }
}

/* Section 5.2.3. */
static void add_merged_path(struct buffer *out, const struct uri *base, struct str path)
{
    struct buffer merged;
    size_t keep = base->path.len;

    buffer_init(&merged);
    while (keep > 0 && base->path.data[keep - 1] != '/')
        keep--;
    if (base->authority.data && base->path.len == 0)
        buffer_add_char(&merged, '/');
    buffer_add(&merged, str_slice(base->path, 0, keep));
    buffer_add(&merged, path);
    add_without_dots(out, buffer_str(&merged));
    buffer_release(&merged);
}

static void add_authority(struct buffer *out, struct str scheme, struct str authority)
{
    if (scheme.data) {
        buffer_add(out, scheme);
        buffer_add_char(out, ':');
    }
    if (authority.data) {
        buffer_add_c(out, "//");
        buffer_add(out, authority);
    }
}

struct str jsonschema_uri_resolve(struct arena *arena, struct str base_text, struct str reference)
{
    struct uri base = jsonschema_uri_split(base_text), uri = jsonschema_uri_split(reference);
    struct str query = uri.query, result;
    struct buffer out;

    buffer_init(&out);
    if (uri.scheme.data || uri.authority.data) {
        add_authority(&out, uri.scheme.data ? uri.scheme : base.scheme, uri.authority);
        add_without_dots(&out, uri.path);
    } else {
        add_authority(&out, base.scheme, base.authority);
        if (uri.path.len == 0) {
            buffer_add(&out, base.path);
            query = uri.query.data ? uri.query : base.query;
        } else if (uri.path.data[0] == '/') {
            add_without_dots(&out, uri.path);
        } else {
            add_merged_path(&out, &base, uri.path);
        }
    }
    if (query.data) {
        buffer_add_char(&out, '?');
        buffer_add(&out, query);
    }
    result = arena_str(arena, buffer_str(&out));
    buffer_release(&out);
    return result;
}

static int hex_digit(char c)
{
    if (ascii_is_digit(c))
        return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

struct str jsonschema_uri_decode(struct arena *arena, struct str text)
{
    char *out = arena_alloc(arena, text.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < text.len; i++) {
        int high = i + 2 < text.len && text.data[i] == '%' ? hex_digit(text.data[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(text.data[i + 2]) : -1;

        out[len++] = low >= 0 ? (char)(high * 16 + low) : text.data[i];
        i += low >= 0 ? 2 : 0;
    }
    return (struct str){out, len};
}
