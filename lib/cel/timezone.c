#include "cel/timezone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "cel/tzif.h"

#define ZONEINFO "/usr/share/zoneinfo"

enum { TIMEZONE_CACHE_SIZE = 8, LONGEST_NAME = 64, LARGEST_FILE = 1024 * 1024 };

struct timezone_cache {
    struct timezone_entry {
        char name[LONGEST_NAME];
        struct tzif tzif;
    } entries[TIMEZONE_CACHE_SIZE];
    size_t count;
    size_t next; /* the entry that is replaced when all are in use */
};

/* "+hh:mm", "-hh:mm" or "hh:mm". */
static bool fixed_offset(int64_t *offset, struct str name)
{
    bool sign = name.len == 6 && (name.data[0] == '+' || name.data[0] == '-');
    struct str time = str_slice(name, sign, name.len);
    int64_t minutes;

    if (time.len != 5 || time.data[2] != ':')
        return false;
    for (size_t i = 0; i < 5; i++)
        if (i != 2 && !ascii_is_digit(time.data[i]))
            return false;
    minutes = ((time.data[0] - '0') * 10 + time.data[1] - '0') * 60 + (time.data[3] - '0') * 10 +
              time.data[4] - '0';
    *offset = (sign && name.data[0] == '-' ? -60 : 60) * minutes;
    return true;
}

/* May NAME be a path below the database? */
static bool is_zone_name(struct str name)
{
    if (name.len == 0 || name.len >= LONGEST_NAME || name.data[0] == '/')
        return false;
    for (size_t i = 0; i < name.len; i++)
        if (!ascii_is_alnum(name.data[i]) && name.data[i] != '_' && name.data[i] != '-' &&
            name.data[i] != '+' && name.data[i] != '/')
            return false;
    return true;
}

static bool read_file(struct buffer *content, const char *path)
{
    char chunk[4096];
    FILE *file = fopen(path, "rbe");
    size_t count;

    if (!file)
        return false;
    while ((count = fread(chunk, 1, sizeof chunk, file)) > 0 && content->len < LARGEST_FILE)
        buffer_add(content, (struct str){chunk, count});
    fclose(file);
    return true;
}

static bool database_exists(void)
{
    FILE *file = fopen(ZONEINFO "/UTC", "rbe");

    if (file)
        fclose(file);
    return file != NULL;
}

static int load(struct tzif *tzif, struct str name, struct error *error)
{
    char path[sizeof ZONEINFO + LONGEST_NAME];
    struct buffer content;
    int result = 0;

    *tzif = (struct tzif){0};
    if (!is_zone_name(name))
        return error_set(error, ERROR_FAILURE, "there is no time zone \"%.*s\"", STR_ARG(name));
    snprintf(path, sizeof path, ZONEINFO "/%.*s", STR_ARG(name));
    buffer_init(&content);
    if (!read_file(&content, path) || !tzif_read(tzif, buffer_str(&content)))
        result = error_set(error, ERROR_FAILURE,
                           database_exists()
                               ? "there is no time zone \"%.*s\""
                               : "the time zone \"%.*s\" is not known, as this machine has no "
                                 "time zone database in " ZONEINFO " (the package tzdata)",
                           STR_ARG(name));
    buffer_release(&content);
    return result;
}

static const struct tzif *find(const struct timezone_cache *cache, struct str name)
{
    for (size_t i = 0; i < cache->count; i++)
        if (str_equal_c(name, cache->entries[i].name))
            return &cache->entries[i].tzif;
    return NULL;
}

static const struct tzif *keep(struct timezone_cache *cache, struct str name, struct tzif tzif)
{
    struct timezone_entry *entry = &cache->entries[cache->next];

    tzif_release(&entry->tzif);
    memset(entry->name, 0, sizeof entry->name);
    memcpy(entry->name, name.data, name.len);
    entry->tzif = tzif;
    cache->next = (cache->next + 1) % TIMEZONE_CACHE_SIZE;
    if (cache->count < TIMEZONE_CACHE_SIZE)
        cache->count++;
    return &entry->tzif;
}

int timezone_offset(int64_t *offset, struct timezone_cache **cache, struct str name,
                    int64_t seconds, struct error *error)
{
    const struct tzif *zone;
    struct tzif tzif;

    *offset = 0;
    if (str_equal_c(name, "UTC") || str_equal_c(name, "GMT") || str_equal_c(name, "Z") ||
        name.len == 0 || fixed_offset(offset, name))
        return 0;
    if (!*cache)
        *cache = memory_zalloc(1, sizeof **cache);
    zone = find(*cache, name);
    if (!zone) {
        if (load(&tzif, name, error) < 0) {
            tzif_release(&tzif);
            return -1;
        }
        zone = keep(*cache, name, tzif);
    }
    *offset = tzif_offset(zone, seconds);
    return 0;
}

void timezone_cache_free(struct timezone_cache *cache)
{
    if (!cache)
        return;
    for (size_t i = 0; i < cache->count; i++)
        tzif_release(&cache->entries[i].tzif);
    free(cache);
}
