/* The naive oracle of merges: one entry at a time, and git merge-file for texts. */
#ifndef TESTS_GIT_NAIVE_MERGE_H
#define TESTS_GIT_NAIVE_MERGE_H

#include "git_random_history.h"

/* How often what was compared. */
struct score {
    int revisions, origins, written, mechanical, empty;
    int octopuses, criss_crosses, texts; /* merges judged: of three and more, of several bases */
    int renamed, moves;                  /* paths that had other names, commits that only move */
    int through, agreed;                 /* merges through a rename, and git's merge gives them */
};

static int number_of(const struct world *world, const struct object_id *id)
{
    char hex[OBJECT_ID_HEX + 1];

    object_id_hex(hex, id, OBJECT_ID_HEX);
    for (int i = 0; i < world->count; i++)
        if (strcmp(world->commits[i].id, hex) == 0)
            return i;
    fail_msg("no commit %s", hex);
    return -1;
}

/* ---- merging one entry ---- */

static void write_text(struct fixture *fixture, const char *name, struct str text)
{
    char path[128];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", fixture->home, name);
    file = fopen(path, "wb");
    assert_non_null(file);
    fwrite(text.data, 1, text.len, file);
    fclose(file);
}

/* What git merge-file makes of three texts; false: a conflict. */
static bool merge_file(struct fixture *fixture, struct str *ours, struct str base,
                       struct str theirs)
{
    struct str output;

    write_text(fixture, "base", base);
    write_text(fixture, "ours", *ours);
    write_text(fixture, "theirs", theirs);
    output = str_of(fixture_shell(
        fixture, "git merge-file -p ../ours ../base ../theirs 2>/dev/null || echo CONFLICT"));
    *ours = output;
    return !str_ends_with(output, STR("CONFLICT\n"));
}

/* What has been merged so far: an entry, or with a text that no commit has. */
struct merged {
    struct entry entry;
    struct str text; /* if set, in place of the entry's lines */
};

static bool merged_is(const struct merged *merged, const struct entry *entry, struct arena *arena)
{
    if (!merged->text.data)
        return same(&merged->entry, entry);
    return merged->entry.mode == entry->mode && str_equal(merged->text, text_of(entry, arena));
}

static bool is_text(const struct entry *entry)
{
    return entry->mode == MODE_FILE || entry->mode == MODE_EXECUTABLE;
}

/* Merge THEIRS into OURS as git would; false: it does not merge cleanly. */
static bool merge_naively(struct fixture *fixture, struct merged *ours, const struct entry *base,
                          const struct entry *theirs, struct score *score)
{
    struct arena *arena = &fixture->arena;

    if (same(base, theirs))
        return true;
    if (merged_is(ours, base, arena)) {
        *ours = (struct merged){.entry = *theirs};
        return true;
    }
    if (!is_text(base) || !is_text(&ours->entry) || !is_text(theirs))
        return false;
    score->texts++;
    if (!ours->text.data)
        ours->text = text_of(&ours->entry, arena);
    if (ours->entry.mode == base->mode)
        ours->entry.mode = theirs->mode;
    return merge_file(fixture, &ours->text, text_of(base, arena), text_of(theirs, arena));
}

#endif
