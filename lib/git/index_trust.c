#include "git/index_trust.h"

#include "git/snapshot_private.h"

void index_trust_init(struct index_trust *trust, struct repository *repository)
{
    const struct setting *check = settings_find(&repository->settings, "core.checkstat");
    struct stat status;

    *trust = (struct index_trust){
        .changes = settings_bool(&repository->settings, "core.trustctime", true),
        .whole = !check || !str_equal_nocase(check->value, STR("minimal")),
    };
    if (stat(index_path(repository).data, &status) == 0)
        trust->written = status.st_mtim.tv_sec;
}

/* The index keeps 32 bits of each number. */
static bool same_time(const git_index_time *known, const struct timespec *time, bool whole)
{
    return known->seconds == (int32_t)time->tv_sec &&
           (!whole || known->nanoseconds == (uint32_t)time->tv_nsec);
}

static bool same_file(const struct index_trust *trust, const git_index_entry *entry,
                      const struct stat *status)
{
    if ((uint64_t)status->st_size > UINT32_MAX || entry->file_size != (uint32_t)status->st_size ||
        !same_time(&entry->mtime, &status->st_mtim, trust->whole))
        return false;
    if (!trust->whole)
        return true;
    return entry->ino == (uint32_t)status->st_ino && entry->uid == (uint32_t)status->st_uid &&
           entry->gid == (uint32_t)status->st_gid &&
           (!trust->changes || same_time(&entry->ctime, &status->st_ctim, true));
}

/* git sets the size to 0 of what it could not tell from a changed file as it wrote the index. */
static bool is_smudged(const git_index_entry *entry)
{
    struct object_id known, empty;

    if (entry->file_size)
        return false;
    known = object_id_from(&entry->id);
    empty = object_id_of(OBJECT_BLOB, (struct str){0});
    return !object_id_equal(&known, &empty);
}

bool index_vouches(const struct index_trust *trust, const git_index_entry *entry, uint32_t mode,
                   const struct stat *status)
{
    bool link = mode == MODE_SYMLINK;

    if (GIT_INDEX_ENTRY_STAGE(entry) || (entry->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD))
        return false;
    if ((!S_ISREG(status->st_mode) && !S_ISLNK(status->st_mode)) ||
        link != (file_mode_canonical(entry->mode) == MODE_SYMLINK))
        return false;
    return same_file(trust, entry, status) && status->st_mtim.tv_sec < trust->written &&
           !is_smudged(entry);
}
