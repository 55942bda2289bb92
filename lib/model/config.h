/*
 * The configuration, .ismslint.yaml: how what people already have maps onto
 * kinds, which rules apply how, and what an approval needs (design.md,
 * sections 5 and 7). Its JSON Schema is schema/config/schema.yaml.
 */
#ifndef MODEL_CONFIG_H
#define MODEL_CONFIG_H

#include "base/error.h"
#include "base/glob_index.h"
#include "base/zone.h"
#include "model/forge.h"
#include "model/mapping.h"
#include "value/diagnostic.h"

#define CONFIG_NAME ".ismslint.yaml"

/* One entry of `rules:`. */
struct rule_setting {
    struct str rule;
    struct span span;
    struct value *severity; /* a string or false, or NULL: the page's */
    struct value *params;   /* a map, or NULL */
};

/* One kind of `approvals.required:`. */
struct approval_requirement {
    struct str kind;
    bool asked;            /* false: no approval is asked for */
    struct str_list roles; /* empty: any role */
    struct str level;      /* "asserted", "vouched", "signed"; empty: the profile's */
    int64_t quorum;        /* at least 1 */
};

struct approval_config {
    bool strict;              /* profile: strict */
    struct str_list trailers; /* keys that approve */
    struct str records;       /* folder of approval records, with a final '/' */
    struct str_list notes;    /* refs */
    bool merge;               /* a merge by somebody else counts */
    bool strict_independence; /* independence: strict */
    struct str control; /* id of the evidence item under which authors may approve; or empty */
    struct span control_span; /* where it is named */
    int64_t late_after;       /* days */
    struct str baseline;      /* a commit, or empty */
    struct approval_requirement *required;
    size_t required_count;
    struct str_list entitlement; /* roles that may assign roles; none: as the register has it */
    struct str_list governors; /* roles that `required` names: by default they approve this file */
};

struct config {
    struct source *source; /* NULL: there is no configuration */
    struct value *root;
    struct str_list frameworks; /* "iso27001:2022", ... */
    struct str mainline;        /* a branch, or empty */
    struct zone zone;           /* in which days begin and end */
    struct str zone_name;       /* "UTC", "UTC+02:00", "Europe/Berlin" */
    struct mapping *mappings;
    size_t mapping_count;
    struct glob_index claims; /* globs of `artifacts:` and by default, of kinds by number */
    struct value *sections;   /* section key -> list of headings, or NULL */
    struct rule_setting *rules;
    size_t rule_count;
    struct str_list packs; /* folders of rule pages, with a final '/' */
    struct forges forges;  /* of `forges:` */
    struct approval_config approvals;
};

/*
 * Read the configuration in SOURCE (NULL: the defaults). What is wrong with it is
 * reported to SINK, and the rest of it is used. Names of rules are checked by lib/rules.
 */
int config_load(struct config *out, struct source *source, struct kinds *kinds, struct arena *arena,
                struct sink *sink, struct error *error);
/*
 * Let JUDGING say in CONFIG's place how artifacts are judged: rules, frameworks and what approvals
 * need. What files hold stays CONFIG's. JUDGING outlives it.
 */
void config_judge_as(struct config *config, const struct config *judging);
void config_release(struct config *config);

/*
 * What `approvals.required` says of a kind: its entry, or the default of kind and profile. The
 * configuration may be approved by whoever holds a role that `required` names for any kind.
 */
struct approval_requirement config_requirement(const struct config *config,
                                               const struct kind *kind);

/*
 * How strong the evidence for REQUIREMENT has to be: 0 asserted, 1 vouched, 2 signed. Profile
 * strict wants policies signed and the rest vouched for.
 */
int config_level(const struct config *config, const struct approval_requirement *requirement);

/* Is PATH the configuration, or a rule page of a pack: what has approvals of its own? */
bool config_governs(const struct config *config, struct str path);

/* Is PATH an instruction to us (a record, a rule page, the configuration) and no artifact? */
bool config_reserves(const struct config *config, struct str path);

/* The setting of a rule, or NULL. */
const struct rule_setting *config_rule(const struct config *config, struct str rule);

#endif
