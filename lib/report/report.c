#include "report/report.h"

#include "report/formats.h"

static const struct report_format formats[] = {
    {"text", "source lines with carets, for people (the default)", false, report_text,
     approvals_text, history_text},
    {"concise", "a line a finding, for editors and logs", false, report_concise, NULL, NULL},
    {"json", "everything that is known, for programs", false, report_json, approvals_json,
     history_json},
    {"jsonl", "the findings of the JSON form, one a line", false, report_jsonl, NULL, NULL},
    {"csv", "a table for a spreadsheet", false, report_csv, approvals_csv, history_csv},
    {"markdown", "a comment for a pull request, or a table for a page", false, report_markdown,
     approvals_markdown, history_markdown},
    {"sarif", "SARIF 2.1.0, for code scanning", true, report_sarif, NULL, NULL},
    {"github", "annotations of a pull request, in GitHub Actions", false, report_github, NULL,
     NULL},
    {"gitlab", "a Code Quality report, for merge requests of GitLab", false, report_gitlab, NULL,
     NULL},
    {"junit", "test cases, passing ones too, for CI services", true, report_junit, NULL, NULL},
    {"azure", "errors and warnings of a run of Azure Pipelines", false, report_azure, NULL, NULL},
};

enum { FORMAT_COUNT = sizeof formats / sizeof formats[0] };

static bool is_for(const struct report_format *format, enum report_subject subject)
{
    const bool writes[] = {
        [REPORT_FINDINGS] = format->write != NULL,
        [REPORT_APPROVALS] = format->write_approvals != NULL,
        [REPORT_HISTORY] = format->write_history != NULL,
    };

    return writes[subject];
}

const struct report_format *report_format_at(enum report_subject subject, size_t index)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (is_for(&formats[i], subject) && index-- == 0)
            return &formats[i];
    return NULL;
}

const struct report_format *report_format_find(struct str name)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (str_equal_c(name, formats[i].name))
            return &formats[i];
    return NULL;
}

static const char *name_at(enum report_subject subject, size_t index)
{
    const struct report_format *format = report_format_at(subject, index);

    return format ? format->name : NULL;
}

const char *report_findings_format(size_t index)
{
    return name_at(REPORT_FINDINGS, index);
}

const char *report_approvals_format(size_t index)
{
    return name_at(REPORT_APPROVALS, index);
}

const char *report_history_format(size_t index)
{
    return name_at(REPORT_HISTORY, index);
}
