/* The functions that the table in keywords.c is made of; see struct keyword. */
#ifndef JSONSCHEMA_RULES_H
#define JSONSCHEMA_RULES_H

#include "jsonschema/schema.h"

#define RULE_COMPILE(name)                                                                         \
    bool jsonschema_compile_##name(struct compiler *compiler, struct rule *rule,                   \
                                   const struct value_entry *entry)
#define RULE_CHECK(name)                                                                           \
    bool jsonschema_check_##name(struct run *run, const struct rule *rule,                         \
                                 const struct value *value, struct evaluated *evaluated)
#define RULE_EXPLAIN(name)                                                                         \
    bool jsonschema_explain_##name(struct explanation *explanation, const struct rule *rule,       \
                                   const struct spot *spot, const struct trail *trail)
#define RULE(name)                                                                                 \
    RULE_COMPILE(name);                                                                            \
    RULE_CHECK(name);                                                                              \
    RULE_EXPLAIN(name)

/* rules_value.c */
RULE(type);
RULE(enum);
RULE(const);
RULE_CHECK(false);
RULE_EXPLAIN(false);

/* rules_number.c */
RULE_COMPILE(bound);
RULE_CHECK(minimum);
RULE_CHECK(exclusive_minimum);
RULE_CHECK(maximum);
RULE_CHECK(exclusive_maximum);
RULE_EXPLAIN(bound);
RULE(multiple_of);

/* rules_string.c */
RULE_COMPILE(limit);
RULE_CHECK(min_length);
RULE_CHECK(max_length);
RULE_EXPLAIN(min_length);
RULE_EXPLAIN(max_length);
RULE(pattern);
RULE(format);

/* rules_list.c */
RULE(items);
RULE(contains);
RULE_CHECK(min_items);
RULE_CHECK(max_items);
RULE_EXPLAIN(min_items);
RULE_EXPLAIN(max_items);
RULE(unique_items);

/* rules_fields.c */
RULE(fields);

/* rules_map.c */
RULE(required);
RULE_CHECK(min_properties);
RULE_CHECK(max_properties);
RULE_EXPLAIN(min_properties);
RULE_EXPLAIN(max_properties);
RULE(property_names);

/* rules_dependent.c */
RULE_COMPILE(triggers);
RULE_CHECK(triggers);
RULE_EXPLAIN(triggers);

/* rules_logic.c */
RULE_COMPILE(schema);
RULE_COMPILE(schemas);
RULE_CHECK(all_of);
RULE_EXPLAIN(all_of);
RULE_CHECK(any_of);
RULE_EXPLAIN(any_of);
RULE_CHECK(one_of);
RULE_EXPLAIN(one_of);
RULE_CHECK(not );
RULE_EXPLAIN(not );
RULE(if);

/* rules_reference.c */
RULE_COMPILE(defs);
RULE(ref);
RULE(dynamic_ref);

/* rules_unevaluated.c */
RULE_CHECK(unevaluated_properties);
RULE_EXPLAIN(unevaluated_properties);
RULE_CHECK(unevaluated_items);
RULE_EXPLAIN(unevaluated_items);

#endif
