/*
 * A rule: a page of rules/ or of a user's own pack, held as data; compiled for a kind only when
 * that kind is present (rules/compiled.h). The front matter of a page is described by
 * schema/rule/schema.yaml.
 */
#ifndef RULES_RULE_H
#define RULES_RULE_H

#include "model/artifact.h"
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
    struct str_list related;      /* ids of rules about a neighbouring question */
    struct rule_param *params;
    size_t param_count;
    struct compilations *compiled; /* with the page's own parameters (rules/compiled.h); kept from
                                      tree to tree */
};

/*
 * Take from PATH what RULE is called, and from its front matter (rule->page), which is valid, all
 * else; what is listed lives in ARENA.
 */
void rule_read(struct rule *rule, struct str path, struct arena *arena);

/* May the rule judge artifacts of KIND? ("document": kinds with that form; "artifact": all.) */
bool rule_judges(const struct rule *rule, const struct kind *kind);
/* Does it judge ARTIFACT? A row of a register is no document. */
bool rule_judges_artifact(const struct rule *rule, const struct artifact *artifact);
/* Is it judged once, for the ISMS as a whole? */
bool rule_judges_isms(const struct rule *rule);

#endif
