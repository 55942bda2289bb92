#include "report/sarif_text.h"

#include <string.h>

#include "base/utf8.h"
#include "base/visible.h"

enum { LONGEST = 8 * 1024 }; /* message, in bytes */

/* May C stand in a path of a relative reference as it is? A colon could end a scheme. */
static bool is_plain(char c)
{
    return ascii_is_alnum(c) || (c && strchr("-._~/!$&'()*+,;=@", c));
}

void sarif_add_uri(struct json_writer *json, struct str path)
{
    struct buffer uri = {0};

    if (str_starts_with(path, STR("/")))
        buffer_add_c(&uri, "file://");
    for (size_t i = 0; i < path.len; i++)
        if (is_plain(path.data[i]))
            buffer_add_char(&uri, path.data[i]);
        else
            visible_printf(&uri, "%%%02X", (unsigned)(unsigned char)path.data[i]);
    json_write_string_member(json, "uri", buffer_str(&uri));
    buffer_release(&uri);
}

void sarif_escape(struct buffer *out, struct str text, bool in_link)
{
    bool escapes = in_link || str_find(text, STR("]("), 0) >= 0;
    struct buffer seen = {0};

    visible_add(&seen, text);
    for (size_t i = 0; i < seen.len; i++) {
        if (escapes && strchr("[]\\", seen.data[i]))
            buffer_add_char(out, '\\');
        buffer_add_char(out, seen.data[i]);
    }
    buffer_release(&seen);
}

struct str sarif_clip(struct str text, size_t most)
{
    size_t end = 0;

    if (text.len <= most)
        return text;
    for (size_t offset = 0; offset <= most; utf8_next(text, &offset))
        end = offset;
    return str_slice(text, 0, end);
}

void sarif_add_text(struct json_writer *json, const char *key, struct str text)
{
    json_write_member(json, key);
    json_write_object_begin(json);
    json_write_string_member(json, "text", sarif_clip(text, LONGEST));
    json_write_object_end(json);
}

void sarif_add_message(struct json_writer *json, const char *key, struct str text)
{
    struct buffer escaped = {0};

    sarif_escape(&escaped, text, false);
    sarif_add_text(json, key, buffer_str(&escaped));
    buffer_release(&escaped);
}
