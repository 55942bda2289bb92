/* A finding in a line, as compilers print one and editors understand it. */
#ifndef REPORT_LINE_H
#define REPORT_LINE_H

#include "base/buffer.h"
#include "rules/finding.h"

/* The word that a finding begins with: its severity, or "waived" or "pending". */
const char *line_word(const struct finding *finding);

/* Append "[not evaluable: ]MESSAGE[ (LABEL)]", made visible. */
void line_add_message(struct buffer *out, const struct finding *finding);

/* Append "path:line:column: severity rule message", made visible, without a line end. */
void line_add(struct buffer *out, const struct lint_result *result, const struct finding *finding);

#endif
