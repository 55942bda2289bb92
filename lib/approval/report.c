/* What is to be said once about the history as a whole. */
#include "approval/context.h"
#include "approval/documents.h"
#include "approval/judgement_make.h"
#include "approval/records.h"
#include "approval/report_squashes.h"

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
                    "approvals are not checked without a readable people register")
            ->help = STR("fix the findings in the people register");
        return;
    }
    diagnostic =
        sink_report(sink, "history-no-register", nowhere(),
                    "approvals are not checked without a people register on %.*s%s",
                    STR_ARG(approvals->mainline.name),
                    history_is_complete(approvals->history, &error) ? "" : " (incomplete history)");
    diagnostic->help = STR("add people.yaml (`ismslint explain person` shows an example); existing "
                           "documents count as adopted");
}

/* Who approves can be told no more: said before it lands, and until it is back. */
static void report_lost_register(struct approvals *approvals, struct sink *sink)
{
    if (!approvals->frames.has_register || approvals->head->people.person_count ||
        is_register_broken(approvals))
        return;
    sink_report(sink, "history-register-gone", nowhere(),
                "the people register was deleted or moved away")
        ->help =
        STR("restore it; `git log --diff-filter=D --name-status` shows the commit that deleted it");
}

static void report_baseline(struct approvals *approvals, struct sink *sink)
{
    const struct baseline *baseline = &approvals->baseline;
    struct error error;

    if (baseline->ignored.len)
        sink_report(sink, "history-baseline-moved", nowhere(),
                    "`approvals.baseline` was moved forward to %.*s", STR_ARG(baseline->ignored))
            ->help = STR(
            "restore the original value, which still applies, and have later revisions approved");
    if (baseline->unknown.len && history_is_complete(approvals->history, &error))
        sink_report(sink, "history-baseline-unknown", nowhere(),
                    "`approvals.baseline` %.*s is not an earlier commit of %.*s",
                    STR_ARG(baseline->unknown), STR_ARG(approvals->mainline.name))
            ->help = STR("set `approvals.baseline` to the full id of a commit of the main branch");
}

static void report_records(struct approvals *approvals, struct sink *sink)
{
    VECTOR_EACH (struct str, file, &approvals->records->unreadable)
        sink_report(sink, "history-record-unreadable", nowhere(),
                    "%.*s is not a readable approval record", STR_ARG(*file))
            ->help = STR("write a YAML map with `path`, `blob` (40 digits, or `deleted`) and "
                         "`person` (or `login`), as `ismslint approve` does");
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
        sink_report(sink, "history-record-unmatched", nowhere(), "%.*s approves unknown path %.*s",
                    STR_ARG(record->file), STR_ARG(record->path))
            ->help = STR("set `path` to the path at which the document was approved");
    }
}

void approvals_report(struct approvals *approvals, struct sink *sink)
{
    if (!approvals->history) {
        sink_report(sink, "history-no-mainline", nowhere(), "approvals are not checked: %.*s",
                    STR_ARG(approvals->no_mainline));
        return;
    }
    approvals_walk(approvals);
    report_no_register(approvals, sink);
    report_lost_register(approvals, sink);
    report_baseline(approvals, sink);
    report_records(approvals, sink);
    report_unmatched(approvals, sink);
    report_squashes(approvals, sink);
}
