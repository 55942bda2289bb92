#include "git/merge_entry.h"

void merge_judge_init(struct merge_judge *judge, struct repository *repository,
                      struct tree_cache *trees)
{
    *judge = (struct merge_judge){.repository = repository, .trees = trees};
}

void merge_judge_release(struct merge_judge *judge)
{
    arena_release(&judge->arena);
}

/* ---- the base of one path ---- */

static const struct merge_bases *bases_of(struct merge_judge *judge, struct graph_node *merge,
                                          uint32_t side)
{
    if (judge->merge != merge) {
        arena_reset(&judge->arena);
        judge->merge = merge;
        judge->bases = arena_alloc_array(&judge->arena, merge->parent_count, sizeof *judge->bases);
    }
    if (!judge->bases[side].items)
        judge->bases[side] =
            commit_graph_merge_bases(merge->parents[side], merge->parents, side, &judge->arena);
    return &judge->bases[side];
}

/* The entry in TREE that is there under the first of PATHS. */
static enum object_status lookup_first(struct version *out, struct merge_judge *judge,
                                       const struct object_id *tree, struct str_list paths,
                                       struct error *error)
{
    enum object_status status = OBJECT_FOUND;

    *out = (struct version){0};
    for (size_t i = 0; i < paths.count && status == OBJECT_FOUND && out->mode == MODE_ABSENT; i++)
        status = tree_lookup(out, judge->trees, tree, paths.items[i], error);
    return status;
}

enum merge_verdict merge_judge_base(struct version *out, struct merge_judge *judge,
                                    struct graph_node *merge, uint32_t side, struct str_list paths,
                                    struct error *error)
{
    const struct merge_bases *bases = bases_of(judge, merge, side);

    *out = (struct version){0};
    if (!bases->certain) {
        error_set(error, ERROR_FAILURE, "the merge base of a merge is missing from this clone");
        return MERGE_UNKNOWN;
    }
    for (size_t i = 0; i < bases->count; i++) {
        struct version version;

        if (lookup_first(&version, judge, &bases->items[i]->tree, paths, error) != OBJECT_FOUND)
            return MERGE_UNKNOWN;
        if (i > 0 && !version_equal(&version, out))
            return MERGE_WRITTEN;
        *out = version;
    }
    return MERGE_MECHANICAL;
}

/* ---- three-way merge of one entry ---- */

/* What has been merged so far; its blob may exist only here. */
struct merged {
    struct version version;
    struct str content; /* if has_content */
    bool has_content;
    uint32_t flags; /* by which differences are found: of git_merge_file */
};

static bool is_file(const struct version *version)
{
    return version->mode == MODE_FILE || version->mode == MODE_EXECUTABLE;
}

/* As git decides it: a NUL among the first bytes. */
static bool is_binary(struct str content)
{
    size_t length = content.len < 8000 ? content.len : 8000;

    return length && memchr(content.data, '\0', length);
}

static enum merge_verdict read_content(struct str *out, struct merge_judge *judge,
                                       const struct version *version, struct arena *scratch,
                                       struct error *error)
{
    enum object_status status =
        repository_read(out, judge->repository, &version->id, OBJECT_BLOB, scratch, error);

    return status == OBJECT_FOUND ? MERGE_MECHANICAL : MERGE_UNKNOWN;
}

static git_merge_file_input input_of(struct str content)
{
    git_merge_file_input input;

    git_merge_file_input_init(&input, GIT_MERGE_FILE_INPUT_VERSION);
    input.ptr = content.data;
    input.size = content.len;
    return input;
}

/* Merge the lines of three texts into OUT; a conflict is MERGE_WRITTEN. */
static enum merge_verdict merge_lines(struct merged *out, struct str base, struct str ours,
                                      struct str theirs, struct arena *scratch, struct error *error)
{
    git_merge_file_input ancestor = input_of(base), one = input_of(ours), other = input_of(theirs);
    git_merge_file_options options = {.version = GIT_MERGE_FILE_OPTIONS_VERSION,
                                      .flags = out->flags};
    git_merge_file_result result = {0};
    enum merge_verdict verdict = MERGE_WRITTEN;

    if (is_binary(base) || is_binary(ours) || is_binary(theirs))
        return MERGE_WRITTEN;
    if (git_merge_file(&result, &ancestor, &one, &other, &options) != 0) {
        libgit2_failed(error, "cannot merge two texts");
        return MERGE_UNKNOWN;
    }
    if (result.automergeable) {
        out->content = arena_str(scratch, (struct str){result.ptr, result.len});
        out->has_content = true;
        out->version.id = object_id_of(OBJECT_BLOB, out->content);
        verdict = MERGE_MECHANICAL;
    }
    git_merge_file_result_free(&result);
    return verdict;
}

/* Both sides changed the entry, differently. */
static enum merge_verdict merge_contents(struct merged *ours, struct merge_judge *judge,
                                         const struct version *base, const struct version *theirs,
                                         struct arena *scratch, struct error *error)
{
    struct str base_text, our_text = ours->content, their_text;
    enum merge_verdict verdict;

    if (!is_file(base) || !is_file(&ours->version) || !is_file(theirs))
        return MERGE_WRITTEN;
    /* A mode has two values: if ours and theirs differ, one of them is the base's. */
    if (ours->version.mode == base->mode)
        ours->version.mode = theirs->mode;
    if (object_id_equal(&base->id, &theirs->id) || object_id_equal(&ours->version.id, &theirs->id))
        return MERGE_MECHANICAL;
    if (object_id_equal(&base->id, &ours->version.id)) {
        ours->version.id = theirs->id;
        ours->has_content = false;
        return MERGE_MECHANICAL;
    }
    verdict = read_content(&base_text, judge, base, scratch, error);
    if (verdict == MERGE_MECHANICAL)
        verdict = read_content(&their_text, judge, theirs, scratch, error);
    if (verdict == MERGE_MECHANICAL && !ours->has_content)
        verdict = read_content(&our_text, judge, &ours->version, scratch, error);
    if (verdict != MERGE_MECHANICAL)
        return verdict;
    return merge_lines(ours, base_text, our_text, their_text, scratch, error);
}

/* Merge parent SIDE's entry into what the parents before it gave. */
static enum merge_verdict merge_side(struct merged *ours, struct merge_judge *judge,
                                     struct graph_node *merge, uint32_t side, struct str_list paths,
                                     const struct version *theirs, struct arena *scratch,
                                     struct error *error)
{
    struct version base;
    enum merge_verdict verdict;

    if (version_equal(&ours->version, theirs))
        return MERGE_MECHANICAL;
    verdict = merge_judge_base(&base, judge, merge, side, paths, error);
    if (verdict != MERGE_MECHANICAL || version_equal(&base, theirs))
        return verdict;
    if (version_equal(&base, &ours->version)) {
        *ours = (struct merged){.version = *theirs, .flags = ours->flags};
        return MERGE_MECHANICAL;
    }
    return merge_contents(ours, judge, &base, theirs, scratch, error);
}

/* Merge all sides, with the differences that FLAGS ask for, and compare with AFTER. */
static enum merge_verdict merge_all(struct merge_judge *judge, struct graph_node *merge,
                                    struct str_list paths, const struct version *before,
                                    const struct version *after, uint32_t flags,
                                    struct error *error)
{
    struct merged ours = {.version = before[0], .flags = flags};
    struct arena scratch = {0};
    enum merge_verdict verdict = MERGE_MECHANICAL;

    for (uint32_t i = 1; i < merge->parent_count && verdict == MERGE_MECHANICAL; i++)
        verdict = merge_side(&ours, judge, merge, i, paths, &before[i], &scratch, error);
    arena_release(&scratch);
    if (verdict == MERGE_MECHANICAL && !version_equal(&ours.version, after))
        verdict = MERGE_WRITTEN;
    return verdict;
}

/*
 * Of lines that are there several times one algorithm sees others moved than the next does.
 * git merge takes histogram differences, which libgit2 does not have and patience ones come
 * near to; git merge-file and older versions take the plain ones. What any of them gives is
 * made by a machine.
 */
enum merge_verdict merge_judge_entry(struct merge_judge *judge, struct graph_node *merge,
                                     struct str_list paths, const struct version *before,
                                     const struct version *after, struct error *error)
{
    static const uint32_t algorithms[] = {GIT_MERGE_FILE_DEFAULT, GIT_MERGE_FILE_DIFF_PATIENCE,
                                          GIT_MERGE_FILE_DIFF_MINIMAL};
    enum merge_verdict verdict = MERGE_WRITTEN;

    for (size_t i = 0; i < sizeof algorithms / sizeof algorithms[0] && verdict == MERGE_WRITTEN;
         i++)
        verdict = merge_all(judge, merge, paths, before, after, algorithms[i], error);
    return verdict;
}
