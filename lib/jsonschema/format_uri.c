/* RFC 3986, appendix A, and RFC 3987, section 2.2. */
#include "base/utf8.h"
#include "jsonschema/format.h"
#include "jsonschema/format_address.h"
#include "jsonschema/uri.h"

bool jsonschema_is_percent_encoded(struct str text, size_t offset)
{
    return offset + 2 < text.len && text.data[offset] == '%' &&
           jsonschema_is_hex_digit(text.data[offset + 1]) &&
           jsonschema_is_hex_digit(text.data[offset + 2]);
}

bool jsonschema_is_iri_character(int32_t code_point)
{
    if (code_point < 0x10000)
        return (code_point >= 0xA0 && code_point <= 0xD7FF) ||
               (code_point >= 0xF900 && code_point <= 0xFDCF) ||
               (code_point >= 0xFDF0 && code_point <= 0xFFEF);
    /* Planes 1 to 14 but for their last two, and the tags at the start of plane 14. */
    return code_point <= 0xEFFFD && (code_point & 0xFFFF) <= 0xFFFD &&
           (code_point < 0xE0000 || code_point >= 0xE1000);
}

bool jsonschema_is_iri_private(int32_t code_point)
{
    return (code_point >= 0xE000 && code_point <= 0xF8FF) ||
           (code_point >= 0xF0000 && (code_point & 0xFFFF) <= 0xFFFD);
}

/* Which characters a part may hold besides unreserved ones and %XX. */
struct part {
    const char *others;
    bool international; /* ucschar too */
    bool private_use;   /* iprivate too */
};

#define SUB_DELIMS "!$&'()*+,;="

static bool is_part(struct str text, struct part part)
{
    for (size_t i = 0; i < text.len;) {
        char c = text.data[i];
        int32_t code_point;

        if (jsonschema_is_percent_encoded(text, i)) {
            i += 3;
            continue;
        }
        code_point = utf8_next(text, &i);
        if (code_point < 0x80) {
            if (!ascii_is_alnum(c) && !(c && jsonschema_is_one_of(c, "-._~")) &&
                !(c && jsonschema_is_one_of(c, part.others)))
                return false;
        } else if (!(part.international && jsonschema_is_iri_character(code_point)) &&
                   !(part.private_use && jsonschema_is_iri_private(code_point))) {
            return false;
        }
    }
    return true;
}

static bool is_scheme(struct str text)
{
    if (text.len == 0 || !ascii_is_alpha(text.data[0]))
        return false;
    for (size_t i = 1; i < text.len; i++)
        if (!ascii_is_alnum(text.data[i]) && !jsonschema_is_one_of(text.data[i], "+-."))
            return false;
    return true;
}

/* "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" ) */
static bool is_future_address(struct str text)
{
    size_t i = 1;

    while (i < text.len && jsonschema_is_hex_digit(text.data[i]))
        i++;
    if (text.len < 1 || ascii_lower(text.data[0]) != 'v' || i == 1 || i + 1 >= text.len ||
        text.data[i] != '.' || str_find(text, STR("%"), 0) >= 0)
        return false;
    return is_part(str_slice(text, i + 1, text.len), (struct part){SUB_DELIMS ":", false, false});
}

/* ":" and digits, or nothing. */
static bool is_port(struct str text)
{
    if (text.len && text.data[0] != ':')
        return false;
    for (size_t i = 1; i < text.len; i++)
        if (!ascii_is_digit(text.data[i]))
            return false;
    return true;
}

static bool is_bracketed(struct str text)
{
    ptrdiff_t end = str_find(text, STR("]"), 0);
    struct str inner;

    if (end < 0)
        return false;
    inner = str_slice(text, 1, (size_t)end);
    return (jsonschema_format_is_ipv6(inner) || is_future_address(inner)) &&
           is_port(str_slice(text, (size_t)end + 1, text.len));
}

static bool is_authority(struct str text, bool international)
{
    struct part user = {SUB_DELIMS ":", international, false};
    struct part host = {SUB_DELIMS, international, false};
    ptrdiff_t at = str_find(text, STR("@"), 0), colon;

    if (at >= 0) {
        if (!is_part(str_slice(text, 0, (size_t)at), user))
            return false;
        text = str_slice(text, (size_t)at + 1, text.len);
    }
    if (text.len && text.data[0] == '[')
        return is_bracketed(text);
    colon = str_find(text, STR(":"), 0);
    if (colon < 0)
        return is_part(text, host);
    return is_part(str_slice(text, 0, (size_t)colon), host) &&
           is_port(str_slice(text, (size_t)colon, text.len));
}

static bool is_reference(struct str text, bool international, bool absolute)
{
    struct uri uri = jsonschema_uri_split(text);
    struct part path = {SUB_DELIMS ":@/", international, false};
    struct part query = {SUB_DELIMS ":@/?", international, international};
    struct part fragment = {SUB_DELIMS ":@/?", international, false};

    /* A first segment with a colon is split off as a scheme: it must be one. */
    if (absolute && !uri.scheme.data)
        return false;
    if (uri.scheme.data && !is_scheme(uri.scheme))
        return false;
    /* ":a" has no scheme, and its first segment has a colon. */
    if (!uri.scheme.data && text.len && text.data[0] == ':')
        return false;
    if (uri.authority.data && !is_authority(uri.authority, international))
        return false;
    return is_part(uri.path, path) && is_part(uri.query, query) && is_part(uri.fragment, fragment);
}

bool jsonschema_format_is_uri(struct str text)
{
    return is_reference(text, false, true);
}

bool jsonschema_format_is_uri_reference(struct str text)
{
    return is_reference(text, false, false);
}

bool jsonschema_format_is_iri(struct str text)
{
    return is_reference(text, true, true);
}

bool jsonschema_format_is_iri_reference(struct str text)
{
    return is_reference(text, true, false);
}
