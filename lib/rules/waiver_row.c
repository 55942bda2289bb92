#include "rules/waiver_row.h"

#include "base/clock.h"
#include "base/visible.h"

enum { ABBREVIATED = 7 };

/* ---- what the row says ---- */

static struct str text_of(const struct artifact *row, const char *field)
{
    return str_trim(value_get_string(row->self, str_of(field)));
}

static void set_fault(struct waiver *waiver, const char *field, struct str fault)
{
    const struct value_entry *entry = value_entry(waiver->row->self, str_of(field));

    if (waiver->fault.len)
        return;
    waiver->fault = fault;
    waiver->fault_span = entry ? entry->value_span : waiver->row->span;
}

static bool has_ended(const struct artifact *row)
{
    static const char *const words[] = {"expired", "revoked", "closed", "rejected"};
    struct str status = text_of(row, "status");

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_equal_c(status, words[i]))
            return true;
    return false;
}

static void read_end(struct waiver *out, int64_t today)
{
    struct civil day;

    out->shown.until = text_of(out->row, "expires");
    if (!out->shown.until.len)
        set_fault(out, "expires", STR("it has no `expires`"));
    else if (!civil_parse(&day, out->shown.until))
        set_fault(out, "expires", STR("its `expires` is not a date"));
    else
        out->expired = civil_to_days(day) < today;
}

bool waiver_read(struct waiver *out, const struct artifact *row, int64_t today)
{
    *out = (struct waiver){.row = row,
                           .rule = text_of(row, "rule"),
                           .artifact = text_of(row, "artifact"),
                           .path = text_of(row, "path"),
                           .shown = {.id = row->id, .path = row->file->path}};
    if (!out->rule.len)
        return false;
    out->ended = has_ended(row);
    if (!row->id.len)
        set_fault(out, "id", STR("it has no `id`"));
    if (!out->artifact.len && !out->path.len)
        set_fault(out, "rule", STR("it names neither `artifact` nor `path`"));
    if (!text_of(row, "reason").len)
        set_fault(out, "reason", STR("it has no `reason`"));
    read_end(out, today);
    return true;
}

/* ---- what the history says of it ---- */

/* Is NAME, in `requested_by`, whoever gave EVIDENCE: by id, by a role, by name or address? */
static bool is_by(const struct approval_evidence *evidence, struct str name,
                  const struct people *people)
{
    const struct person *person = people_by_id(people, evidence->person);

    return str_equal_nocase(evidence->person, name) || str_equal_nocase(evidence->name, name) ||
           str_equal_nocase(evidence->email, name) || str_equal(evidence->role, name) ||
           (person && person_held(person, name, evidence->day));
}

/* Who wrote the row has asked for it, unless it names somebody. */
static bool asked_for(const struct waiver *waiver, const struct approval_evidence *evidence,
                      const struct people *people)
{
    struct str who = text_of(waiver->row, "requested_by");

    return who.len ? is_by(evidence, who, people) : evidence->control.len > 0;
}

static bool is_counted_before(const struct approval_revision *revision, size_t until)
{
    for (size_t i = 0; i < until; i++)
        if (revision->evidence[i].counts &&
            str_equal(revision->evidence[i].person, revision->evidence[until].person))
            return true;
    return false;
}

/* The first approval of REVISION by somebody who did not ask for it; NULL if those are too few. */
static const struct approval_evidence *approval_of(const struct waiver *waiver,
                                                   const struct approval_revision *revision,
                                                   const struct people *people)
{
    const struct approval_evidence *first = NULL;
    int64_t count = 0;

    for (size_t i = 0; i < revision->evidence_count; i++) {
        const struct approval_evidence *evidence = &revision->evidence[i];

        if (!evidence->counts || evidence->against.len || asked_for(waiver, evidence, people) ||
            is_counted_before(revision, i))
            continue;
        first = first ? first : evidence;
        count++;
    }
    return count && count >= revision->quorum ? first : NULL;
}

static void approve(struct waiver *waiver, const struct approval_evidence *evidence,
                    struct arena *arena)
{
    struct finding_waiver *shown = &waiver->shown;
    struct str commit = str_slice(evidence->commit, 0, ABBREVIATED);

    waiver->standing = WAIVER_APPROVED;
    shown->landed = true;
    shown->approved_by = evidence->name;
    shown->commit = evidence->commit;
    waiver->note = visible_str(
        arena_printf(arena, "waived until %.*s: %.*s, approved by %.*s%s%.*s%s",
                     STR_ARG(shown->until), STR_ARG(shown->id), STR_ARG(shown->approved_by),
                     commit.len ? " (" : "", STR_ARG(commit), commit.len ? ")" : ""),
        arena);
}

/* Verdicts of a landed row that the rules about approvals report, where it is asked for. */
static bool is_reported(const struct approval_judgement *judgement,
                        const struct approval_revision *revision)
{
    static const bool reported[] = {
        [APPROVAL_SELF] = true,  [APPROVAL_NOT_ENTITLED] = true, [APPROVAL_TOO_WEAK] = true,
        [APPROVAL_STALE] = true, [APPROVAL_MISSING] = true,      [APPROVAL_GRANDFATHERED] = false,
    };

    return judgement->required && reported[revision->verdict];
}

static void set_standing(struct waiver *waiver, enum waiver_standing standing, struct str note)
{
    waiver->standing = standing;
    waiver->note = note;
}

static void decide_unapproved(struct waiver *waiver, const struct approval_judgement *judgement,
                              const struct approval_revision *revision, struct arena *arena)
{
    struct str id = visible_str(waiver->shown.id, arena);

    waiver->shown.landed = revision->landed;
    if (revision->verdict == APPROVAL_INDETERMINATE)
        set_standing(waiver, judgement->missing.len ? WAIVER_UNKNOWN : WAIVER_REFUSED,
                     arena_printf(arena, "cannot determine whether waiver %.*s is approved: %.*s",
                                  STR_ARG(id), STR_ARG(revision->reason)));
    else
        set_standing(waiver,
                     !revision->landed || is_reported(judgement, revision) ? WAIVER_PENDING
                                                                           : WAIVER_REFUSED,
                     arena_printf(arena, "waiver %.*s is not approved yet", STR_ARG(id)));
}

static bool is_approved(const struct approval_revision *revision)
{
    return revision->landed &&
           (revision->verdict == APPROVAL_APPROVED || revision->verdict == APPROVAL_LATE);
}

static void decide(struct waiver *waiver, const struct approval_judgement *judgement,
                   const struct isms *isms)
{
    struct arena *arena = isms->arena;
    const struct approval_revision *revision = approval_now(judgement);
    const struct approval_evidence *approval =
        is_approved(revision) ? approval_of(waiver, revision, &isms->model.people) : NULL;

    if (approval && str_equal_c(text_of(waiver->row, "status"), "requested"))
        set_standing(waiver, WAIVER_REFUSED,
                     arena_printf(arena, "waiver %.*s has the status requested",
                                  STR_ARG(visible_str(waiver->shown.id, arena))));
    else if (approval)
        approve(waiver, approval, arena);
    else if (is_approved(revision))
        set_standing(waiver, WAIVER_REFUSED,
                     arena_printf(arena, "waiver %.*s is approved only by its requester",
                                  STR_ARG(visible_str(waiver->shown.id, arena))));
    else
        decide_unapproved(waiver, judgement, revision, arena);
}

void waiver_decide(struct waiver *waiver, struct isms *isms)
{
    const struct approval_judgement *judgement;

    if (waiver->standing != WAIVER_UNASKED)
        return;
    judgement = approvals_judge(isms->approvals, waiver->row);
    if (judgement->revision_count)
        decide(waiver, judgement, isms);
    else
        set_standing(waiver, WAIVER_REFUSED,
                     arena_printf(isms->arena, "waiver %.*s is not on the main branch",
                                  STR_ARG(visible_str(waiver->shown.id, isms->arena))));
}
