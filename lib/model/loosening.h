/*
 * What one configuration asks less for than another: of approvals, rules and frameworks. What
 * mappings take out shows in what the two find in one tree (lib/rules/governance.c).
 */
#ifndef MODEL_LOOSENING_H
#define MODEL_LOOSENING_H

#include "base/vector.h"
#include "model/config.h"

/* One thing that is asked no more, or less strictly. */
struct loosening {
    struct str text;  /* "rule `x` is off", without a full stop */
    struct span span; /* where AFTER says so; without a source: it says nothing any more */
    bool lasting; /* it judges what lands while it stands, so that undoing it does not undo all */
};

typedef VECTOR(struct loosening) loosening_list;

/* What the configuration alone does not tell. */
struct loosening_help {
    const struct kinds *kinds;
    /* The severity of a rule where the configuration is silent: 0 off, 1 note, 2 warning, 3 error;
     * -1: there is no such rule. */
    int (*severity)(void *context, struct str rule);
    /* The value of a rule's parameter where the configuration is silent; NULL: it has none. */
    const struct value *(*param)(void *context, struct str rule, struct str name);
    /* Does B begin the id of a commit, and of a later one than A? Empty is before the first. */
    bool (*is_later)(void *context, struct str a, struct str b);
    void *context;
    struct arena *arena; /* holds the texts */
};

/* Append what AFTER loosens with respect to BEFORE. */
void loosenings_find(loosening_list *out, const struct config *before, const struct config *after,
                     const struct loosening_help *help);

/*
 * A part of that: a forge whose addresses name logins, and a date that a mapping makes one of
 * review, which changes without an approval.
 */
void loosenings_find_reading(loosening_list *out, const struct config *before,
                             const struct config *after, struct arena *arena);

/*
 * Append what the front matter AFTER (NULL: there is none) of the rule page at PATH loosens with
 * respect to BEFORE: its severity, or in a way that nobody can tell what it judges.
 */
void loosenings_find_page(loosening_list *out, struct str path, const struct value *before,
                          const struct value *after, struct arena *arena);

#endif
