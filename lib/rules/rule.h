/*
 * Rules: pages of rules/ (and of the user's own packs), read and held as data;
 * compiled for a kind only when that kind is present (rules/compiled.h).
 * The front matter of a page is described by schema/rule/schema.yaml.
 */
#ifndef RULES_RULE_H
#define RULES_RULE_H

#include "git/snapshot.h"
#include "model/model.h"
#include "rules/finding.h"
#include "value/diagnostic.h"

/* A parameter with its default; `rules: {ID: {params: ...}}` may set it. */
struct rule_param {
    struct str name;
    struct str description;
    const struct value *value; /* the default */
};

struct rule {
    struct str id;            /* the file's name without ".md" */
    struct str folder;        /* the shelf: "control" of rules/control/ */
    struct str title;         /* the page's first heading */
    struct source *source;    /* the whole page */
    bool own;                 /* of a user's pack, not of the program */
    const struct value *page; /* the front matter */
    struct str_list on;       /* kinds, or "document", "artifact", "isms" */
    enum severity severity;
    enum basis basis;
    enum finding_verdict verdict; /* of what it finds: a failure, unless the page says otherwise */
    bool clock;                   /* only the passing of time triggers it */
    bool landed;                  /* it tells of what has landed already */
    struct str_list clauses;      /* "iso27001:2022 6.1.3 d" */
    struct rule_param *params;
    size_t param_count;
    struct compilations *compiled; /* with the page's own parameters (rules/compiled.h); kept from
                                      tree to tree */
};

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

/* May the rule judge artifacts of KIND? ("document": kinds with that form; "artifact": all.) */
bool rule_judges(const struct rule *rule, const struct kind *kind);
/* Does it judge ARTIFACT? A row of a register is no document. */
bool rule_judges_artifact(const struct rule *rule, const struct artifact *artifact);
/* Is it judged once, for the ISMS as a whole? */
bool rule_judges_isms(const struct rule *rule);

#endif
