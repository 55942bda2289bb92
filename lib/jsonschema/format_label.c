#include "jsonschema/format_label.h"

#include <idn2.h>
#include <string.h>

#include "base/memory.h"

/* As libidn2 answers: is what it was given sound? */
static bool is_sound(int code)
{
    if (code == IDN2_MALLOC)
        memory_exhausted();
    return code == IDN2_OK;
}

bool jsonschema_label_has_ace_prefix(struct str label)
{
    return str_equal_nocase(str_slice(label, 0, 4), STR("xn--"));
}

bool jsonschema_label_is_a_label(struct str label)
{
    char lower[LONGEST_LABEL + 1];
    uint8_t *registered = NULL;
    bool valid;

    if (label.len > LONGEST_LABEL)
        return false;
    for (size_t i = 0; i < label.len; i++)
        lower[i] = ascii_lower(label.data[i]);
    lower[label.len] = 0;
    valid = is_sound(idn2_register_u8(NULL, (const uint8_t *)lower, &registered, 0));
    idn2_free(registered);
    return valid;
}

size_t jsonschema_label_ascii_length(struct str label)
{
    char text[LONGEST_UNICODE_LABEL + 1];
    uint8_t *registered = NULL;
    size_t length = 0;

    if (label.len == 0 || label.len > LONGEST_UNICODE_LABEL || memchr(label.data, 0, label.len))
        return 0;
    memcpy(text, label.data, label.len);
    text[label.len] = 0;
    if (is_sound(idn2_register_u8((const uint8_t *)text, NULL, &registered, 0)))
        length = strlen((const char *)registered);
    idn2_free(registered);
    return length;
}

struct str jsonschema_label_unicode(char out[LONGEST_UNICODE_LABEL + 1], struct str label)
{
    char ascii[LONGEST_LABEL + 1];
    char *unicode = NULL;
    struct str result = label;

    if (!jsonschema_label_has_ace_prefix(label) || label.len > LONGEST_LABEL)
        return label;
    memcpy(ascii, label.data, label.len);
    ascii[label.len] = 0;
    if (is_sound(idn2_to_unicode_8z8z(ascii, &unicode, 0)) &&
        strlen(unicode) <= LONGEST_UNICODE_LABEL) {
        result = (struct str){out, strlen(unicode)};
        memcpy(out, unicode, result.len);
    }
    idn2_free(unicode);
    return result;
}
