/*
 * Compiled schemas and how they are run. A schema is a list of rules, a rule is
 * one keyword (or some that only work together) with what it needs, prepared.
 * Private to the folder.
 */
#ifndef JSONSCHEMA_SCHEMA_H
#define JSONSCHEMA_SCHEMA_H

#include <string.h>

#include "base/vector.h"
#include "jsonschema/evaluated.h"
#include "jsonschema/registry.h"

struct run;
struct rule;
struct compiler;
struct explanation;
struct spot;
struct trail;

/* Where a keyword's value holds schemas. */
enum shape {
    SHAPE_NONE,  /* no schemas in it */
    SHAPE_ONE,   /* it is a schema */
    SHAPE_LIST,  /* a list of schemas */
    SHAPE_MAP,   /* a map of schemas */
    SHAPE_MIXED, /* a map of schemas or lists of strings: `dependencies` */
};

/* Bits of enum value_type, for the values that a keyword is about. */
enum {
    ON_NUMBER = 1u << VALUE_INT | 1u << VALUE_DOUBLE,
    ON_STRING = 1u << VALUE_STRING,
    ON_LIST = 1u << VALUE_LIST,
    ON_MAP = 1u << VALUE_MAP,
    ON_ALL = (1u << (VALUE_MAP + 1)) - 1
};

/* A row of the table in keywords.c. */
struct keyword {
    const char *name;
    const char *code;    /* of its diagnostics, or NULL */
    unsigned vocabulary; /* bits: any of them brings it */
    enum shape shape;
    unsigned types; /* of values that it is about */
    int order;      /* rules run in this order: the cheap first, unevaluated* last */
    bool in_place;  /* applies its schemas to the value itself */
    /*
     * Fill in RULE from ENTRY. Returns false if there is nothing to check (or
     * a fault was reported). NULL: the keyword only annotates.
     */
    bool (*compile)(struct compiler *compiler, struct rule *rule, const struct value_entry *entry);
    /* Is VALUE (of one of `types`) all right? Marks what it evaluates if EVALUATED is not NULL. */
    bool (*check)(struct run *run, const struct rule *rule, const struct value *value,
                  struct evaluated *evaluated);
    /* As check, reporting what is wrong. */
    bool (*explain)(struct explanation *explanation, const struct rule *rule,
                    const struct spot *spot, const struct trail *trail);
};

struct name {
    struct str text;
    uint64_t hash; /* str_hash(text) */
};

static inline bool words_equal(const char *a, const char *b)
{
    uint64_t word_a, word_b;

    memcpy(&word_a, a, sizeof word_a);
    memcpy(&word_b, b, sizeof word_b);
    return word_a == word_b;
}

static inline bool halves_equal(const char *a, const char *b)
{
    uint32_t half_a, half_b;

    memcpy(&half_a, a, sizeof half_a);
    memcpy(&half_b, b, sizeof half_b);
    return half_a == half_b;
}

/*
 * Are LEN bytes the same? Names are short; calling memcmp for each took a
 * quarter of the time. Pieces at both ends may overlap in the middle.
 */
static inline bool bytes_equal(const char *a, const char *b, size_t len)
{
    if (len > 16)
        return memcmp(a, b, len) == 0;
    if (len >= 8)
        return words_equal(a, b) && words_equal(a + len - 8, b + len - 8);
    if (len >= 4)
        return halves_equal(a, b) && halves_equal(a + len - 4, b + len - 4);
    return len == 0 || (a[0] == b[0] && a[len / 2] == b[len / 2] && a[len - 1] == b[len - 1]);
}

/* Is the entry called NAME? */
static inline bool is_named(const struct value_entry *entry, const struct name *name)
{
    return entry->hash == name->hash && entry->key.len == name->text.len &&
           bytes_equal(entry->key.data, name->text.data, name->text.len);
}

struct rule {
    bool (*check)(struct run *run, const struct rule *rule, const struct value *value,
                  struct evaluated *evaluated); /* the keyword's, copied for speed */
    unsigned types;                             /* likewise */
    unsigned allowed;                           /* `type`: bits of the types allowed */
    const struct keyword *keyword;
    const struct value_entry *entry; /* the keyword in the schema; NULL: the schema is `false` */
    const struct schema *owner;      /* the schema that it belongs to */
    const struct schema **subschemas;
    size_t subschema_count;
    union {
        size_t limit;              /* minLength, maxItems, ... */
        const struct value *value; /* const, minimum, multipleOf, ... */
        const struct enumeration *enumeration;
        const struct pattern *pattern;
        const struct format *format;
        struct fields *fields;           /* properties and friends */
        const struct names *names;       /* required */
        const struct triggers *triggers; /* dependentRequired, dependentSchemas */
        struct {
            size_t least, most; /* contains */
        } bounds;
        size_t dynamic; /* $dynamicRef: number of the dynamic anchor's name, from 1; 0: fixed */
    };
};

struct names {
    struct name *items;
    size_t count;
};

struct schema {
    struct rule *rules;
    size_t rule_count;
    unsigned allowed;   /* bits of the types that `type` allows */
    size_t first_check; /* the rules before it (`type`, `required`) are looked after elsewhere */
    bool applies;       /* some rule has subschemas */
    bool tracks;        /* has unevaluated*: the other rules must mark what they evaluate */
    size_t number;      /* in the order of compiling */
    const struct resource *resource;
    const struct place *place;
};

/* Is it the schema `false`? */
static inline bool schema_is_false(const struct schema *schema)
{
    return schema->rule_count == 1 && !schema->rules[0].entry;
}

/* Where each resource's dynamic anchors lead: schemas[name - 1][resource->number]. */
struct jsonschema {
    const struct schema *root;
    const struct schema ***dynamic;
    size_t dynamic_count;  /* names */
    size_t resource_count; /* resources when it was compiled; later ones have no entry */
    struct arena *arena;
    VECTOR(struct pattern *) patterns; /* to be freed */
};

/* The resources whose schemas are being applied, the innermost first (Core, section 7.1). */
struct scope {
    const struct scope *outer;
    const struct resource *resource;
};

/* What ended a run before its time. */
enum limit_kind {
    LIMIT_KIND_NONE,
    LIMIT_KIND_DEPTH,
    LIMIT_KIND_STEPS,
    LIMIT_KIND_REGEX,
    LIMIT_KIND_DECIMAL
};

struct limit_hit {
    enum limit_kind kind;
    const struct rule *rule;   /* that hit it, or NULL */
    const struct value *value; /* where */
};

struct run {
    const struct jsonschema *jsonschema;
    const struct scope *scope;
    size_t depth; /* of schemas applied within each other */
    size_t steps; /* schemas applied so far, and other work */
    bool lenient; /* go on after a failure, and let failing schemas mark what they evaluate */
    struct limit_hit hit; /* the first limit hit */
};

void jsonschema_run_init(struct run *run, const struct jsonschema *jsonschema);
/* Note that a limit was hit; the value then is invalid whatever else is found. Returns false. */
bool jsonschema_run_hit_limit(struct run *run, enum limit_kind kind, const struct rule *rule,
                              const struct value *value);

/*
 * Work that is no application of a schema counts as well, by what is looked at (work.c): so many
 * steps, the size of VALUE, or comparing all of it with so many others. False at the limit.
 */
bool jsonschema_run_spend(struct run *run, const struct rule *rule, const struct value *value,
                          size_t steps);
bool jsonschema_run_spend_size(struct run *run, const struct rule *rule, const struct value *value);
bool jsonschema_run_spend_comparison(struct run *run, const struct rule *rule,
                                     const struct value *value, size_t times);

/* Entering and leaving a schema, for check and explain alike. */
struct entry {
    const struct scope *outer;
    struct scope scope;
};
bool jsonschema_run_enter(struct run *run, struct entry *entry, const struct schema *schema,
                          const struct value *value);
void jsonschema_run_leave(struct run *run, const struct entry *entry);

/* Is VALUE of one of the types ALLOWED? 1.0 is an integer. */
bool jsonschema_type_allows(unsigned allowed, const struct value *value);

/* Is VALUE valid against SCHEMA? EVALUATED may be NULL. */
bool jsonschema_check(struct run *run, const struct schema *schema, const struct value *value,
                      struct evaluated *evaluated);

/* Marks what all rules but unevaluated* evaluate; leniently if they do not all hold. */
void jsonschema_mark_evaluated(struct run *run, const struct schema *schema,
                               const struct value *value, struct evaluated *evaluated);

#endif
