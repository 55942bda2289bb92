/* RFC 5321, section 4.1.2 and 4.1.3; RFC 6531, section 3.3. */
#include "jsonschema/format.h"
#include "jsonschema/format_address.h"

static bool is_wide(char c)
{
    return (unsigned char)c >= 0x80;
}

static bool is_atext(char c, bool wide)
{
    return ascii_is_alnum(c) || (c && jsonschema_is_one_of(c, "!#$%&'*+-/=?^_`{|}~")) ||
           (wide && is_wide(c));
}

/* Dot-string = Atom *("." Atom) */
static bool is_dot_string(struct str text, bool wide)
{
    struct str rest = text, atom;

    while (str_split(&atom, &rest, '.')) {
        if (atom.len == 0)
            return false;
        for (size_t i = 0; i < atom.len; i++)
            if (!is_atext(atom.data[i], wide))
                return false;
    }
    return text.len > 0;
}

static bool is_printable(char c)
{
    return c >= ' ' && c <= '~';
}

/* The end of the Quoted-string at the front of TEXT, or 0. */
static size_t quoted_string_end(struct str text, bool wide)
{
    for (size_t i = 1; i < text.len; i++) {
        char c = text.data[i];

        if (c == '"')
            return i + 1;
        if (c == '\\') {
            if (++i == text.len || !is_printable(text.data[i]))
                return 0;
        } else if (!is_printable(c) && !(wide && is_wide(c))) {
            return 0;
        }
    }
    return 0;
}

/* Snum "." Snum "." Snum "." Snum: leading zeros are allowed here. */
static bool is_ipv4_literal(struct str text)
{
    struct str rest = text, octet;
    size_t count = 0;

    while (str_split(&octet, &rest, '.')) {
        int value = 0;

        if (octet.len == 0 || octet.len > 3)
            return false;
        for (size_t i = 0; i < octet.len; i++) {
            if (!ascii_is_digit(octet.data[i]))
                return false;
            value = value * 10 + (octet.data[i] - '0');
        }
        if (value > 255)
            return false;
        count++;
    }
    return count == 4;
}

/* Standardized-tag ":" 1*dcontent */
static bool is_general_literal(struct str tag, struct str content)
{
    if (!jsonschema_is_host_of_letters(tag) || str_find(tag, STR("."), 0) >= 0 || content.len == 0)
        return false;
    for (size_t i = 0; i < content.len; i++)
        if (content.data[i] < '!' || content.data[i] > '~' ||
            jsonschema_is_one_of(content.data[i], "[\\]"))
            return false;
    return true;
}

static bool is_address_literal(struct str text)
{
    struct str inner = str_slice(text, 1, text.len - 1), tag;

    if (text.len < 3 || text.data[text.len - 1] != ']')
        return false;
    if (is_ipv4_literal(inner))
        return true;
    str_split(&tag, &inner, ':');
    if (!inner.data)
        return false;
    return str_equal_nocase(tag, STR("IPv6")) ? jsonschema_format_is_ipv6(inner)
                                              : is_general_literal(tag, inner);
}

static bool is_mailbox(struct str text, bool wide)
{
    struct str domain;
    size_t end = 0;

    if (text.len && text.data[0] == '"') {
        end = quoted_string_end(text, wide);
    } else {
        while (end < text.len && text.data[end] != '@')
            end++;
        if (!is_dot_string(str_slice(text, 0, end), wide))
            return false;
    }
    if (end == 0 || end >= text.len || text.data[end] != '@')
        return false;
    domain = str_slice(text, end + 1, text.len);
    if (domain.len && domain.data[0] == '[')
        return is_address_literal(domain);
    return wide ? jsonschema_format_is_idn_hostname(domain) : jsonschema_is_host_of_letters(domain);
}

bool jsonschema_format_is_email(struct str text)
{
    return is_mailbox(text, false);
}

bool jsonschema_format_is_idn_email(struct str text)
{
    return is_mailbox(text, true);
}
