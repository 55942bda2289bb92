/* Squashes by a forge, whose reviews stand in the forge: said once, beside each missing approval.
 */
#include "approval/report_squashes.h"

#include "approval/context.h"

/* The address with which a forge commits what its people merge with a button. */
static const struct {
    struct str email;
    const char *name;
} forges[] = {
    {STR_INIT("noreply@github.com"), "GitHub"},
};

/* "Describe the backup (#12)": the subject that the forge proposes for a squash. */
static bool names_request(struct str subject)
{
    size_t digits = 0;

    if (!str_ends_with(subject, STR(")")))
        return false;
    subject.len--;
    while (subject.len && ascii_is_digit(subject.data[subject.len - 1])) {
        subject.len--;
        digits++;
    }
    return digits && str_ends_with(subject, STR("(#"));
}

/* The forge that squashed a request into LANDING, or NULL. */
static const char *squashed_by(struct approvals *approvals, const struct object_id *landing)
{
    struct error error;
    const struct commit_facts *facts = commit_cache_get(&approvals->commits, landing, &error);

    if (!facts || facts->parent_count != 1 || !names_request(facts->subject))
        return NULL;
    for (size_t i = 0; i < sizeof forges / sizeof forges[0]; i++)
        if (str_equal_nocase(facts->committer.email, forges[i].email))
            return forges[i].name;
    return NULL;
}

/* The landing of an artifact for which no approval was found, or NULL. */
static const struct object_id *unapproved(const struct approval_judgement *judgement)
{
    const struct approval_revision *revision =
        judgement && judgement->required ? approval_in_force(judgement) : NULL;

    return revision && !revision->found &&
                   (revision->verdict == APPROVAL_MISSING || revision->verdict == APPROVAL_STALE)
               ? &revision->landing
               : NULL;
}

void report_squashes(struct approvals *approvals, struct sink *sink)
{
    const char *forge = NULL;
    size_t squashes = 0;
    struct map landings;

    map_init(&landings);
    for (size_t i = 0; i < approvals->head->artifacts.count; i++) {
        const struct object_id *landing = unapproved(approvals->judgements[i]);
        const char *by;

        if (!landing || map_get(&landings, object_id_key(landing)))
            continue;
        map_put(&landings, object_id_key(landing), approvals);
        by = squashed_by(approvals, landing);
        squashes += by != NULL;
        forge = by ? by : forge;
    }
    if (forge)
        sink_report(sink, "history-forge-squashes", (struct span){0},
                    "%zu of %zu unapproved landings are squashes by %s, whose reviews are not in "
                    "Git",
                    squashes, landings.count, forge)
            ->help = STR("choose a way to bring reviews into Git: docs/how-to/approve.md, \"In a "
                         "pull request\"");
    map_release(&landings);
}
