/*
 * What the history says of the artifact at hand: `approval` and `history`. What
 * cannot be told becomes an unknown that says what is missing, so that rules
 * which depend on it are not evaluable rather than passed or failed.
 */
#include "base/clock.h"
#include "language/member.h"
#include "language/world_private.h"

struct object_entry {
    const char *name;
    struct cel_value value;
};

static struct cel_value object_of(struct arena *arena, const struct object_entry *entries,
                                  size_t count)
{
    struct cel_value *names = arena_alloc_array(arena, count, sizeof *names);
    struct cel_value *values = arena_alloc_array(arena, count, sizeof *values);

    for (size_t i = 0; i < count; i++) {
        names[i] = cel_of_string(str_of(entries[i].name));
        values[i] = entries[i].value;
    }
    return cel_of_entries(arena, names, values, count);
}

static const struct approval_judgement *judgement_of(const struct world_subject *subject)
{
    return subject->artifact && subject->world->approvals
               ? approvals_judge(subject->world->approvals, subject->artifact)
               : NULL;
}

static struct cel_value no_artifact(struct arena *arena)
{
    return cel_fault(arena, CEL_FAULT_EVALUATION, "this rule has no artifact with a history");
}

/* The artifact's judgement while an expression looks at it. */
struct view {
    const struct world_subject *subject;
    const struct approval_judgement *judgement;
    const struct approval_revision *now;      /* the newest, landed or not */
    const struct approval_revision *in_force; /* the newest that landed, or NULL */
    struct arena *arena;
};

static struct view *view_of(const struct world_subject *subject,
                            const struct approval_judgement *judgement, struct arena *arena)
{
    struct view *view = ARENA_NEW(arena, struct view);

    *view = (struct view){subject, judgement, approval_now(judgement), approval_in_force(judgement),
                          arena};
    return view;
}

static bool find_member(struct cel_value *out, const struct member *members,
                        const struct view *view, struct cel_value key, bool wanted)
{
    for (; members->make; members++) {
        if (key.tag != CEL_STRING || !str_equal_c(key.string, members->field.name))
            continue;
        if (members->field.optional && !view->in_force)
            return false;
        if (wanted)
            *out = members->make(view);
        return true;
    }
    return false;
}

/* ---- approval ---- */

/* Rules are given the day of an instant: a date as fields have it, that nobody has to cut. */
static struct cel_value day_value(const struct approvals *approvals, int64_t instant)
{
    return cel_of_timestamp(approvals_day(approvals, instant) * SECONDS_PER_DAY, 0);
}

/* "8b1e77c 2026-02-10 Ana Ruiz  wrote the content in force (+38 -12)" */
static struct cel_value evidence_line(const struct world_subject *subject, struct str commit,
                                      int64_t instant, struct str person, struct str text,
                                      struct arena *arena)
{
    char date[16];
    struct civil day = civil_from_days(approvals_day(subject->world->approvals, instant));
    const struct object_entry entries[] = {
        {"commit", cel_of_string(commit)},
        {"date", cel_of_string(arena_str(arena, str_of(civil_format(date, day))))},
        {"person", cel_of_string(person)},
        {"text", cel_of_string(text)},
    };

    return object_of(arena, entries, sizeof entries / sizeof *entries);
}

static struct cel_value origin_line(const struct world_subject *subject,
                                    const struct approval_origin *origin, struct arena *arena)
{
    struct str text = origin->wrote ? STR("wrote the content in force")
                                    : STR("made only housekeeping changes to the content in force");
    char hex[OBJECT_ID_HEX + 1];
    size_t added, removed;

    /* Of a register the lines of one row are not counted apart. */
    if (!subject->artifact->is_row &&
        approvals_count_lines(&added, &removed, subject->world->approvals, origin))
        text = arena_printf(arena, "%.*s (+%zu -%zu)", STR_ARG(text), added, removed);
    object_id_hex(hex, &origin->commit, OBJECT_ID_HEX);
    return evidence_line(subject, arena_str(arena, str_of(hex)), origin->time, origin->name, text,
                         arena);
}

static struct cel_value item_line(const struct world_subject *subject,
                                  const struct approval_evidence *item, struct arena *arena)
{
    return evidence_line(subject, item->commit, item->date, item->name, item->text, arena);
}

static struct cel_value evidence_of(const struct world_subject *subject,
                                    const struct approval_revision *revision, struct arena *arena)
{
    struct cel_value *items =
        arena_alloc_array(arena, revision->origin_count + revision->evidence_count, sizeof *items);
    size_t count = 0;

    for (size_t i = 0; i < revision->origin_count; i++)
        items[count++] = origin_line(subject, &revision->origins[i], arena);
    for (size_t i = 0; i < revision->evidence_count; i++)
        items[count++] = item_line(subject, &revision->evidence[i], arena);
    return cel_of_items(arena, items, count);
}

static struct cel_value approvers_of(const struct approval_revision *revision, struct arena *arena)
{
    struct cel_value *items = arena_alloc_array(arena, revision->evidence_count, sizeof *items);
    size_t count = 0;

    for (size_t i = 0; i < revision->evidence_count; i++)
        if (revision->evidence[i].counts)
            items[count++] = cel_of_string(revision->evidence[i].name);
    return cel_of_items(arena, items, count);
}

/* Where no approval is asked for, nothing hangs on what cannot be told. */
static struct cel_value unless_unknown(const struct view *view, struct cel_value value)
{
    return view->judgement->required && view->now->verdict == APPROVAL_INDETERMINATE
               ? cel_of_unknown(view->arena, view->judgement->missing.len ? view->judgement->missing
                                                                          : view->now->reason)
               : value;
}

static struct cel_value make_required(const struct view *view)
{
    return cel_of_bool(view->judgement->required);
}

static struct cel_value make_verdict(const struct view *view)
{
    const char *name = approval_verdict_name(view->now->verdict);

    return unless_unknown(view, cel_of_string(str_of(name)));
}

static struct cel_value make_reason(const struct view *view)
{
    return cel_of_string(view->now->reason);
}

static struct cel_value make_control(const struct view *view)
{
    return cel_of_string(view->now->control);
}

static struct cel_value make_late_days(const struct view *view)
{
    return cel_of_int(view->now->late_days);
}

static struct cel_value make_too_late(const struct view *view)
{
    return cel_of_bool(view->judgement->too_late);
}

static struct cel_value make_strict(const struct view *view)
{
    return cel_of_bool(view->judgement->strict);
}

static struct cel_value make_found(const struct view *view)
{
    return unless_unknown(view, cel_of_int((int64_t)view->now->found));
}

static struct cel_value make_quorum(const struct view *view)
{
    return cel_of_int(view->now->quorum);
}

/* Those who are known count even if evidence is missing: then an unknown item is the last. */
static struct cel_value make_accepted_by(const struct view *view)
{
    const struct approval_judgement *judgement = view->judgement;
    struct str_list known = view->now->landed ? judgement->accepted_by : (struct str_list){0};
    struct cel_value *items;

    if (!known.count && judgement->lack.len)
        return cel_of_unknown(view->arena, judgement->lack);
    items = arena_alloc_array(view->arena, known.count + 1, sizeof *items);
    for (size_t i = 0; i < known.count; i++)
        items[i] = cel_of_string(known.items[i]);
    items[known.count] = cel_of_unknown(view->arena, judgement->lack);
    return cel_of_items(view->arena, items, known.count + (judgement->lack.len > 0));
}

static struct cel_value make_accepted_adopted(const struct view *view)
{
    return cel_of_bool(view->judgement->accepted_adopted);
}

static struct cel_value make_approvers(const struct view *view)
{
    return approvers_of(view->in_force ? view->in_force : view->now, view->arena);
}

static struct cel_value make_may_approve(const struct view *view)
{
    return world_strings(view->judgement->may_approve, view->arena);
}

/* `ismslint approve` writes records of documents; that of an entry is written by hand. */
static struct cel_value make_how(const struct view *view)
{
    const struct artifact *artifact = view->subject->artifact;
    struct str name = artifact->id.len ? artifact->id : artifact->file->path;

    return cel_of_string(arena_printf(
        view->arena, "%s%.*s`%s",
        artifact->is_row ? "add an approval record with `id: " : "run `ismslint approve ",
        STR_ARG(name), artifact->is_row ? " (docs/how-to/approve.md)" : ""));
}

static struct cel_value make_evidence(const struct view *view)
{
    return evidence_of(view->subject, view->in_force ? view->in_force : view->now, view->arena);
}

static struct cel_value make_notes(const struct view *view)
{
    return world_strings(view->judgement->notes, view->arena);
}

const struct member approval_members[] = {
    {{"required", "bool", false, "Whether approval is required."}, make_required},
    {{"verdict", "string", false, "approved, self-approved, not-entitled, missing, ..."},
     make_verdict},
    {{"reason", "string", false, "One sentence."}, make_reason},
    {{"compensating_control", "string", false,
      "The evidence item without which it would be self-approved, or empty."},
     make_control},
    {{"late_days", "int", false, "For approved-late, the days from the landing to the approval."},
     make_late_days},
    {{"too_late", "bool", false, "Whether `late_days` exceeds `approvals.late_after`."},
     make_too_late},
    {{"strict", "bool", false, "Whether `independence: strict` rejects approvals by contributors."},
     make_strict},
    {{"found", "int", false, "The number of people whose approval counts."}, make_found},
    {{"quorum", "int", false, "The number of required approvals."}, make_quorum},
    {{"accepted_by", "list(string)", false,
      "The ids of all people with evidence for what an acceptance binds, including authors, and of "
      "their roles."},
     make_accepted_by},
    {{"accepted_adopted", "bool", false,
      "Whether what an acceptance binds landed before approvals began."},
     make_accepted_adopted},
    {{"approvers", "list(string)", false, "The people whose approval counts."}, make_approvers},
    {{"may_approve", "list(string)", false, "People who could still approve: Jo Park (CISO)."},
     make_may_approve},
    {{"how", "string", false, "How they approve it: run `ismslint approve SOP-012`."}, make_how},
    {{"evidence", "list(evidence)", false, "The evidence in the history."}, make_evidence},
    {{"notes", "list(string)", false, "Further facts."}, make_notes},
    {{0}, NULL},
};

static bool find_in_approval(struct cel_value *out, struct cel_evaluation *evaluation, void *self,
                             struct cel_value key, bool wanted)
{
    (void)evaluation;
    return find_member(out, approval_members, self, key, wanted);
}

static const struct cel_dynamic approval_methods = {.find = find_in_approval};

struct cel_value world_make_approval(const struct world_subject *subject, struct arena *arena)
{
    const struct approval_judgement *judgement = judgement_of(subject);

    return judgement ? cel_of_dynamic_map(&approval_methods, view_of(subject, judgement, arena))
                     : no_artifact(arena);
}

/* ---- history ---- */

static struct cel_value authors_of(const struct approval_revision *revision, struct arena *arena)
{
    struct cel_value *items = arena_alloc_array(arena, revision->author_count, sizeof *items);

    for (size_t i = 0; i < revision->author_count; i++) {
        const struct object_entry author[] = {
            {"name", cel_of_string(revision->authors[i].name)},
            {"email", cel_of_string(revision->authors[i].email)},
            {"person", cel_of_string(revision->authors[i].person)},
        };

        items[i] = object_of(arena, author, sizeof author / sizeof *author);
    }
    return cel_of_items(arena, items, revision->author_count);
}

static struct cel_value landing_of(const struct view *view,
                                   const struct approval_revision *revision)
{
    char hex[OBJECT_ID_HEX + 1];
    struct str commit = str_of(object_id_hex(hex, &revision->landing, OBJECT_ID_HEX));
    const struct object_entry entries[] = {
        {"date", day_value(view->subject->world->approvals, revision->date)},
        {"commit", cel_of_string(arena_str(view->arena, commit))},
        {"subject", cel_of_string(revision->subject)},
    };

    return object_of(view->arena, entries, sizeof entries / sizeof *entries);
}

static struct cel_value landings_of(const struct view *view)
{
    const struct approval_judgement *judgement = view->judgement;
    struct cel_value *items =
        arena_alloc_array(view->arena, judgement->revision_count, sizeof *items);
    size_t count = 0;

    for (size_t i = 0; i < judgement->revision_count; i++)
        if (judgement->revisions[i].landed)
            items[count++] = landing_of(view, &judgement->revisions[i]);
    return cel_of_items(view->arena, items, count);
}

static struct cel_value touches_of(const struct view *view)
{
    const struct approval_judgement *judgement = view->judgement;
    struct cel_value *items = arena_alloc_array(view->arena, judgement->touch_count, sizeof *items);

    for (size_t i = 0; i < judgement->touch_count; i++)
        items[i] = day_value(view->subject->world->approvals, judgement->touches[i]);
    return cel_of_items(view->arena, items, judgement->touch_count);
}

/* Of a history that is cut off only what is there is known, not what is absent from it. */
static struct cel_value unless_cut_off(const struct approval_judgement *judgement,
                                       struct cel_value value, struct arena *arena)
{
    return judgement->complete
               ? value
               : cel_of_unknown(arena, judgement->missing.len ? judgement->missing
                                                              : STR("the older history"));
}

static struct cel_value make_landed(const struct view *view)
{
    return cel_of_bool(view->judgement->revisions[0].landed);
}

static struct cel_value make_before_adoption(const struct view *view)
{
    return cel_of_bool(view->in_force && view->in_force->verdict == APPROVAL_GRANDFATHERED);
}

static struct cel_value make_in_force(const struct view *view)
{
    return day_value(view->subject->world->approvals, view->in_force->date);
}

static struct cel_value make_authors(const struct view *view)
{
    return view->in_force ? authors_of(view->in_force, view->arena)
                          : cel_of_items(view->arena, NULL, 0);
}

static struct cel_value make_landings(const struct view *view)
{
    return unless_cut_off(view->judgement, landings_of(view), view->arena);
}

static struct cel_value make_touches(const struct view *view)
{
    return unless_cut_off(view->judgement, touches_of(view), view->arena);
}

static struct cel_value make_created(const struct view *view)
{
    const struct approval_judgement *judgement = view->judgement;
    const struct approval_revision *first = &judgement->revisions[judgement->revision_count - 1];

    return unless_cut_off(judgement, day_value(view->subject->world->approvals, first->date),
                          view->arena);
}

/* The number of the revision that brought what is said now; later ones were housekeeping. */
static size_t number_of_text(const struct view *view)
{
    const struct approval_judgement *judgement = view->judgement;
    size_t i = view->in_force ? (size_t)(view->in_force - judgement->revisions) : 0;

    while (i + 1 < judgement->revision_count && judgement->revisions[i].housekeeping)
        i++;
    return i;
}

/* The first commit of those that wrote the content in force. */
static struct cel_value make_written(const struct view *view)
{
    const struct approval_revision *text = &view->judgement->revisions[number_of_text(view)];
    int64_t first = text->date;

    for (size_t i = 0; i < text->origin_count; i++)
        if (text->origins[i].wrote && text->origins[i].time < first)
            first = text->origins[i].time;
    return day_value(view->subject->world->approvals, first);
}

/* The version of the last text that said something else. */
static struct cel_value make_version_before(const struct view *view)
{
    const struct approval_judgement *judgement = view->judgement;
    size_t i = number_of_text(view);
    struct str version = {0};

    if (i + 1 < judgement->revision_count && !judgement->revisions[i + 1].deleted)
        version = judgement->revisions[i + 1].document_version;
    return cel_of_string(version);
}

/* Nobody merged it, and nobody is named but its author. */
static struct cel_value make_direct(const struct view *view)
{
    const struct approval_revision *revision = view->in_force;

    return cel_of_bool(revision && !revision->merged && revision->evidence_count == 0);
}

const struct member history_members[] = {
    {{"landed", "bool", false, "Whether this content is on the main branch."}, make_landed},
    {{"before_adoption", "bool", false, "Whether it landed before approvals began."},
     make_before_adoption},
    {{"in_force", "timestamp", true,
      "The date since when it is in force, at midnight, in `timezone`."},
     make_in_force},
    {{"authors", "list(author)", false, "The people who wrote the content in force."},
     make_authors},
    {{"landings", "list(landing)", false, "Newest first."}, make_landings},
    {{"touches", "list(timestamp)", false,
      "The date of every landing and commit that changed the file."},
     make_touches},
    {{"created", "timestamp", true, "The date on which it first landed."}, make_created},
    {{"written", "timestamp", true,
      "The date of the first commit that wrote the content in force."},
     make_written},
    {{"version_before", "string", false,
      "The version of the last revision with other content, or empty."},
     make_version_before},
    {{"direct", "bool", false, "Whether it landed without a merge and without any evidence."},
     make_direct},
    {{0}, NULL},
};

static bool find_in_history(struct cel_value *out, struct cel_evaluation *evaluation, void *self,
                            struct cel_value key, bool wanted)
{
    (void)evaluation;
    return find_member(out, history_members, self, key, wanted);
}

static const struct cel_dynamic history_methods = {.find = find_in_history};

struct cel_value world_make_history(const struct world_subject *subject, struct arena *arena)
{
    const struct approval_judgement *judgement = judgement_of(subject);

    if (!judgement)
        return no_artifact(arena);
    if (!judgement->mainline.len)
        return cel_of_unknown(arena, judgement->missing);
    return cel_of_dynamic_map(&history_methods, view_of(subject, judgement, arena));
}
