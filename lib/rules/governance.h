/*
 * Who governs is governed (design.md, section 5): what configuration and packs ask less for
 * than what was last accepted of them, and what they take out, if nobody authorized approved it.
 */
#ifndef RULES_GOVERNANCE_H
#define RULES_GOVERNANCE_H

#include "approval/governing.h"
#include "rules/collector.h"
#include "rules/rules.h"

struct governance {
    const struct model *model; /* of the snapshot */
    struct approvals *approvals;
    const struct rules *rules;
    struct collector *collector; /* told what cannot be determined; NULL: nobody is */
    struct arena *arena;         /* of the run */
    struct sink *sink;           /* config-loosened, document-no-longer-read */
    struct error *error;
};

/* Report what has landed; what is only in the snapshot is nobody's affair yet. */
int governance_report(const struct governance *governance);

/* ---- governance_files.c ---- */

/* A configuration as it landed, and what it reads. */
struct governed_config {
    const struct approval_revision *revision; /* NULL: there was none */
    struct source *source;                    /* the same */
    struct config config;
};

/*
 * Report what the last of CONFIGS takes out that the first read, and documents that any of them
 * asked approval of and the last no longer reads. They are in the order in which they landed, the
 * first one accepted. *WHY: what is missing of the history, or empty.
 */
int governance_report_files(struct str *why, const struct governance *governance,
                            const struct governed_config *configs, size_t count, struct str help);

/* Report, once, that the file at PATH was an artifact of KIND, and is none that needs approval. */
void governance_report_taken_out(const struct governance *governance, struct str path,
                                 struct str kind, struct str id, struct str help);

/* Report one thing that is loosened, at SPAN or else at the beginning of SOURCE. */
void governance_report_loosening(const struct governance *governance, struct span span,
                                 struct source *source, struct str what, struct str help);

#endif
