/*
 * What an empty commit says of a path: "I approve" stands above the commit that
 * wrote, or deleted. One above what the mainline had when the branch began speaks
 * of what was there then: taking that up again later is another decision.
 */
#include "approval/assessment.h"

#include "approval/context.h"

static char yes, no; /* values of the map */

/* The commits that changed the path are known from the start. */
static void begin(struct assessment *assessment, size_t index)
{
    const struct origins *origins = assessment->judged[index].origins;

    map_release(&assessment->above);
    map_init(&assessment->above);
    assessment->above_stage = index;
    assessment->knows_above = true;
    for (size_t i = 0; i < origins->count; i++)
        if (origins->items[i].changes || origins->items[i].moves)
            map_put(&assessment->above, object_id_key(&origins->items[i].commit), &yes);
}

/* The first parent that has CONTENT at PATH; NULL: none, so that the commit brought it. */
static const struct object_id *parent_with(const struct assessment *assessment,
                                           const struct version *content,
                                           const struct commit_facts *facts, struct str path)
{
    for (uint32_t i = 0; i < facts->parent_count; i++) {
        struct version version;
        struct error error;

        if (history_entry(&version, assessment->approvals->history, &facts->parents[i], path,
                          &error) == OBJECT_FOUND &&
            version_equal(&version, content))
            return &facts->parents[i];
    }
    return NULL;
}

/* Was what stage number INDEX says in force at POSITION of the mainline, not what was before it? */
static bool was_in_force(const struct assessment *assessment, size_t index, size_t position)
{
    const struct stage *stages = assessment->timeline.stages;

    for (size_t i = index + 1; i-- > 0;)
        if (stages[i].step->position >= position)
            return stages[i].run == stages[index].run;
    return false;
}

/* What is not known of COMMIT yet: NULL unless its history tells without a look at a parent. */
static const char *tell(const struct assessment *assessment, size_t index,
                        const struct object_id *commit)
{
    uintptr_t number = (uintptr_t)map_get(&assessment->approvals->positions, object_id_key(commit));

    if (!number)
        return map_get(&assessment->above, object_id_key(commit));
    return was_in_force(assessment, index, (size_t)number - 1) ? &yes : &no;
}

/* Go down to where what COMMIT has at PATH came from; what is passed is known then. */
static bool is_above(struct assessment *assessment, size_t index, const struct object_id *commit,
                     struct str path)
{
    VECTOR(const struct commit_facts *) passed = {0};
    const char *found = tell(assessment, index, commit);
    struct version content;
    struct error error;

    if (!found && history_entry(&content, assessment->approvals->history, commit, path, &error) !=
                      OBJECT_FOUND)
        return true; /* whoever asks what it has will be told so */
    while (!found) {
        const struct commit_facts *facts =
            commit_cache_get(&assessment->approvals->commits, commit, &error);

        commit = facts ? parent_with(assessment, &content, facts, path) : NULL;
        if (facts)
            vector_push(&passed, facts);
        /* A merge has it by another name; what is missing is missing to its authors as well. */
        found = commit ? tell(assessment, index, commit) : &yes;
    }
    for (size_t i = 0; i < passed.count; i++)
        map_put(&assessment->above, object_id_key(&passed.items[i]->id),
                found == &yes ? &yes : &no);
    vector_release(&passed);
    return found == &yes;
}

bool empty_commit_binds(struct assessment *assessment, size_t index, const struct origin *origin)
{
    if (!origin->empty)
        return true;
    if (!assessment->knows_above || assessment->above_stage != index)
        begin(assessment, index);
    return is_above(assessment, index, &origin->commit, origin->path);
}
