/* Host names in ASCII and IP addresses. */
#include "jsonschema/format.h"
#include "jsonschema/format_address.h"
#include "jsonschema/format_label.h"

enum { LONGEST_HOST = 253 };

bool jsonschema_is_hex_digit(char c)
{
    c = ascii_lower(c);
    return ascii_is_digit(c) || (c >= 'a' && c <= 'f');
}

bool jsonschema_is_one_of(char c, const char *set)
{
    for (; *set; set++)
        if (c == *set)
            return true;
    return false;
}

static bool is_label(struct str label)
{
    if (label.len == 0 || label.len > LONGEST_LABEL || label.data[0] == '-' ||
        label.data[label.len - 1] == '-')
        return false;
    for (size_t i = 0; i < label.len; i++)
        if (!ascii_is_alnum(label.data[i]) && label.data[i] != '-')
            return false;
    return true;
}

static bool are_labels(struct str text, bool (*accepts)(struct str))
{
    struct str rest = text, label;

    if (text.len == 0 || text.len > LONGEST_HOST)
        return false;
    while (str_split(&label, &rest, '.'))
        if (!accepts(label))
            return false;
    return true;
}

bool jsonschema_is_host_of_letters(struct str text)
{
    return are_labels(text, is_label);
}

static bool is_host_label(struct str label)
{
    return is_label(label) &&
           (!jsonschema_label_has_ace_prefix(label) || jsonschema_label_is_a_label(label));
}

/* "A valid host name can never have the dotted-decimal form #.#.#.#" (RFC 1123, section 2.1). */
static bool is_dotted_decimal(struct str text)
{
    size_t dots = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.data[i] != '.' && !ascii_is_digit(text.data[i]))
            return false;
        dots += text.data[i] == '.';
    }
    return dots == 3;
}

bool jsonschema_format_is_hostname(struct str text)
{
    return are_labels(text, is_host_label) && !is_dotted_decimal(text);
}

/* 0 to 255 without leading zeros: those were read as octal. */
static bool is_octet(struct str text)
{
    int value = 0;

    if (text.len == 0 || text.len > 3 || (text.len > 1 && text.data[0] == '0'))
        return false;
    for (size_t i = 0; i < text.len; i++) {
        if (!ascii_is_digit(text.data[i]))
            return false;
        value = value * 10 + (text.data[i] - '0');
    }
    return value <= 255;
}

bool jsonschema_format_is_ipv4(struct str text)
{
    struct str rest = text, octet;
    size_t count = 0;

    while (text.data && str_split(&octet, &rest, '.')) {
        if (!is_octet(octet))
            return false;
        count++;
    }
    return count == 4;
}

/*
 * Groups of one to four hexadecimal digits between single colons; the last may
 * be an IPv4 address (two groups) if IPV4. Returns the number of groups, or -1.
 */
static int count_groups(struct str text, bool ipv4)
{
    struct str rest = text, group;
    int count = 0;

    if (text.len == 0)
        return 0;
    while (str_split(&group, &rest, ':')) {
        bool last = rest.data == NULL;

        if (last && ipv4 && jsonschema_format_is_ipv4(group)) {
            count += 2;
            continue;
        }
        if (group.len == 0 || group.len > 4)
            return -1;
        for (size_t i = 0; i < group.len; i++)
            if (!jsonschema_is_hex_digit(group.data[i]))
                return -1;
        count++;
    }
    return count;
}

bool jsonschema_format_is_ipv6(struct str text)
{
    ptrdiff_t gap = str_find(text, STR("::"), 0);
    int before, after;

    if (gap < 0)
        return count_groups(text, true) == 8;
    before = count_groups(str_slice(text, 0, (size_t)gap), false);
    after = count_groups(str_slice(text, (size_t)gap + 2, text.len), true);
    return before >= 0 && after >= 0 && before + after <= 7;
}
