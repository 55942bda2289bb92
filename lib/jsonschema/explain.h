/*
 * The second pass over an invalid value: what is wrong, where, in words. It
 * applies the same rules with the paths by which it came. Private to the folder.
 */
#ifndef JSONSCHEMA_EXPLAIN_H
#define JSONSCHEMA_EXPLAIN_H

#include "base/buffer.h"
#include "jsonschema/schema.h"

/* Where we are in the value. */
struct spot {
    const struct spot *outer; /* the list or map that holds it; NULL at the root */
    const struct value *value;
    const struct value_entry *entry; /* its entry, if the outer value is a map */
    size_t index;                    /* its index, if it is a list */
    struct span span;                /* of the value, or of the alias that stands for it */
    bool is_name;                    /* the value is the name of `entry` (propertyNames) */
};

/* Where we are in the schemas, and how we came there. */
struct trail {
    const struct trail *outer; /* NULL at the root */
    const struct schema *schema;
    struct str keyword; /* of the outer schema that applies this one */
    struct str token;   /* and the name in it: "/properties/NAME"; data NULL: none */
};

/* One diagnostic, with what the choice among alternatives needs to know. */
struct complaint {
    struct diagnostic *diagnostic;
    const struct rule *rule;
    const struct value *value; /* what it is about */
    size_t depth;              /* of that value in the document */
    struct str subject;        /* what it is called */
};

struct explanation {
    struct run run;
    struct arena *arena; /* the sink's */
    VECTOR(struct complaint) complaints;
};

/* Report why VALUE failed, or that it hit a limit. */
void jsonschema_explain_failure(const struct jsonschema *schema, const struct value *value,
                                const struct limit_hit *hit, struct sink *sink);

/* Apply trail->schema to the value at SPOT and report what is wrong. Returns whether it is valid.
 */
bool jsonschema_explain_schema(struct explanation *explanation, const struct trail *trail,
                               const struct spot *spot);

/* As jsonschema_explain_schema, for a subschema of RULE under TOKEN (data NULL: none), of KEYWORD.
 */
bool jsonschema_explain_subschema(struct explanation *explanation, const struct schema *schema,
                                  struct str keyword, struct str token, const struct trail *trail,
                                  const struct spot *spot);

/* An index as a token. */
struct str jsonschema_explain_index(struct explanation *explanation, size_t index);

struct spot jsonschema_spot_of_entry(const struct spot *map, const struct value_entry *entry);
struct spot jsonschema_spot_of_item(const struct spot *list, size_t index);

/*
 * Report that RULE fails at SPOT. The span is the value's by the design's
 * rule; the paths are filled in, and the schema's own words become the help.
 */
struct diagnostic *jsonschema_explain_report(struct explanation *explanation,
                                             const struct rule *rule, const struct spot *spot,
                                             const struct trail *trail, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* Set the paths to KEYWORD of the trail's schema (data NULL: to the schema). */
void jsonschema_explain_set_keyword(struct explanation *explanation, struct diagnostic *diagnostic,
                                    const struct trail *trail, struct str keyword);

/* The schema's own words about what RULE asks for, or empty. */
struct str jsonschema_explain_reason(struct arena *arena, const struct rule *rule,
                                     const struct trail *trail);

/* How deep in the document it is; the root is at 0. */
size_t jsonschema_spot_depth(const struct spot *spot);

/* What the value is called in a sentence: "`owner`", "item 2 of `controls`", "the document". */
struct str jsonschema_spot_subject(struct arena *arena, const struct spot *spot);

/* "this value has a no-break space, U+00A0" for a short string that has one; else empty. */
struct str jsonschema_odd_space_label(struct arena *arena, const struct value *value);
/* The value in a sentence: short, on one line; strings in quotes. */
struct str jsonschema_value_quoted(struct arena *arena, const struct value *value);
/* As jsonschema_value_quoted, with the type if that does not show: `the string "5"`. */
struct str jsonschema_value_described(struct arena *arena, const struct value *value);
/* VALUES, one after the other: `"open", "closed"`; long ones are cut. */
struct str jsonschema_values_listed(struct arena *arena, const struct value *const *values,
                                    size_t count);
/* "`a`", "`a` and `b`", "`a`, `b` and `c`" */
struct str jsonschema_names_listed(struct arena *arena, const struct names *names);
/* The types in words: "a string or a list". */
struct str jsonschema_types_listed(struct arena *arena, unsigned types);

/* Report that the value is of none of the types ALLOWED (bits). */
void jsonschema_explain_wrong_type(struct explanation *explanation, const struct rule *rule,
                                   const struct spot *spot, const struct trail *trail,
                                   unsigned allowed);

/* Make DIAGNOSTIC say that VALUE, called SUBJECT, is none of VALUES; suggest the nearest. */
void jsonschema_explain_not_among(struct explanation *explanation, struct diagnostic *diagnostic,
                                  struct str subject, const struct value *value,
                                  const struct value *const *values, size_t count);

/* Report what is wrong with the nearest of the branches of RULE (anyOf, oneOf); none holds. */
void jsonschema_explain_closest(struct explanation *explanation, const struct rule *rule,
                                const struct spot *spot, const struct trail *trail);

/* Report that the property at SPOT is not known to the schema of RULE, because of KEYWORD. */
void jsonschema_explain_unknown_property(struct explanation *explanation, const struct rule *rule,
                                         const struct spot *spot, const struct trail *trail,
                                         struct str keyword);

/* Report which of NAMES the map at SPOT lacks, and BECAUSE of what, a clause with its comma. */
void jsonschema_explain_missing(struct explanation *explanation, const struct rule *rule,
                                const struct spot *spot, const struct trail *trail,
                                const struct names *names, struct str because);

#endif
