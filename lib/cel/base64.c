#include "cel/base64.h"

static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void cel_base64_write(struct buffer *out, struct str bytes)
{
    for (size_t i = 0; i < bytes.len; i += 3) {
        size_t count = bytes.len - i < 3 ? bytes.len - i : 3;
        uint32_t group = 0;

        for (size_t j = 0; j < 3; j++)
            group = group << 8 | (j < count ? (unsigned char)bytes.data[i + j] : 0);
        for (size_t j = 0; j < 4; j++)
            buffer_add_char(out, j <= count ? digits[group >> (18 - 6 * j) & 63] : '=');
    }
}

bool cel_base64_read(struct buffer *out, struct str text)
{
    uint32_t group = 0;
    unsigned bits = 0;

    while (text.len && text.data[text.len - 1] == '=' && text.len % 4 != 1)
        text.len--;
    if (text.len % 4 == 1)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        ptrdiff_t digit = str_find(STR(digits), str_slice(text, i, i + 1), 0);

        if (digit < 0)
            return false;
        group = (group << 6 | (uint32_t)digit) & 0xffffff;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            buffer_add_char(out, (char)(group >> bits & 255));
        }
    }
    return true;
}
