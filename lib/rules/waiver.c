#include "rules/waiver.h"

#include "base/glob.h"
#include "rules/codes.h"
#include "rules/waivable.h"
#include "rules/waiver_place.h"
#include "rules/waiver_row.h"

struct waivers {
    const struct waiver_question *question;
    struct collector *collector;
    VECTOR(struct waiver) rows;
    waiver_place_list places;
};

/* ---- rows ---- */

static void check_rule(const struct waivers *waivers, struct waiver *waiver)
{
    const struct rules *rules = waivers->question->rules;
    struct arena *arena = waivers->collector->arena;
    const struct value_entry *entry = value_entry(waiver->row->self, STR("rule"));

    if (waiver->fault.len || rule_is_waivable(rules, waiver->rule))
        return;
    waiver->fault_span = entry->value_span;
    waiver->fault = rules_find(rules, waiver->rule) || code_find(waiver->rule)
                        ? arena_printf(arena, "`%.*s` cannot be waived", STR_ARG(waiver->rule))
                        : arena_printf(arena, "unknown rule `%.*s`", STR_ARG(waiver->rule));
}

static void read_rows(struct waivers *waivers)
{
    struct isms *isms = waivers->question->isms;
    const struct kind *kind = kinds_find(isms->model.kinds, STR("exception"));
    const struct kind_index *index = kind ? model_index(&isms->model, kind) : NULL;
    int64_t today = approvals_day(isms->approvals, isms->now);
    struct waiver waiver;

    for (size_t i = 0; index && i < index->all.count; i++) {
        if (index->all.items[i]->untrusted || !waiver_read(&waiver, index->all.items[i], today))
            continue;
        check_rule(waivers, &waiver);
        vector_push(&waivers->rows, waiver);
    }
}

static bool is_in_force(const struct waiver *waiver)
{
    return !waiver->fault.len && !waiver->ended && !waiver->expired;
}

/* ---- what a row covers ---- */

static bool names_finding(const struct waiver *waiver, const struct finding *finding)
{
    return str_equal(waiver->rule, finding->rule) &&
           (!waiver->artifact.len || str_equal(waiver->artifact, finding->id)) &&
           (!waiver->path.len || glob_match(waiver->path, finding->path) == GLOB_YES);
}

static bool is_place_of(const struct waiver_place *place, const struct waiver *waiver)
{
    return place->comment.id.len && str_equal(place->comment.id, waiver->shown.id) &&
           str_equal(place->comment.rule, waiver->rule);
}

/* Where a file has comments for the row, it applies beside them only. */
static bool stands_where_asked(struct waivers *waivers, const struct waiver *waiver,
                               const struct finding *finding)
{
    bool any = false, beside = false;

    VECTOR_EACH (struct waiver_place, place, &waivers->places) {
        if (!is_place_of(place, waiver) ||
            !str_equal(place->comment.span.source->path, finding->path))
            continue;
        any = true;
        if (waiver_place_is_beside(&place->comment, finding->span))
            place->covers = beside = true;
    }
    return !any || beside;
}

static bool covers(struct waivers *waivers, struct waiver *waiver, const struct finding *finding)
{
    bool covered = is_in_force(waiver) && names_finding(waiver, finding) &&
                   stands_where_asked(waivers, waiver, finding);

    waiver->covers |= covered;
    return covered;
}

static void add_note(struct finding *finding, struct str note, struct arena *arena)
{
    struct str *notes = arena_alloc_array(arena, finding->note_count + 1, sizeof *notes);

    notes[0] = note;
    for (size_t i = 0; i < finding->note_count; i++)
        notes[i + 1] = finding->notes[i];
    finding->notes = notes;
    finding->note_count++;
}

/* Which of two rows that name a finding decides: one that is approved, else the first. */
static const struct waiver *better(const struct waiver *a, const struct waiver *b)
{
    return !a || b->standing < a->standing ? b : a;
}

static void apply(const struct waivers *waivers, const struct waiver *waiver,
                  struct finding *finding)
{
    static const enum finding_verdict verdicts[] = {
        [WAIVER_APPROVED] = FINDING_WAIVED,
        [WAIVER_PENDING] = FINDING_PENDING,
        [WAIVER_REFUSED] = FINDING_FAIL,
        [WAIVER_UNKNOWN] = FINDING_NOT_EVALUABLE,
    };
    struct arena *arena = waivers->collector->arena;

    finding->verdict = verdicts[waiver->standing];
    if (waiver->standing <= WAIVER_PENDING)
        finding->waiver = arena_copy(arena, &waiver->shown, sizeof waiver->shown);
    add_note(finding, waiver->note, arena);
}

static void apply_to_finding(struct waivers *waivers, struct finding *finding)
{
    const struct waiver *best = NULL;

    if (!finding_is_waivable(finding))
        return;
    VECTOR_EACH (struct waiver, waiver, &waivers->rows) {
        if (!covers(waivers, waiver, finding))
            continue;
        waiver_decide(waiver, waivers->question->isms);
        best = better(best, waiver);
    }
    if (best && !waivers->question->hidden)
        apply(waivers, best, finding);
}

/* ---- what is wrong with waivers ---- */

static bool is_asked_for(const struct waivers *waivers, struct str name)
{
    return !waivers->question->only.count || str_list_has(waivers->question->only, name);
}

static void report(const struct waivers *waivers, const char *code, struct span span,
                   const struct artifact *row, struct str message, struct str help)
{
    struct sink *sink = &waivers->question->isms->sink;
    struct diagnostic *diagnostic;

    if (!is_asked_for(waivers, str_of(code)))
        return;
    diagnostic = sink_report(sink, code, span, "%.*s", STR_ARG(message));
    diagnostic->help = help;
    collector_diagnostic(waivers->collector, diagnostic, row);
}

static bool is_told(const struct waivers *waivers, struct str rule)
{
    for (size_t i = 0; i < waivers->collector->causes.count; i++)
        if (map_get(&waivers->collector->causes.items[i]->rules, rule))
            return false;
    return waivers->question->whole && is_asked_for(waivers, rule);
}

static struct str place_of(const struct waiver *waiver, struct arena *arena)
{
    return waiver->artifact.len && waiver->path.len
               ? arena_printf(arena, "%.*s in %.*s", STR_ARG(waiver->artifact),
                              STR_ARG(waiver->path))
           : waiver->artifact.len ? waiver->artifact
                                  : waiver->path;
}

static struct span span_of_rule(const struct waiver *waiver)
{
    return value_entry(waiver->row->self, STR("rule"))->value_span;
}

static void report_row(const struct waivers *waivers, const struct waiver *waiver)
{
    struct arena *arena = waivers->collector->arena;
    struct str id = waiver->shown.id;

    if (waiver->ended)
        return;
    if (waiver->fault.len)
        report(waivers, "waiver-invalid", waiver->fault_span, waiver->row,
               arena_printf(arena, "exception %.*s waives nothing: %.*s", STR_ARG(id),
                            STR_ARG(waiver->fault)),
               STR("correct the entry; `ismslint explain exception` lists the fields"));
    else if (waiver->expired)
        report(
            waivers, "waiver-expired", span_of_rule(waiver), waiver->row,
            arena_printf(arena, "waiver %.*s of `%.*s` ended on %.*s", STR_ARG(id),
                         STR_ARG(waiver->rule), STR_ARG(waiver->shown.until)),
            STR("set `status` to closed, or have the entry approved again with a later `expires`"));
    else if (!waiver->covers && is_told(waivers, waiver->rule))
        report(waivers, "waiver-unused", span_of_rule(waiver), waiver->row,
               arena_printf(arena, "waiver %.*s covers no finding of `%.*s` for %.*s", STR_ARG(id),
                            STR_ARG(waiver->rule), STR_ARG(place_of(waiver, arena))),
               STR("set `status` to closed, or correct `rule`, `artifact` or `path`"));
}

static const struct waiver *row_of(const struct waivers *waivers, struct str id)
{
    VECTOR_EACH (struct waiver, waiver, &waivers->rows)
        if (str_equal(waiver->shown.id, id))
            return waiver;
    return NULL;
}

static void report_invalid(const struct waivers *waivers, const struct waiver_place *place,
                           struct str message)
{
    report(waivers, "waiver-invalid", place->comment.span, NULL, message,
           STR("write `ismslint: waive RULE ID` with the rule and the id of an exception"));
}

static void report_place(const struct waivers *waivers, const struct waiver_place *place)
{
    struct str id = place->comment.id, rule = place->comment.rule;
    const struct waiver *row = row_of(waivers, id);
    struct arena *arena = waivers->collector->arena;

    if (!id.len)
        report_invalid(waivers, place, STR("malformed waiver comment"));
    else if (!row)
        report_invalid(
            waivers, place,
            arena_printf(arena, "no exception %.*s waives `%.*s`", STR_ARG(id), STR_ARG(rule)));
    else if (!str_equal(row->rule, rule))
        report_invalid(waivers, place,
                       arena_printf(arena, "exception %.*s waives `%.*s`, not `%.*s`", STR_ARG(id),
                                    STR_ARG(row->rule), STR_ARG(rule)));
    else if (is_in_force(row) && row->covers && !place->covers && is_told(waivers, rule))
        report(waivers, "waiver-unused", place->comment.span, NULL,
               arena_printf(arena, "no finding of `%.*s` is beside this comment", STR_ARG(rule)),
               STR("move the comment before the text, or delete it"));
}

/* ---- the whole ---- */

void waivers_apply(const struct waiver_question *question, struct collector *collector)
{
    struct waivers waivers = {.question = question, .collector = collector};
    size_t count = collector->result->findings.count;

    read_rows(&waivers);
    waiver_places_find(&waivers.places, &question->isms->model);
    for (size_t i = 0; i < count; i++)
        apply_to_finding(&waivers, &collector->result->findings.items[i]);
    VECTOR_EACH (struct waiver, waiver, &waivers.rows)
        report_row(&waivers, waiver);
    VECTOR_EACH (struct waiver_place, place, &waivers.places)
        report_place(&waivers, place);
    vector_release(&waivers.places);
    vector_release(&waivers.rows);
}
