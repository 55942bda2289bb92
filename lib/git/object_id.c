#include "git/object_id.h"

#include <string.h>

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool object_id_parse(struct object_id *id, struct str hex)
{
    if (hex.len != OBJECT_ID_HEX)
        return false;
    for (size_t i = 0; i < OBJECT_ID_SIZE; i++) {
        int high = hex_digit(hex.data[2 * i]);
        int low = hex_digit(hex.data[2 * i + 1]);

        if (high < 0 || low < 0)
            return false;
        id->bytes[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

char *object_id_hex(char *out, const struct object_id *id, size_t length)
{
    static const char digits[] = "0123456789abcdef";

    if (length > OBJECT_ID_HEX)
        length = OBJECT_ID_HEX;
    for (size_t i = 0; i < length; i++) {
        uint8_t byte = id->bytes[i / 2];

        out[i] = digits[i % 2 ? byte & 15 : byte >> 4];
    }
    out[length] = '\0';
    return out;
}

struct str object_id_key(const struct object_id *id)
{
    return (struct str){(const char *)id->bytes, OBJECT_ID_SIZE};
}

bool object_id_equal(const struct object_id *a, const struct object_id *b)
{
    return memcmp(a->bytes, b->bytes, OBJECT_ID_SIZE) == 0;
}

bool object_id_is_zero(const struct object_id *id)
{
    static const struct object_id zero;

    return object_id_equal(id, &zero);
}

int object_id_compare(const struct object_id *a, const struct object_id *b)
{
    return memcmp(a->bytes, b->bytes, OBJECT_ID_SIZE);
}

uint32_t file_mode_canonical(uint32_t mode)
{
    switch (mode & 0170000) {
    case 0100000:
        return mode & 0100 ? MODE_EXECUTABLE : MODE_FILE;
    case 0120000:
        return MODE_SYMLINK;
    case 0040000:
        return MODE_FOLDER;
    default:
        return MODE_SUBMODULE;
    }
}
