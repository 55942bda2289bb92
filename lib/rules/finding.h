/*
 * A finding: a diagnostic or a broken rule, judged. What reports print.
 */
#ifndef RULES_FINDING_H
#define RULES_FINDING_H

#include "base/str.h"
#include "base/vector.h"
#include "value/source.h"

/* Ordered: --fail-on compares them. */
enum severity { SEVERITY_OFF, SEVERITY_NOTE, SEVERITY_WARNING, SEVERITY_ERROR };

enum finding_verdict {
    FINDING_FAIL,
    FINDING_WAIVED,       /* an accepted exception covers it; never counts */
    FINDING_PENDING,      /* about content that has not landed; never counts */
    FINDING_NOT_EVALUABLE /* evidence that decides is missing; counts at its severity */
};

/* What a change did to a finding, seen from its bases (design.md, section 11). */
enum finding_state {
    FINDING_PLAIN,      /* nothing was compared */
    FINDING_NEW,        /* in no base */
    FINDING_WORSE,      /* in a base waived, pending, not evaluable or less severe */
    FINDING_OLD,        /* in a base as well */
    FINDING_RESOLVED,   /* only in a base; mended */
    FINDING_SUPERSEDED, /* only in a base; about landed content that the change replaces */
    FINDING_UNREPORTED  /* only in a base; gone because what judges changed */
};

/* How firmly the clause stands behind a rule (design.md, section 6). */
enum basis { BASIS_NONE, BASIS_REQUIRED, BASIS_EXPECTED, BASIS_PRACTICE };

/* What a finding points at: it tells whether two of one rule are the same (lib/changes). */
enum finding_place {
    PLACE_ARTIFACT, /* its artifact, file or the ISMS, for want of anything nearer */
    PLACE_FIELD,    /* a field, of which there is one */
    PLACE_ITEM      /* one of several such places: an item of a list, a word of a text */
};

/* One line of the evidence block: "8b1e77c 2026-02-10 Ana Ruiz  wrote the text in force". */
struct finding_evidence {
    struct str commit; /* full object id in hexadecimal, or empty */
    struct str date;   /* "2026-02-10", or empty */
    struct str person; /* a name */
    struct str text;   /* what it is evidence of */
};

struct finding_related {
    struct span span;
    struct str message;
};

/* The row of the exceptions register that waives a finding, or is to do so. */
struct finding_waiver {
    struct str id;
    struct str path;        /* of the register */
    struct str until;       /* its last day, "2027-01-31" */
    struct str approved_by; /* a name; empty: nobody has approved it yet */
    struct str commit;      /* that holds the approval; full object id, or empty */
    bool landed;            /* false: the row is not on the main branch as it is */
};

struct finding {
    struct str rule; /* the rule's id, or the diagnostic's code */
    enum severity severity;
    enum finding_verdict verdict;
    enum finding_state state;
    struct str message; /* one sentence without a full stop */
    struct span span;   /* what the caret marks; span.source NULL: `path` alone is meant */
    enum finding_place place;
    struct str path;     /* of the file, or empty for the ISMS as a whole */
    struct str label;    /* stands beside the caret, or empty */
    struct str help;     /* how to mend it, or empty; a line break is the rule page's, never a
                            document's */
    struct str field;    /* JSON Pointer into the artifact, or empty */
    struct str kind, id; /* of the artifact; empty if there is none */
    enum basis basis;
    struct str *clauses; /* in words: "ISO/IEC 27001:2022 6.1.3 d)" */
    size_t clause_count;
    struct str *notes; /* further facts, each a line "= note: ..." */
    size_t note_count;
    struct finding_evidence *evidence;
    size_t evidence_count;
    struct finding_related *related;
    size_t related_count;
    const struct finding_waiver *waiver; /* NULL: none names it, or none that counts */
    struct str instance;                 /* of schema findings: instance location, */
    struct str keyword;                  /* keyword location */
    struct str absolute;    /* and absolute keyword location (JSON Schema core, section 12.3) */
    struct str fingerprint; /* 32 hexadecimal digits, stable when lines move */
    size_t ordinal;         /* the order in which they were found: the last key of their order */
    bool clock_only;        /* caused by the passing of time alone (overdue, expired) */
    bool landed_only;       /* of what has landed already, whatever is committed next */
};

/* A rule that findings may be of, or a code: for reports that list all of them. */
struct finding_rule {
    struct str id;
    struct str title;       /* what it requires; of a code, what it means */
    struct str page;        /* Markdown; empty of a code */
    struct str cause, fix;  /* of a code */
    bool own;               /* of a user's pack: these are a stranger's texts */
    bool judged;            /* it was asked for, and is not off */
    bool whole;             /* it is judged once, for the ISMS as a whole */
    enum severity severity; /* SEVERITY_OFF: the configuration turns it off */
    struct str_list judges; /* names of kinds */
};

/* A file with artifacts of these kinds. */
struct finding_file {
    struct str path;
    struct str_list kinds; /* names */
};

struct changes; /* changes/changes.h */

/* The outcome of one run, ready for a report. Findings are sorted by path, offset, rule. */
struct lint_result {
    bool configuration_broken; /* the findings are about .ismslint.yaml or a pack; nothing was
                                  judged */
    bool untouched;            /* what is staged is not the ISMS: nothing was judged */
    bool read_otherwise;       /* what reads or judges differs from what it was compared with */
    bool compared;             /* with bases: unless `passed`, no state is FINDING_PLAIN */
    bool passed;               /* nothing fails: the bases were not looked at */
    struct changes *changes;   /* of `compared`: each artifact that changed, or NULL */
    VECTOR(struct finding) findings;
    /* Only where they were asked for (lint_options.catalogue): rules sorted by id, and files. */
    VECTOR(struct finding_rule) rules;
    VECTOR(struct finding_file) files;
    struct lint_summary {
        size_t files;     /* read and parsed */
        size_t artifacts; /* found in them */
        size_t documented_found,
            documented_asked;               /* documented information the standard calls for */
        struct str_list documented_missing; /* titles of those that were not found */
        struct str place;                   /* the file that stands for the ISMS as a whole: the
                                               configuration, else an artifact's; or empty */
        struct str next_due;                /* "POL-010 in 3 days", or empty */
        struct str snapshot;                /* "work tree", "index", or a revision's id */
        struct str base;                    /* what it was compared with: "HEAD", "origin/main" */
        struct str head;                    /* the mainline's head commit, or empty */
        struct str as_of;                   /* "2026-07-01" */
        double seconds;                     /* wall time */
    } summary;
};

/* Free the vectors; the texts belong to the run's arena. */
void lint_result_release(struct lint_result *result);

const char *severity_name(enum severity severity);
const char *finding_verdict_name(enum finding_verdict verdict);
/* Is FINDING pending for the sake of a waiver that has not landed? */
bool finding_is_waived_early(const struct finding *finding);
/* "new", "worse", "old", "resolved", "superseded", "unreported"; "" of FINDING_PLAIN. */
const char *finding_state_name(enum finding_state state);
/* Is a finding of STATE in the snapshot? The others are in a base only. */
bool finding_state_is_present(enum finding_state state);
/* Did the change bring it: is it new or worse? Without a comparison everything is new. */
bool finding_state_is_brought(enum finding_state state);
/* "required", "expected", "practice" and the words of the text form, "required by", ... */
const char *basis_name(enum basis basis);
const char *basis_phrase(enum basis basis);
/* Do these words say something where no clause follows them? */
bool basis_stands_alone(enum basis basis);

#endif
