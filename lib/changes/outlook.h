/* The outlook of what changed: its approval if it landed now. */
#ifndef CHANGES_OUTLOOK_H
#define CHANGES_OUTLOOK_H

#include "changes/changes.h"
#include "changes/difference.h"
#include "rules/finding.h"

struct outlook_question {
    struct isms *now;
    struct difference *const *differences; /* to each base: what differs from all has changed */
    size_t count;
    struct object_id tip; /* on which the change is to land */
    struct str tip_name;  /* "origin/main" */
    struct arena *arena;
};

/* Append to OUT what changed of the artifacts, each with its outlook. */
int outlook_find(struct changes *out, const struct outlook_question *question, struct error *error);

/* Take out of RESULT what is pending about artifacts of CHANGES: their outlook says more. */
void outlook_replace(struct lint_result *result, const struct changes *changes);

/*
 * Place findings that a change brings, and that have no place of their own but their artifact, on
 * the first line of it that changed: code review shows them only there. Where they stood is
 * related.
 */
void outlook_place(struct lint_result *result, const struct changes *changes, struct arena *arena);

extern const char outlook_code[];

/* Add to RESULT, as new, an error for each artifact of CHANGES that cannot become approved. */
void outlook_report(struct lint_result *result, const struct changes *changes, struct arena *arena);

#endif
