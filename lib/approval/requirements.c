/* What an approval needs: by the configuration before the landing, and the kind. */
#include "approval/assessment.h"

#include "approval/context.h"
#include "approval/landing_trailers.h"

static void add_kind(struct requirements *requirements, const struct config *config,
                     const struct kind *kind)
{
    struct approval_requirement requirement = config_requirement(config, kind);
    enum approval_level level = (enum approval_level)config_level(config, &requirement);

    requirements->asked = requirements->asked || requirement.asked;
    if (requirements->count && !requirement.asked)
        return;
    requirements->each[requirements->count++] = requirement;
    if (level > requirements->level)
        requirements->level = level;
    if (requirement.quorum > requirements->quorum)
        requirements->quorum = requirement.quorum;
}

/* `Change-class: editorial` on the landing. */
static bool is_editorial(const struct assessment *assessment, size_t index)
{
    struct error error;
    const struct commit_facts *facts = commit_cache_get(
        &assessment->approvals->commits, &stage_landing(assessment, index)->id, &error);
    const struct trailers *trailers;

    trailers = facts
                   ? landing_trailers(assessment->approvals, assessment->judged[index].frame, facts)
                   : NULL;
    for (size_t i = 0; trailers && i < trailers->count; i++)
        if (trailer_is(&trailers->items[i], STR("Change-class")) &&
            str_equal_nocase(str_trim(trailers->items[i].value), STR("editorial")))
            return true;
    return false;
}

/*
 * What stood there before stage number INDEX, or NULL. A document that is put back
 * follows that which was deleted; a file that is none follows nothing.
 */
static const struct part *part_before(const struct stage *stages, size_t index)
{
    bool other = stages[index].other;

    while (index-- > 0 && !stages[index].other && !(other && stages[index].state == STAGE_ABSENT))
        if (stages[index].part)
            return stages[index].part;
    return NULL;
}

/* Is it known that what landed, or was deleted, is no document? */
static bool is_none(const struct stage *stages, size_t index)
{
    return stages[index].other ||
           (stages[index].state == STAGE_ABSENT && index > 0 && stages[index - 1].other);
}

/* Who takes a document away, or makes another file of it, has to satisfy its kind. */
static void set_kind(struct requirements *out, const struct assessment *assessment, size_t index,
                     const struct part *before)
{
    const struct stage *stages = assessment->timeline.stages;
    const struct part *part = stages[index].part ? stages[index].part : before;

    if (part) {
        out->kind = part->kind;
        out->id = part->id;
    } else if (!is_none(stages, index)) {
        out->kind = assessment->artifact->kind;
        out->id = assessment->artifact->id;
    }
}

void requirements_of_stage(struct requirements *out, const struct assessment *assessment,
                           size_t index)
{
    const struct stage *stages = assessment->timeline.stages;
    const struct config *config = assessment->judged[index].frame->config;
    const struct part *before = part_before(stages, index);

    if (stages[index].same_substance) {
        *out = assessment->judged[index - 1].requirements;
        return;
    }
    *out = (struct requirements){.quorum = 1};
    set_kind(out, assessment, index, before);
    /* What governs is never a matter of wording. */
    out->editorial = out->kind != &kind_configuration && is_editorial(assessment, index);
    if (out->kind)
        add_kind(out, config, out->kind);
    if (before && before->kind != out->kind)
        add_kind(out, config, before->kind);
    if (!out->count)
        out->each[out->count++] = (struct approval_requirement){.quorum = 1};
}

static bool holds_one_of(struct str *role, struct str_list roles, const struct person *person,
                         int64_t day)
{
    for (size_t i = 0; i < person->role_count; i++) {
        struct str held = person->roles[i].role;

        if ((roles.count && !str_list_has(roles, held)) || !person_held(person, held, day))
            continue;
        *role = held;
        return true;
    }
    return false;
}

unsigned requirements_entitle(struct str *role, const struct requirements *requirements,
                              const struct person *person, int64_t day)
{
    unsigned which = 0;

    *role = (struct str){0};
    for (size_t i = requirements->count; i-- > 0;)
        if (holds_one_of(role, requirements->each[i].roles, person, day))
            which |= 1u << i;
    return which;
}
