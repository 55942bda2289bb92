/* International host names. */
#include "base/utf8.h"
#include "jsonschema/format.h"
#include "jsonschema/format_address.h"
#include "jsonschema/format_label.h"

enum { LONGEST_HOST = 253 };

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
        return jsonschema_label_ascii_length(label);
    if (jsonschema_label_has_ace_prefix(label))
        return jsonschema_label_is_a_label(label) ? label.len : 0;
    if (label.len >= 4 && label.data[2] == '-' && label.data[3] == '-')
        return 0;
    return jsonschema_is_host_of_letters(label) ? label.len : 0;
}

/* Cut the next label off TEXT, from *AT on; false behind the last. */
static bool next_label(struct str *label, struct str text, size_t *at)
{
    size_t start = *at, end = start;

    if (start > text.len)
        return false;
    while (*at < text.len && !is_dot(utf8_next(text, at)))
        end = *at;
    if (end == text.len)
        *at = text.len + 1;
    *label = str_slice(text, start, end);
    return true;
}

/* One label from right to left binds every label of the name. */
static bool keeps_bidi_rule(struct str text)
{
    char unicode[LONGEST_UNICODE_LABEL + 1];
    bool bound = false, kept = true;
    struct str label;

    for (size_t at = 0; next_label(&label, text, &at);) {
        label = jsonschema_label_unicode(unicode, label);
        bound = bound || jsonschema_label_is_right_to_left(label);
        kept = kept && jsonschema_label_keeps_bidi_rule(label);
    }
    return kept || !bound;
}

/* Is each label one, and none too long? */
static bool are_labels(struct str text)
{
    size_t total = 0;
    struct str label;

    for (size_t at = 0; next_label(&label, text, &at);) {
        size_t length = ascii_length(label);

        total += length + 1;
        if (length == 0 || length > LONGEST_LABEL)
            return false;
    }
    return total <= LONGEST_HOST + 1;
}

bool jsonschema_format_is_idn_hostname(struct str text)
{
    return are_labels(text) && keeps_bidi_rule(text);
}
