/* What is to be said once about the history as a whole. */
#include "approval/context.h"
#include "approval/documents.h"
#include "approval/judgement_make.h"
#include "approval/records.h"

static struct span nowhere(void)
{
    return (struct span){0};
}

/* Is there a file that should hold people, and it cannot be read? */
static bool is_register_broken(const struct approvals *approvals)
{
    const struct kind *person = kinds_find(approvals->head->kinds, STR("person"));

    return person && model_index(approvals->head, person)->incomplete;
}

static void report_no_register(struct approvals *approvals, struct sink *sink)
{
    struct diagnostic *diagnostic;
    struct error error;

    if (approvals->frames.has_register)
        return;
    if (is_register_broken(approvals)) {
        sink_report(sink, "history-no-register", nowhere(),
                    "approvals were not judged: the register of people could not be read")
            ->help = STR("mend the file of people; its fault is reported where it stands");
        return;
    }
    diagnostic = sink_report(
        sink, "history-no-register", nowhere(),
        "approvals were not judged: there is no register of people on %.*s%s",
        STR_ARG(approvals->mainline.name),
        history_is_complete(approvals->history, &error) ? "" : ", as far back as this clone goes");
    diagnostic->help =
        STR("to begin, land a people.yaml such as `people: [{id: ana, name: Ana Ruiz, emails: "
            "[ana@example.org], roles: [{role: ciso, from: 2026-01-01}]}]`; what landed before it "
            "counts as adopted");
}

/* Who approves can be told no more: said before it lands, and until it is back. */
static void report_lost_register(struct approvals *approvals, struct sink *sink)
{
    if (!approvals->frames.has_register || approvals->head->people.person_count ||
        is_register_broken(approvals))
        return;
    sink_report(sink, "history-register-gone", nowhere(),
                "the register of people is gone: nobody can approve what lands without it")
        ->help = STR("put it back; `git log --diff-filter=D --name-status` tells when it went");
}

static void report_baseline(struct approvals *approvals, struct sink *sink)
{
    const struct baseline *baseline = &approvals->baseline;
    struct error error;

    if (baseline->ignored.len)
        sink_report(sink, "history-baseline-moved", nowhere(),
                    "the baseline was moved forward to %.*s; the first one that landed holds",
                    STR_ARG(baseline->ignored))
            ->help = STR("set `approvals.baseline` back, and have what landed since approved");
    if (baseline->unknown.len && history_is_complete(approvals->history, &error))
        sink_report(sink, "history-baseline-unknown", nowhere(),
                    "the baseline %.*s is no earlier commit of %.*s, and was ignored",
                    STR_ARG(baseline->unknown), STR_ARG(approvals->mainline.name))
            ->help = STR("name a commit of the mainline by its full id");
}

static void report_records(struct approvals *approvals, struct sink *sink)
{
    VECTOR_EACH (struct str, file, &approvals->records->unreadable)
        sink_report(sink, "history-record-unreadable", nowhere(),
                    "%.*s is no approval record that can be read, and approves nothing",
                    STR_ARG(*file))
            ->help = STR("a record is a YAML map with `path`, `blob` (40 digits, or `deleted`) and "
                         "`person` (or `login`); "
                         "`ismslint approve` writes one");
}

/* A slip of the pen in a path would make an approval disappear without a word. */
static void report_unmatched(struct approvals *approvals, struct sink *sink)
{
    const struct map *records = &approvals->records->by_path;
    struct error error;

    for (size_t i = 0; i < records->count && history_is_complete(approvals->history, &error); i++) {
        const struct record *record = records->entries[i].value;

        if (record->ended || !document_may_be_at(approvals, record->path) ||
            history_newest(approvals->history, record->path) ||
            snapshot_find(approvals->snapshot, record->path))
            continue;
        sink_report(sink, "history-record-unmatched", nowhere(),
                    "%.*s approves %.*s, which was never in this history", STR_ARG(record->file),
                    STR_ARG(record->path))
            ->help = STR("name the document by the path at which it was approved; `ismslint "
                         "approve` does");
    }
}

void approvals_report(struct approvals *approvals, struct sink *sink)
{
    if (!approvals->history) {
        sink_report(sink, "history-no-mainline", nowhere(), "approvals were not judged: %.*s",
                    STR_ARG(approvals->no_mainline));
        return;
    }
    approvals_walk(approvals);
    report_no_register(approvals, sink);
    report_lost_register(approvals, sink);
    report_baseline(approvals, sink);
    report_records(approvals, sink);
    report_unmatched(approvals, sink);
}
