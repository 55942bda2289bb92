/* The writers behind the table of formats; see report.h. */
#ifndef REPORT_FORMATS_H
#define REPORT_FORMATS_H

#include "report/options.h"

/* For people at a terminal: design.md, section 8. */
void report_text(struct buffer *out, struct lint_result *result,
                 const struct report_options *options);
/* For programs: design.md, section 8; stable, version 1. */
void report_json(struct buffer *out, struct lint_result *result,
                 const struct report_options *options);
/* Workflow commands that GitHub Actions shows as annotations. */
void report_github(struct buffer *out, struct lint_result *result,
                   const struct report_options *options);

/* Logging commands that Azure Pipelines shows as errors and warnings. */
void report_azure(struct buffer *out, struct lint_result *result,
                  const struct report_options *options);
/* Test cases, passing ones too, of files and rules. */
void report_junit(struct buffer *out, struct lint_result *result,
                  const struct report_options *options);
/* A comment for a pull request. */
void report_markdown(struct buffer *out, struct lint_result *result,
                     const struct report_options *options);
/* Static Analysis Results Interchange Format 2.1.0. */
void report_sarif(struct buffer *out, struct lint_result *result,
                  const struct report_options *options);
/* A Code Quality report of GitLab. */
void report_gitlab(struct buffer *out, struct lint_result *result,
                   const struct report_options *options);
/* The findings of the JSON form, one a line. */
void report_jsonl(struct buffer *out, struct lint_result *result,
                  const struct report_options *options);
/* A table of them. */
void report_csv(struct buffer *out, struct lint_result *result,
                const struct report_options *options);
/* "path:line:column: severity rule message", one a line. */
void report_concise(struct buffer *out, struct lint_result *result,
                    const struct report_options *options);

/* The same of the register of approvals, or of a period. */
void approvals_text(struct buffer *out, struct buffer *notice, const struct approvals_view *view);
void approvals_json(struct buffer *out, struct buffer *notice, const struct approvals_view *view);
void approvals_csv(struct buffer *out, struct buffer *notice, const struct approvals_view *view);
void approvals_markdown(struct buffer *out, struct buffer *notice,
                        const struct approvals_view *view);

/* And of the history of one file. */
void history_text(struct buffer *out, const struct history_view *view);
void history_json(struct buffer *out, const struct history_view *view);
void history_csv(struct buffer *out, const struct history_view *view);
void history_markdown(struct buffer *out, const struct history_view *view);

/* The closing summary of the text form. */
void report_summary(struct buffer *out, const struct lint_result *result,
                    const struct report_options *options);

/* The same of what was compared with a base: what the change brings, and one line for the rest. */
void report_change_summary(struct buffer *out, const struct lint_result *result,
                           const struct report_options *options);

#endif
