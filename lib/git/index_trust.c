#include "git/index_trust.h"

#include "base/str.h"

struct index_trust index_trust_of(const struct settings *settings, time_t written)
{
    const struct setting *check = settings_find(settings, "core.checkstat");

    return (struct index_trust){
        .changes = settings_bool(settings, "core.trustctime", true),
        .whole = !check || !str_equal_nocase(check->value, STR("minimal")),
        .written = written,
    };
}

/* The index keeps 32 bits of each number. */
static bool same(const struct index_entry *entry, enum index_number number, uint64_t value)
{
    return index_entry_number(entry, number) == (uint32_t)value;
}

/* Of SECONDS and, if WHOLE, the number behind it. */
static bool same_time(const struct index_entry *entry, enum index_number seconds,
                      const struct timespec *time, bool whole)
{
    return same(entry, seconds, (uint64_t)time->tv_sec) &&
           (!whole || same(entry, seconds + 1, (uint64_t)time->tv_nsec));
}

static bool same_file(const struct index_trust *trust, const struct index_entry *entry,
                      const struct stat *status)
{
    if ((uint64_t)status->st_size > UINT32_MAX ||
        !same(entry, INDEX_SIZE, (uint64_t)status->st_size) ||
        !same_time(entry, INDEX_MTIME, &status->st_mtim, trust->whole))
        return false;
    if (!trust->whole)
        return true;
    return same(entry, INDEX_INODE, status->st_ino) && same(entry, INDEX_UID, status->st_uid) &&
           same(entry, INDEX_GID, status->st_gid) &&
           (!trust->changes || same_time(entry, INDEX_CTIME, &status->st_ctim, true));
}

/* git sets the size to 0 of what it could not tell from a changed file as it wrote the index. */
static bool is_smudged(const struct index_entry *entry)
{
    static const struct object_id empty_blob = {{0xe6, 0x9d, 0xe2, 0x9b, 0xb2, 0xd1, 0xd6,
                                                 0x43, 0x4b, 0x8b, 0x29, 0xae, 0x77, 0x5a,
                                                 0xd8, 0xc2, 0xe4, 0x8c, 0x53, 0x91}};
    struct object_id known = index_entry_id(entry);

    return !index_entry_number(entry, INDEX_SIZE) && !object_id_equal(&known, &empty_blob);
}

bool index_vouches(const struct index_trust *trust, const struct index_entry *entry, uint32_t mode,
                   const struct stat *status)
{
    bool link = mode == MODE_SYMLINK;

    if (index_entry_stage(entry) || (entry->flags & INDEX_INTENT_TO_ADD))
        return false;
    if ((!S_ISREG(status->st_mode) && !S_ISLNK(status->st_mode)) ||
        link != (index_entry_mode(entry) == MODE_SYMLINK))
        return false;
    return same_file(trust, entry, status) && status->st_mtim.tv_sec < trust->written &&
           !is_smudged(entry);
}
