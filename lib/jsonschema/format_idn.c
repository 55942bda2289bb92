/* International host names. */
#include "base/utf8.h"
#include "jsonschema/format.h"
#include "jsonschema/format_address.h"
#include "jsonschema/format_label.h"

enum { LONGEST_LABEL = 63, LONGEST_HOST = 253 };

/* Dots that people type for "." (RFC 3490, section 3.1; RFC 5895, section 2). */
static bool is_dot(int32_t code_point)
{
    return code_point == '.' || code_point == 0x3002 || code_point == 0xFF0E ||
           code_point == 0xFF61;
}

static bool is_ascii(struct str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.data[i] >= 0x80)
            return false;
    return true;
}

/* The length of its ASCII form, or 0 if it is no label: NR-LDH, A-label or U-label (RFC 5890). */
static size_t ascii_length(struct str label)
{
    if (!is_ascii(label))
        return label_ascii_length(label);
    if (label_has_ace_prefix(label))
        return label_is_a_label(label) ? label.len : 0;
    if (label.len >= 4 && label.data[2] == '-' && label.data[3] == '-')
        return 0;
    return is_host_of_letters(label) ? label.len : 0;
}

bool format_is_idn_hostname(struct str text)
{
    size_t start = 0, total = 0;

    for (size_t at = 0; at <= text.len;) {
        size_t before = at, length;

        if (at < text.len && !is_dot(utf8_next(text, &at)))
            continue;
        length = ascii_length(str_slice(text, start, before));
        total += length + (start > 0);
        if (length == 0 || length > LONGEST_LABEL || total > LONGEST_HOST)
            return false;
        if (before == text.len)
            return true;
        start = at;
    }
    return false;
}
