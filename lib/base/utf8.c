#include "base/utf8.h"

#include <string.h>

#include <unigbrk.h>
#include <uniwidth.h>

enum { EMOJI_PRESENTATION = 0xFE0F };

/* Length and least code point by lead byte (RFC 3629, section 3). */
static int lead(unsigned char byte, int32_t *bits, int32_t *least)
{
    if (byte < 0x80) {
        *bits = byte;
        *least = 0;
        return 1;
    }
    if (byte >= 0xC2 && byte < 0xE0) {
        *bits = byte & 0x1F;
        *least = 0x80;
        return 2;
    }
    if (byte >= 0xE0 && byte < 0xF0) {
        *bits = byte & 0x0F;
        *least = 0x800;
        return 3;
    }
    if (byte >= 0xF0 && byte < 0xF5) {
        *bits = byte & 0x07;
        *least = 0x10000;
        return 4;
    }
    return 0;
}

int32_t utf8_next(struct str s, size_t *offset)
{
    const unsigned char *bytes = (const unsigned char *)s.data + *offset;
    size_t left = s.len - *offset;
    int32_t code_point = 0, least = 0;
    int length = lead(bytes[0], &code_point, &least);

    (*offset)++;
    if (length == 0 || (size_t)length > left)
        return -1;
    for (int i = 1; i < length; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return -1;
        code_point = (code_point << 6) | (bytes[i] & 0x3F);
    }
    if (code_point < least || code_point > 0x10FFFF ||
        (code_point >= 0xD800 && code_point <= 0xDFFF))
        return -1;
    *offset += (size_t)length - 1;
    return code_point;
}

/* OFFSET, moved over what is ASCII in steps of eight bytes. */
static size_t skip_ascii(struct str s, size_t offset)
{
    uint64_t word;

    while (offset + sizeof word <= s.len) {
        memcpy(&word, s.data + offset, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
        offset += sizeof word;
    }
    return offset;
}

ptrdiff_t utf8_invalid(struct str s)
{
    for (size_t offset = skip_ascii(s, 0); offset < s.len; offset = skip_ascii(s, offset)) {
        size_t start = offset;

        if (utf8_next(s, &offset) < 0)
            return (ptrdiff_t)start;
    }
    return -1;
}

size_t utf8_count(struct str s)
{
    size_t count = 0;

    for (size_t offset = 0; offset < s.len; count++)
        utf8_next(s, &offset);
    return count;
}

size_t utf8_count_utf16(struct str s)
{
    size_t count = 0;

    for (size_t offset = 0; offset < s.len;)
        count += utf8_next(s, &offset) > 0xFFFF ? 2 : 1;
    return count;
}

size_t utf8_write(char out[4], uint32_t code_point)
{
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        out[0] = (char)(0xC0 | (code_point >> 6));
        out[1] = (char)(0x80 | (code_point & 0x3F));
        return 2;
    }
    if (code_point >= 0xD800 && code_point <= 0xDFFF)
        return 0;
    if (code_point < 0x10000) {
        out[0] = (char)(0xE0 | (code_point >> 12));
        out[1] = (char)(0x80 | ((code_point >> 6) & 0x3F));
        out[2] = (char)(0x80 | (code_point & 0x3F));
        return 3;
    }
    if (code_point > 0x10FFFF)
        return 0;
    out[0] = (char)(0xF0 | (code_point >> 18));
    out[1] = (char)(0x80 | ((code_point >> 12) & 0x3F));
    out[2] = (char)(0x80 | ((code_point >> 6) & 0x3F));
    out[3] = (char)(0x80 | (code_point & 0x3F));
    return 4;
}

/* Regional indicators: a pair makes a flag of two columns, one column each. */
static bool is_flag_half(int32_t code_point)
{
    return code_point >= 0x1F1E6 && code_point <= 0x1F1FF;
}

static size_t code_point_width(int32_t code_point)
{
    int width =
        code_point < 0 || is_flag_half(code_point) ? 1 : uc_width((ucs4_t)code_point, "UTF-8");

    return width < 0 ? 1 : (size_t)width;
}

/* Does a grapheme cluster go on between two code points? -1 stands for an invalid byte. */
static bool same_cluster(int32_t before, int32_t after)
{
    return before >= 0 && after >= 0 && !is_flag_half(after) &&
           !uc_is_grapheme_break((ucs4_t)before, (ucs4_t)after);
}

size_t utf8_width(struct str s)
{
    size_t total = 0, cluster = 0;
    int32_t before = -1;

    for (size_t offset = 0; offset < s.len;) {
        int32_t code_point = utf8_next(s, &offset);
        size_t width = code_point_width(code_point);
        /* An emoji after a joiner belongs to the cluster; the pair rule cannot see that. */
        bool joined = before == 0x200D && width == 2;

        if (same_cluster(before, code_point) || joined) {
            if (code_point == EMOJI_PRESENTATION || cluster == 0)
                width = code_point == EMOJI_PRESENTATION ? 2 : width;
            else
                width = cluster;
            cluster = width > cluster ? width : cluster;
        } else {
            total += cluster;
            cluster = width;
        }
        before = code_point;
    }
    return total + cluster;
}
