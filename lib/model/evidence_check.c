#include "model/evidence_check.h"

#include "base/suggest.h"

static void report_unknown(const struct model *model, const struct kind_index *evidence,
                           struct sink *sink)
{
    const struct approval_config *approvals = &model->config.approvals;
    struct suggestion suggestion;
    struct diagnostic *diagnostic;

    diagnostic =
        sink_report(sink, "config-unknown-evidence", approvals->control_span,
                    "the evidence register has no entry `%.*s`", STR_ARG(approvals->control));
    suggestion_init(&suggestion, approvals->control);
    for (size_t i = 0; i < evidence->by_id.count; i++)
        suggestion_offer(&suggestion, evidence->by_id.entries[i].key);
    diagnostic_advise(diagnostic, suggestion.best,
                      STR("add the entry; `ismslint explain evidence_item` shows an example"),
                      sink->arena);
}

void evidence_check(const struct model *model, struct sink *sink)
{
    const struct approval_config *approvals = &model->config.approvals;
    const struct kind *kind = kinds_find(model->kinds, STR("evidence_item"));
    const struct kind_index *evidence = kind ? model_index(model, kind) : NULL;
    const char *strict = approvals->strict                ? "profile: strict"
                         : approvals->strict_independence ? "independence: strict"
                                                          : NULL;

    if (!approvals->control.len)
        return;
    if (strict)
        sink_report(sink, "config-self-approval", approvals->control_span,
                    "`%s` accepts no approval by an author", strict)
            ->help = STR("delete `self_approval`, or the setting that it contradicts");
    if (evidence && !evidence->incomplete && !map_get(&evidence->by_id, approvals->control))
        report_unknown(model, evidence, sink);
}
