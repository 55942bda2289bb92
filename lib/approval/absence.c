/*
 * What an empty commit says of a path that is not there: "I approve" of a deletion
 * stands above the commit that deletes. One on a branch that began before the file
 * was written lacks it too, and says nothing.
 */
#include "approval/judging.h"

static char yes, no; /* values of the map */

static struct str key_of(const struct object_id *id)
{
    return (struct str){(const char *)id->bytes, OBJECT_ID_SIZE};
}

/* The commits that changed the path are known from the start: did they delete it? */
static void begin(struct judging *judging, size_t index)
{
    const struct origins *origins = judging->judged[index].origins;

    map_release(&judging->above);
    map_init(&judging->above);
    judging->above_stage = index;
    judging->knows_above = true;
    for (size_t i = 0; i < origins->count; i++)
        if (origins->items[i].changes)
            map_put(&judging->above, key_of(&origins->items[i].commit),
                    origins->items[i].holds ? &yes : &no);
}

/* Go down the first parents to a commit of which it is known; what is passed is known then. */
static bool is_above(struct judging *judging, const struct object_id *commit)
{
    struct approvals *approvals = judging->approvals;
    VECTOR(const struct commit_facts *) passed = {0};
    const char *found = map_get(&judging->above, key_of(commit));
    struct error error;

    while (!found) {
        const struct commit_facts *facts = commit_cache_get(&approvals->commits, commit, &error);

        if (!facts || !facts->parent_count || map_get(&approvals->positions, key_of(commit)))
            break;
        vector_push(&passed, facts);
        commit = &facts->parents[0];
        found = map_get(&judging->above, key_of(commit));
    }
    for (size_t i = 0; i < passed.count; i++)
        map_put(&judging->above, key_of(&passed.items[i]->id), found == &yes ? &yes : &no);
    vector_release(&passed);
    return found == &yes;
}

bool absence_binds(struct judging *judging, size_t index, const struct origin *origin)
{
    if (judging->timeline.stages[index].state != STAGE_ABSENT || !origin->empty)
        return true;
    if (!judging->knows_above || judging->above_stage != index)
        begin(judging, index);
    return is_above(judging, &origin->commit);
}
