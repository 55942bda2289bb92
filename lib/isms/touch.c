#include "isms/touch.h"

#include <sys/stat.h>

#include "model/claim.h"
#include "model/load.h"

/* A comparison of the tree of `isms` with that of one base. */
struct comparison {
    const struct isms *isms;
    struct snapshot base;
    struct arena arena; /* holds `base` */
    struct arena scratch;
    struct error *error;
};

/* ---- one file ---- */

bool isms_is_given_config(const struct isms *isms, struct str path)
{
    const char *given = isms->options.config_path;
    struct str root = repository_root(isms->repository), name;
    struct arena scratch = {0};
    struct stat ours, theirs;
    bool same;

    if (!given)
        return false;
    name = arena_printf(&scratch, "%.*s/%.*s", STR_ARG(root), STR_ARG(path));
    same = stat(given, &ours) == 0 && stat(name.data, &theirs) == 0 &&
           ours.st_dev == theirs.st_dev && ours.st_ino == theirs.st_ino;
    arena_release(&scratch);
    return same;
}

static bool decides(const struct config *config, struct str path)
{
    return config_governs(config, path) || config_reserves(config, path) ||
           str_equal_c(path, ".mailmap") || approval_key_file(path);
}

static bool is_claimed(const struct isms *isms, struct str path)
{
    struct claims claims = claims_of(&isms->model.config, isms->model.kinds, path);
    struct claim claim;

    return claims_next(&claim, &claims);
}

/* Front matter can make any Markdown file a document; one that cannot be read may be. 1, 0, -1. */
static int has_artifacts(struct comparison *comparison, const struct snapshot *snapshot,
                         struct snapshot_entry *entry)
{
    struct artifact_list list = {0};
    struct error unreadable;
    struct str text;
    bool parsed;
    int found;

    arena_reset(&comparison->scratch);
    if (snapshot_read(&text, snapshot, entry, &comparison->scratch, &unreadable) < 0)
        return 1;
    found = model_read_content(&list, &parsed, &comparison->isms->model, entry->path, text,
                               &comparison->scratch, comparison->error) < 0
                ? -1
                : list.count > 0;
    vector_release(&list);
    return found;
}

/* Is ENTRY (NULL: no file) of the ISMS? 1, 0, -1. */
static int is_of_isms(struct comparison *comparison, const struct snapshot *snapshot,
                      struct snapshot_entry *entry)
{
    const struct isms *isms = comparison->isms;

    if (!entry)
        return 0;
    if (entry->mode == MODE_SUBMODULE || decides(&isms->model.config, entry->path) ||
        is_claimed(isms, entry->path) || isms_is_given_config(comparison->isms, entry->path))
        return 1;
    if (entry->mode == MODE_SYMLINK || format_of_path(entry->path) != FORMAT_MARKDOWN)
        return 0;
    return isms_is_faulty(isms, entry->path) || has_artifacts(comparison, snapshot, entry);
}

/* ---- all that differ ---- */

/* Is NOW another content than BEFORE? What cannot be told is. */
static bool differ(const struct snapshot *tree, struct snapshot_entry *now,
                   const struct snapshot_entry *before)
{
    struct object_id id;
    struct error unreadable;

    return !now || !before || now->conflicted || now->mode != before->mode ||
           snapshot_entry_id(&id, tree, now, &unreadable) < 0 || !object_id_equal(&id, &before->id);
}

/* The next path of either: NOW or BEFORE is NULL where it lacks the path. */
static void take_next(struct snapshot_entry **now, struct snapshot_entry **before,
                      const struct snapshot *tree, const struct snapshot *base, size_t at[2])
{
    int order;

    *now = at[0] < tree->count ? &tree->entries[at[0]] : NULL;
    *before = at[1] < base->count ? &base->entries[at[1]] : NULL;
    order = *now && *before ? str_compare((*now)->path, (*before)->path) : *now ? -1 : 1;
    if (order > 0)
        *now = NULL;
    else
        at[0]++;
    if (order < 0)
        *before = NULL;
    else
        at[1]++;
}

static bool governs(struct comparison *comparison, const struct snapshot_entry *entry)
{
    return entry && (config_governs(&comparison->isms->model.config, entry->path) ||
                     isms_is_given_config(comparison->isms, entry->path));
}

/* How a file that differs touches the ISMS; -1: an error. */
static int touch_of(struct comparison *comparison, struct snapshot_entry *now,
                    struct snapshot_entry *before)
{
    int after = is_of_isms(comparison, &comparison->isms->snapshot, now);
    int ahead = is_of_isms(comparison, &comparison->base, before);

    if (after < 0 || ahead < 0)
        return -1;
    if (!after && !ahead)
        return ISMS_UNTOUCHED;
    return governs(comparison, now) || governs(comparison, before) ||
                   (ahead && !isms_reads(comparison->isms, before->path))
               ? ISMS_READ_OTHERWISE
               : ISMS_TOUCHED;
}

static int compare(enum isms_touch *out, struct comparison *comparison)
{
    const struct snapshot *tree = &comparison->isms->snapshot, *base = &comparison->base;
    struct snapshot_entry *now, *before;
    size_t at[2] = {0};

    while (*out < ISMS_READ_OTHERWISE && (at[0] < tree->count || at[1] < base->count)) {
        int touch;

        take_next(&now, &before, tree, base, at);
        if (!differ(tree, now, before))
            continue;
        touch = touch_of(comparison, now, before);
        if (touch < 0)
            return -1;
        if (touch > (int)*out)
            *out = (enum isms_touch)touch;
    }
    return 0;
}

/* Where the tree of BASE cannot be read, nobody can tell what changes: the check says so. */
static int compare_base(enum isms_touch *out, const struct isms *isms, const struct object_id *base,
                        struct error *error)
{
    struct comparison comparison = {.isms = isms, .error = error};
    struct error unreadable;
    int status = 0;

    *out = ISMS_READ_OTHERWISE;
    if (snapshot_commit(&comparison.base, isms->repository, base, &comparison.arena, &unreadable) ==
        0) {
        *out = ISMS_UNTOUCHED;
        status = compare(out, &comparison);
    }
    arena_release(&comparison.scratch);
    arena_release(&comparison.arena);
    return status;
}

int isms_touch_find(enum isms_touch *out, const struct isms *isms, const struct object_ids *bases,
                    struct error *error)
{
    *out = ISMS_READ_OTHERWISE;
    for (size_t i = 0; i < bases->count && *out != ISMS_UNTOUCHED; i++) {
        enum isms_touch touch;

        if (compare_base(&touch, isms, &bases->items[i], error) < 0)
            return -1;
        if (touch < *out)
            *out = touch;
    }
    return 0;
}
