/* Which of the commits that changed a file wrote the artifact in it: a row, or what a document
 * says. */
#include "approval/assessment.h"

#include "approval/context.h"

/* The artifact that is judged, as a commit has it. */
struct said {
    const struct part *part; /* NULL: it is not there */
    bool known;              /* the file can be read, and a row has its id alone */
};

static bool has_file(struct version *version, struct assessment *assessment,
                     const struct object_id *commit, struct str path)
{
    struct error error;

    *version = (struct version){0};
    return !path.len || history_entry(version, assessment->approvals->history, commit, path,
                                      &error) == OBJECT_FOUND;
}

/* In the file at ORIGIN's path, or where that is not, under its old path. */
static struct said said_at(struct assessment *assessment, size_t index,
                           const struct object_id *commit, const struct origin *origin)
{
    struct str path = origin->path;
    const struct content *content;
    struct version version;
    struct said said = {0};

    said.known = has_file(&version, assessment, commit, path);
    if (said.known && version.mode == MODE_ABSENT) {
        path = origin->old_path;
        said.known = has_file(&version, assessment, commit, path);
    }
    if (!said.known || version.mode == MODE_ABSENT)
        return said;
    content = content_get(&assessment->approvals->contents, path, &version,
                          assessment->timeline.stages[index].reading);
    said.part = content_part(content, assessment->artifact);
    said.known = content->readable && content->parsed && !(said.part && said.part->doubtful);
    return said;
}

/* Housekeeping makes no author: what it leaves is the same. */
static bool is_same(struct said a, struct said b)
{
    if (!a.known || !b.known)
        return false;
    if (!a.part || !b.part)
        return a.part == b.part;
    return a.part->kind == b.part->kind && digest_equal(&a.part->substance, &b.part->substance);
}

/* The base of parent SIDE of a merge and those before it; not known if bases disagree. */
static struct said said_by_base(struct assessment *assessment, size_t index,
                                const struct origin *origin, uint32_t side)
{
    struct approvals *approvals = assessment->approvals;
    struct said said = {.known = true};
    struct arena scratch = {0};
    struct object_id *bases;
    struct error error;
    size_t count;

    if (history_merge_bases(&bases, &count, approvals->history, &origin->commit, side, &scratch,
                            &error) != OBJECT_FOUND)
        said.known = false;
    for (size_t i = 0; i < count && said.known; i++) {
        struct said other = said_at(assessment, index, &bases[i], origin);

        said.known = other.known && (i == 0 || is_same(said, other));
        said.part = other.part;
    }
    arena_release(&scratch);
    return said;
}

/* Merge THEIRS, what parent SIDE says, into OURS; false: both sides changed it, or nobody can tell.
 */
static bool merge_side(struct said *ours, struct said theirs, struct assessment *assessment,
                       size_t index, const struct origin *origin, uint32_t side)
{
    struct said base;

    if (is_same(*ours, theirs))
        return true;
    base = said_by_base(assessment, index, origin, side);
    if (is_same(base, theirs))
        return true;
    if (!is_same(base, *ours))
        return false;
    *ours = theirs;
    return true;
}

bool artifact_was_written(struct assessment *assessment, size_t index,
                          const struct commit_facts *facts, const struct origin *origin)
{
    struct said after, merged;

    /* Of a document the origins tell already which merges wrote it. */
    if (facts->parent_count == 0 || (facts->parent_count > 1 && !assessment->artifact->is_row))
        return true;
    after = said_at(assessment, index, &facts->id, origin);
    merged = said_at(assessment, index, &facts->parents[0], origin);
    if (!assessment->artifact->is_row && (!after.part || !merged.part))
        return true;
    for (uint32_t i = 1; i < facts->parent_count; i++)
        if (!merge_side(&merged, said_at(assessment, index, &facts->parents[i], origin), assessment,
                        index, origin, i))
            return true;
    return !is_same(merged, after);
}
