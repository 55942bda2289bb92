#include "git/index_file.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha1.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/memory.h"
#include "git/tree.h"

enum {
    HEADER_SIZE = 12,
    CHECKSUM_SIZE = SHA1_DIGEST_SIZE,
    NUMBERS_SIZE = 4 * INDEX_NUMBER_COUNT,
    FLAGS_AT = NUMBERS_SIZE + OBJECT_ID_SIZE, /* in an entry */
    ENTRY_SIZE = FLAGS_AT + 2,                /* without the path */
    ENTRY_ALIGNMENT = 8,                      /* before version 4 */
    EXTENSION_SIZE = 8                        /* without its content */
};

enum {
    FLAG_EXTENDED = 1 << 14,      /* two more bytes of flags follow */
    FLAGS_LENGTH = (1 << 12) - 1, /* of the path; this much and more is said so */
    FLAGS_FURTHER = INDEX_INTENT_TO_ADD | INDEX_SKIP_WORKTREE
};

/* What can be wrong: the end of a sentence about the index. */
static const char cut_off[] = "the file ends too early", unknown_version[] = "unknown version",
                  bad_checksum[] = "its checksum does not match",
                  bad_entry[] = "an entry is damaged", bad_path[] = "Git forbids one of its paths",
                  bad_order[] = "its entries are out of order",
                  bad_extension[] = "an extension is unknown or damaged",
                  too_large[] = "it is larger than 256 MiB", sparse[] = "sparse", split[] = "split";

struct reading {
    struct index_file *file;
    struct arena *arena;
    const uint8_t *bytes;
    size_t at;
    size_t end; /* where the checksum begins */
    uint32_t version;
    size_t path_bytes; /* that version 4 made so far */
    bool nameless;     /* an entry has no path, as those of a split index */
};

static uint32_t number_at(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

static uint32_t short_at(const uint8_t *bytes)
{
    return (uint32_t)bytes[0] << 8 | bytes[1];
}

/* ---- entries ---- */

/* The bytes up to the next NUL, which is passed over. */
static const char *read_name(struct str *name, struct reading *reading)
{
    const uint8_t *start = reading->bytes + reading->at;
    const uint8_t *nul = memchr(start, '\0', reading->end - reading->at);

    if (!nul)
        return cut_off;
    *name = (struct str){(const char *)start, (size_t)(nul - start)};
    reading->at += name->len + 1;
    return NULL;
}

/* git's number of varying length, as in packs' offsets: no two ways to write the same one. */
static const char *read_length(size_t *length, struct reading *reading)
{
    uint8_t byte;

    *length = 0;
    do {
        if (reading->at == reading->end)
            return cut_off;
        byte = reading->bytes[reading->at++];
        *length = *length << 7 | (byte & 127);
        if (byte & 128)
            ++*length;
        if (*length > reading->end)
            return bad_entry;
    } while (byte & 128);
    return NULL;
}

/* Version 4: how much of the end of the path before is left out, and what comes in its place. */
static const char *read_compressed(struct str *path, struct reading *reading)
{
    struct index_file *file = reading->file;
    struct str last = file->count ? file->entries[file->count - 1].path : (struct str){0}, rest;
    const char *why;
    size_t less;

    why = read_length(&less, reading);
    if (!why)
        why = read_name(&rest, reading);
    if (why)
        return why;
    if (less > last.len)
        return bad_entry;
    reading->path_bytes += last.len - less + rest.len;
    if (reading->path_bytes > LIMIT_INDEX_SIZE)
        return too_large;
    *path = arena_join(reading->arena, str_slice(last, 0, last.len - less), rest);
    return NULL;
}

static const char *read_path(struct str *path, struct reading *reading, size_t start)
{
    const char *why;
    size_t size;

    if (reading->version == 4)
        return read_compressed(path, reading);
    why = read_name(path, reading);
    if (why)
        return why;
    size = reading->at - 1 - start;
    size = (size / ENTRY_ALIGNMENT + 1) * ENTRY_ALIGNMENT;
    if (size > reading->end - start)
        return cut_off;
    reading->at = start + size;
    return NULL;
}

/* Most paths have no name that begins in a way that one of the forbidden does. */
static bool is_sound(struct str path)
{
    bool begins = true;
    struct str name;

    for (size_t i = 0; i < path.len; i++) {
        if (begins && path.data[i] == '.') {
            struct str rest = str_slice(path, i, path.len);

            str_split(&name, &rest, '/');
            if (tree_name_is_unsafe(name))
                return false;
        }
        if (begins && path.data[i] == '/')
            return false;
        begins = path.data[i] == '/';
    }
    return !begins;
}

static const char *check_entry(struct reading *reading, const struct index_entry *entry,
                               size_t length)
{
    const struct index_file *file = reading->file;
    const struct index_entry *last = file->count ? &file->entries[file->count - 1] : NULL;
    int order = last ? strcmp(last->path.data, entry->path.data) : -1;

    if (index_entry_mode(entry) == MODE_FOLDER)
        return sparse;
    if (length != (entry->path.len < FLAGS_LENGTH ? entry->path.len : FLAGS_LENGTH))
        return bad_entry;
    if (!entry->path.len) {
        reading->nameless = true;
        return NULL;
    }
    if (!is_sound(entry->path))
        return bad_path;
    if (order > 0 || (order == 0 && (!index_entry_stage(last) ||
                                     index_entry_stage(last) >= index_entry_stage(entry))))
        return bad_order;
    return NULL;
}

static const char *read_flags(struct index_entry *entry, struct reading *reading)
{
    entry->flags = short_at(entry->disk + FLAGS_AT);
    reading->at += ENTRY_SIZE;
    if (!(entry->flags & FLAG_EXTENDED))
        return NULL;
    if (reading->version < 3 || reading->end - reading->at < 2)
        return bad_entry;
    entry->flags |= short_at(reading->bytes + reading->at) << 16;
    reading->at += 2;
    return entry->flags >> 16 << 16 & ~(uint32_t)FLAGS_FURTHER ? bad_entry : NULL;
}

static const char *read_entry(struct reading *reading)
{
    size_t start = reading->at, length;
    struct index_file *file = reading->file;
    struct index_entry *entry = &file->entries[file->count];
    const char *why;

    if (reading->end - start < ENTRY_SIZE)
        return cut_off;
    entry->disk = reading->bytes + start;
    why = read_flags(entry, reading);
    length = entry->flags & FLAGS_LENGTH;
    entry->flags &= ~(uint32_t)FLAGS_LENGTH;
    if (!why)
        why = read_path(&entry->path, reading, start);
    if (!why)
        why = check_entry(reading, entry, length);
    file->count += !why;
    return why;
}

static const char *read_entries(struct reading *reading)
{
    size_t count = number_at(reading->bytes + 8);
    const char *why = NULL;

    if (count > reading->end / ENTRY_SIZE)
        return cut_off;
    reading->file->entries =
        arena_alloc_array(reading->arena, count, sizeof *reading->file->entries);
    reading->at = HEADER_SIZE;
    while (!why && reading->file->count < count)
        why = read_entry(reading);
    return why;
}

/* ---- the rest ---- */

/*
 * The names of optional ones begin with a capital letter. That entries may be folders ("sdir") is
 * said of an index in which none is.
 */
static const char *read_extension(struct reading *reading)
{
    const uint8_t *start = reading->bytes + reading->at;
    size_t left = reading->end - reading->at;

    if (left < EXTENSION_SIZE || left - EXTENSION_SIZE < number_at(start + 4))
        return bad_extension;
    if (memcmp(start, "link", 4) == 0)
        return split;
    if ((*start < 'A' || *start > 'Z') && memcmp(start, "sdir", 4) != 0)
        return bad_extension;
    reading->at += EXTENSION_SIZE + number_at(start + 4);
    return NULL;
}

static const char *check_header(struct reading *reading)
{
    if (memcmp(reading->bytes, "DIRC", 4) != 0)
        return "the file does not begin as an index does";
    reading->version = number_at(reading->bytes + 4);
    return reading->version < 2 || reading->version > 4 ? unknown_version : NULL;
}

/* Zeros: git did not compute it. */
static const char *check_sum(const struct reading *reading)
{
    static const uint8_t none[CHECKSUM_SIZE];
    const uint8_t *expected = reading->bytes + reading->end;
    uint8_t found[CHECKSUM_SIZE];
    struct sha1_ctx state;

    if (memcmp(expected, none, CHECKSUM_SIZE) == 0)
        return NULL;
    sha1_init(&state);
    sha1_update(&state, reading->end, reading->bytes);
    sha1_digest(&state, sizeof found, found);
    return memcmp(expected, found, CHECKSUM_SIZE) == 0 ? NULL : bad_checksum;
}

static const char *read_all(struct reading *reading)
{
    const char *why = check_header(reading);

    if (!why)
        why = check_sum(reading);
    if (!why)
        why = read_entries(reading);
    while (!why && reading->at < reading->end)
        why = read_extension(reading);
    return why || !reading->nameless ? why : bad_path;
}

static int refuse(struct error *error, const char *why)
{
    if (why == sparse)
        return error_set(error, ERROR_FAILURE,
                         "ismslint cannot read a sparse index: run `git sparse-checkout reapply "
                         "--no-sparse-index`");
    if (why == split)
        return error_set(
            error, ERROR_FAILURE,
            "ismslint cannot read a split index: run `git update-index --no-split-index`");
    return error_set(error, ERROR_FAILURE, "cannot read the index of this repository: %s", why);
}

static int parse(struct index_file *out, struct str bytes, struct arena *arena, struct error *error)
{
    struct reading reading = {.file = out, .arena = arena, .bytes = (const uint8_t *)bytes.data};
    const char *why = cut_off;

    if (bytes.len >= HEADER_SIZE + CHECKSUM_SIZE) {
        reading.end = bytes.len - CHECKSUM_SIZE;
        why = read_all(&reading);
    }
    return why ? refuse(error, why) : 0;
}

int index_file_parse(struct index_file *out, struct str bytes, struct arena *arena,
                     struct error *error)
{
    *out = (struct index_file){0};
    return parse(out, bytes, arena, error);
}

/* ---- the file ---- */

/* Not mapped: a file that is cut off meanwhile would end us. */
static const char *read_bytes(struct str *out, int file, size_t size, struct arena *arena)
{
    char *bytes = arena_space(arena, size + 1);
    size_t length = 0;
    ssize_t got = 1;

    while (got > 0 && length < size) {
        got = read(file, bytes + length, size - length);
        length += got > 0 ? (size_t)got : 0;
    }
    *out = (struct str){bytes, length};
    return got < 0 ? memory_checked_reason(errno) : NULL;
}

static const char *read_open_file(struct str *out, time_t *written, int file, struct arena *arena)
{
    struct stat status;

    if (fstat(file, &status) != 0)
        return memory_checked_reason(errno);
    if (!S_ISREG(status.st_mode))
        return "it is not a file";
    if (status.st_size > LIMIT_INDEX_SIZE)
        return too_large;
    *written = status.st_mtim.tv_sec;
    return read_bytes(out, file, (size_t)status.st_size, arena);
}

int index_file_read(struct index_file *out, const char *path, struct arena *arena,
                    struct error *error)
{
    /* O_NONBLOCK: a pipe that stands there must not hold us up. */
    int file = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    const char *why;
    struct str bytes = {0};

    *out = (struct index_file){0};
    if (file < 0)
        return errno == ENOENT ? 0 : refuse(error, memory_checked_reason(errno));
    why = read_open_file(&bytes, &out->written, file, arena);
    close(file);
    return why ? refuse(error, why) : parse(out, bytes, arena, error);
}

/* ---- questions ---- */

const struct index_entry *index_file_at(const struct index_file *file, size_t number)
{
    return number < file->count ? &file->entries[number] : NULL;
}

size_t index_file_lower_bound(const struct index_file *file, const char *path)
{
    size_t low = 0, high = file->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(file->entries[middle].path.data, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t index_entry_number(const struct index_entry *entry, enum index_number number)
{
    return number_at(entry->disk + 4 * (size_t)number);
}

struct object_id index_entry_id(const struct index_entry *entry)
{
    struct object_id id;

    memcpy(id.bytes, entry->disk + NUMBERS_SIZE, OBJECT_ID_SIZE);
    return id;
}

uint32_t index_entry_mode(const struct index_entry *entry)
{
    return file_mode_canonical(index_entry_number(entry, INDEX_MODE));
}

unsigned index_entry_stage(const struct index_entry *entry)
{
    return entry->flags >> INDEX_STAGE_SHIFT & 3;
}
