#include "base/tzif.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { HEADER_SIZE = 44, MOST_CHANGES = 100000 };

/* The counts of a header, RFC 8536 section 3.1. */
struct header {
    uint32_t ut, standard, leap, changes, types, letters;
};

static uint32_t read_u32(const char *data)
{
    const unsigned char *bytes = (const unsigned char *)data;

    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static int64_t read_i64(const char *data)
{
    return (int64_t)((uint64_t)read_u32(data) << 32 | read_u32(data + 4));
}

static bool read_header(struct header *header, struct str data)
{
    if (data.len < HEADER_SIZE || memcmp(data.data, "TZif", 4) != 0 || data.data[4] < '2')
        return false;
    *header = (struct header){
        .ut = read_u32(data.data + 20),
        .standard = read_u32(data.data + 24),
        .leap = read_u32(data.data + 28),
        .changes = read_u32(data.data + 32),
        .types = read_u32(data.data + 36),
        .letters = read_u32(data.data + 40),
    };
    return header->changes <= MOST_CHANGES && header->types >= 1 && header->types <= 256 &&
           header->letters <= 65536 && header->leap <= 65536 && header->ut <= 256 &&
           header->standard <= 256;
}

/* The size of a data block whose times have TIME_SIZE bytes. */
static size_t block_size(const struct header *header, size_t time_size)
{
    return header->changes * (time_size + 1) + header->types * (size_t)6 + header->letters +
           header->leap * (time_size + 4) + header->standard + header->ut;
}

static bool read_changes(struct tzif *tzif, const struct header *header, const char *block)
{
    const char *indexes = block + header->changes * (size_t)8;
    const char *types = indexes + header->changes;

    tzif->first = (int32_t)read_u32(types);
    tzif->count = header->changes;
    tzif->changes = memory_zalloc(header->changes, sizeof *tzif->changes);
    for (size_t i = 0; i < header->changes; i++) {
        unsigned char type = (unsigned char)indexes[i];

        if (type >= header->types)
            return false;
        tzif->changes[i].at = read_i64(block + i * 8);
        if (i && tzif->changes[i].at <= tzif->changes[i - 1].at)
            return false;
        tzif->changes[i].offset = (int32_t)read_u32(types + type * (size_t)6);
    }
    return true;
}

/* The TZ string between two newlines at the end. */
static void read_footer(struct tzif *tzif, struct str rest)
{
    ptrdiff_t end = rest.len && rest.data[0] == '\n' ? str_find(rest, STR("\n"), 1) : -1;
    size_t len = end > 0 ? (size_t)end - 1 : 0;

    tzif->footer = memory_zalloc(len + 1, 1);
    if (len)
        memcpy(tzif->footer, rest.data + 1, len);
}

bool tzif_read(struct tzif *tzif, struct str data)
{
    struct header first, second;
    struct str rest;

    *tzif = (struct tzif){0};
    if (!read_header(&first, data))
        return false;
    /* The first block is for readers of version 1; the second has 64-bit times. */
    rest = str_slice(data, HEADER_SIZE + block_size(&first, 4), data.len);
    if (!read_header(&second, rest) || rest.len < HEADER_SIZE + block_size(&second, 8))
        return false;
    if (!read_changes(tzif, &second, rest.data + HEADER_SIZE))
        return false;
    read_footer(tzif, str_slice(rest, HEADER_SIZE + block_size(&second, 8), rest.len));
    return true;
}

void tzif_release(struct tzif *tzif)
{
    free(tzif->changes);
    free(tzif->footer);
    *tzif = (struct tzif){0};
}

int32_t tzif_offset(const struct tzif *tzif, int64_t seconds)
{
    size_t low = 0, high = tzif->count;
    int32_t offset;

    /* The number of changes up to SECONDS. */
    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (tzif->changes[middle].at <= seconds)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == tzif->count && posix_tz_offset(&offset, tzif->footer, seconds))
        return offset;
    return low ? tzif->changes[low - 1].offset : tzif->first;
}
