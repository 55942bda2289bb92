/* The rules of a run: the program's own pages, and those of the user's packs. */
#ifndef RULES_RULES_H
#define RULES_RULES_H

#include "git/snapshot.h"
#include "rules/rule.h"

struct rules {
    struct arena *arena;
    struct rule **items; /* sorted by id */
    size_t count;
    const struct rules *program;   /* whose rules these extend, or NULL: they are the program's */
    struct builtin_schema *schema; /* of the front matter; compiled when a pack first needs it */
};

/* No rules yet. rules_release in every case. */
void rules_init(struct rules *out, struct arena *arena);

/* Take the program's own pages, which the build has verified. A broken one is our fault: an error.
 */
int rules_load(struct rules *out, struct arena *arena, struct error *error);
void rules_release(struct rules *rules);

/*
 * The rules of PROGRAM, to which those of a tree's packs are added (rules_load_pack): these live
 * in ARENA, and until rules_release of OUT. PROGRAM stays as it is, and outlives OUT.
 */
void rules_extend(struct rules *out, const struct rules *program, struct arena *arena);

/*
 * Add the pages of a pack: the *.md files under FOLDER in SNAPSHOT. What is wrong
 * with a page goes to SINK and the page is left out.
 */
int rules_load_pack(struct rules *rules, struct str folder, const struct snapshot *snapshot,
                    struct sink *sink, struct error *error);

/* Add the page TEXT, called PATH, likewise. */
int rules_load_page(struct rules *rules, struct str path, struct str text, struct sink *sink,
                    struct error *error);

/* Validate the front matter of RULE's page: what is wrong goes to SINK. Errors: our own. */
int rule_page_check(struct rules *rules, const struct rule *rule, struct sink *sink,
                    struct error *error);

/* The rule called ID, or NULL. */
const struct rule *rules_find(const struct rules *rules, struct str id);

/* The id of a rule, or the code (rules/codes.h), nearest to a misspelt one; or empty. */
struct str rules_suggest(const struct rules *rules, struct str id);

#endif
