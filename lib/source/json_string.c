#include "source/json_string.h"

#include <string.h>

int json_escape(char c)
{
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    const char *found = c ? strchr(letters, c) : NULL;

    return found ? meanings[found - letters] : -1;
}

int json_hex_digit(char c)
{
    if (ascii_is_digit(c))
        return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int32_t json_hex4(struct str text, size_t offset)
{
    int32_t value = 0;

    if (offset > text.len || text.len - offset < 4)
        return -1;
    for (size_t i = 0; i < 4; i++) {
        int digit = json_hex_digit(text.data[offset + i]);

        if (digit < 0)
            return -1;
        value = value * 16 + digit;
    }
    return value;
}

bool json_is_high_surrogate(int32_t unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

int32_t json_low_surrogate(struct str text, size_t offset)
{
    int32_t unit;

    if (!str_starts_with(str_slice(text, offset, text.len), STR("\\u")))
        return -1;
    unit = json_hex4(text, offset + 2);
    return unit >= 0xDC00 && unit < 0xE000 ? unit : -1;
}

int32_t json_join_surrogates(int32_t high, int32_t low)
{
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}
