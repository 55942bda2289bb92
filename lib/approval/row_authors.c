/* Which of the commits that changed a register wrote one row of it. */
#include "approval/judging.h"

/* The row that is judged, as a commit has it. */
struct row {
    const struct part *part; /* NULL: it is not there */
    bool known;              /* the register can be read, and the row has its id alone */
};

static bool has_file(struct version *version, struct judging *judging,
                     const struct object_id *commit, struct str path)
{
    struct error error;

    *version = (struct version){0};
    return !path.len || history_entry(version, judging->approvals->history, commit, path, &error) ==
                            OBJECT_FOUND;
}

/* In the register at ORIGIN's path, or where that is not, under its old path. */
static struct row row_at(struct judging *judging, const struct object_id *commit,
                         const struct origin *origin)
{
    struct str path = origin->path;
    const struct content *content;
    struct version version;
    struct row row = {0};

    row.known = has_file(&version, judging, commit, path);
    if (row.known && version.mode == MODE_ABSENT) {
        path = origin->old_path;
        row.known = has_file(&version, judging, commit, path);
    }
    if (!row.known || version.mode == MODE_ABSENT)
        return row;
    content = content_get(&judging->approvals->contents, path, &version);
    row.part = content_part(content, judging->artifact);
    row.known = content->readable && content->parsed && !(row.part && row.part->doubtful);
    return row;
}

static bool is_same(struct row a, struct row b)
{
    if (!a.known || !b.known)
        return false;
    return a.part && b.part ? digest_equal(&a.part->whole, &b.part->whole) : a.part == b.part;
}

/* The row in the base of parent SIDE of a merge and those before it; not known if bases disagree.
 */
static struct row base_row(struct judging *judging, const struct origin *origin, uint32_t side)
{
    struct approvals *approvals = judging->approvals;
    struct row row = {.known = true};
    struct arena scratch = {0};
    struct object_id *bases;
    struct error error;
    size_t count;

    if (history_merge_bases(&bases, &count, approvals->history, &origin->commit, side, &scratch,
                            &error) != OBJECT_FOUND)
        row.known = false;
    for (size_t i = 0; i < count && row.known; i++) {
        struct row other = row_at(judging, &bases[i], origin);

        row.known = other.known && (i == 0 || is_same(row, other));
        row.part = other.part;
    }
    arena_release(&scratch);
    return row;
}

/* Merge THEIRS, parent SIDE's row, into OURS; false: both sides changed it, or nobody can tell. */
static bool merge_row(struct row *ours, struct row theirs, struct judging *judging,
                      const struct origin *origin, uint32_t side)
{
    struct row base;

    if (is_same(*ours, theirs))
        return true;
    base = base_row(judging, origin, side);
    if (is_same(base, theirs))
        return true;
    if (!is_same(base, *ours))
        return false;
    *ours = theirs;
    return true;
}

bool row_was_written(struct judging *judging, const struct commit_facts *facts,
                     const struct origin *origin)
{
    struct row after = row_at(judging, &facts->id, origin), merged;

    if (facts->parent_count == 0)
        return true;
    merged = row_at(judging, &facts->parents[0], origin);
    for (uint32_t i = 1; i < facts->parent_count; i++)
        if (!merge_row(&merged, row_at(judging, &facts->parents[i], origin), judging, origin, i))
            return true;
    return !is_same(merged, after);
}
