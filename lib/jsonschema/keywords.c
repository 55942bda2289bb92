#include "jsonschema/keywords.h"

#include "jsonschema/rules.h"

enum {
    CORE = VOCABULARY_CORE,
    APPLICATOR = VOCABULARY_APPLICATOR,
    UNEVALUATED = VOCABULARY_UNEVALUATED,
    VALIDATION = VOCABULARY_VALIDATION,
    META_DATA = VOCABULARY_META_DATA,
    CONTENT = VOCABULARY_CONTENT,
    FORMAT = VOCABULARY_FORMAT_ANNOTATION | VOCABULARY_FORMAT_ASSERTION,
};

/* clang-format off */
#define ANNOTATION NULL, NULL, NULL
#define RULES(compile, check, explain)                                                             \
    jsonschema_compile_##compile, jsonschema_check_##check, jsonschema_explain_##explain

/* name, code, vocabulary, schemas in it, values, order, in place, compile, check, explain */
static const struct keyword keywords[] = {
    {"$schema", NULL, CORE, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"$id", NULL, CORE, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"$anchor", NULL, CORE, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"$dynamicAnchor", NULL, CORE, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"$vocabulary", NULL, CORE, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"$comment", NULL, CORE, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"$defs", NULL, CORE, SHAPE_MAP, 0, 0, false, jsonschema_compile_defs, NULL, NULL},
    {"definitions", NULL, CORE, SHAPE_MAP, 0, 0, false, jsonschema_compile_defs, NULL, NULL},
    {"$ref", "schema-reference", CORE, SHAPE_NONE, ON_ALL, 50, true,
     RULES(ref, ref, ref)},
    {"$dynamicRef", "schema-reference", CORE, SHAPE_NONE, ON_ALL, 51, true,
     RULES(dynamic_ref, dynamic_ref, dynamic_ref)},

    {"type", "schema-type", VALIDATION, SHAPE_NONE, ON_ALL, 1, false,
     RULES(type, type, type)},
    {"const", "schema-const", VALIDATION, SHAPE_NONE, ON_ALL, 2, false,
     RULES(const, const, const)},
    {"enum", "schema-enum", VALIDATION, SHAPE_NONE, ON_ALL, 3, false,
     RULES(enum, enum, enum)},
    {"multipleOf", "schema-multiple", VALIDATION, SHAPE_NONE, ON_NUMBER, 9, false,
     RULES(multiple_of, multiple_of, multiple_of)},
    {"minimum", "schema-range", VALIDATION, SHAPE_NONE, ON_NUMBER, 5, false,
     RULES(bound, minimum, bound)},
    {"exclusiveMinimum", "schema-range", VALIDATION, SHAPE_NONE, ON_NUMBER, 5, false,
     RULES(bound, exclusive_minimum, bound)},
    {"maximum", "schema-range", VALIDATION, SHAPE_NONE, ON_NUMBER, 5, false,
     RULES(bound, maximum, bound)},
    {"exclusiveMaximum", "schema-range", VALIDATION, SHAPE_NONE, ON_NUMBER, 5, false,
     RULES(bound, exclusive_maximum, bound)},
    {"minLength", "schema-length", VALIDATION, SHAPE_NONE, ON_STRING, 6, false,
     RULES(limit, min_length, min_length)},
    {"maxLength", "schema-length", VALIDATION, SHAPE_NONE, ON_STRING, 6, false,
     RULES(limit, max_length, max_length)},
    {"pattern", "schema-pattern", VALIDATION, SHAPE_NONE, ON_STRING, 8, false,
     RULES(pattern, pattern, pattern)},
    {"format", "schema-format", FORMAT, SHAPE_NONE, ON_STRING, 10, false,
     RULES(format, format, format)},

    {"minItems", "schema-items", VALIDATION, SHAPE_NONE, ON_LIST, 4, false,
     RULES(limit, min_items, min_items)},
    {"maxItems", "schema-items", VALIDATION, SHAPE_NONE, ON_LIST, 4, false,
     RULES(limit, max_items, max_items)},
    {"uniqueItems", "schema-unique", VALIDATION, SHAPE_NONE, ON_LIST, 40, false,
     RULES(unique_items, unique_items, unique_items)},
    {"prefixItems", "schema-items", APPLICATOR, SHAPE_LIST, ON_LIST, 30, false,
     RULES(items, items, items)},
    {"items", "schema-items", APPLICATOR, SHAPE_ONE, ON_LIST, 30, false,
     RULES(items, items, items)},
    {"contains", "schema-contains", APPLICATOR, SHAPE_ONE, ON_LIST, 31, false,
     RULES(contains, contains, contains)},
    {"minContains", NULL, VALIDATION, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"maxContains", NULL, VALIDATION, SHAPE_NONE, 0, 0, false, ANNOTATION},

    {"minProperties", "schema-properties", VALIDATION, SHAPE_NONE, ON_MAP, 4, false,
     RULES(limit, min_properties, min_properties)},
    {"maxProperties", "schema-properties", VALIDATION, SHAPE_NONE, ON_MAP, 4, false,
     RULES(limit, max_properties, max_properties)},
    {"required", "schema-required", VALIDATION, SHAPE_NONE, ON_MAP, 11, false,
     RULES(required, required, required)},
    {"properties", "schema-unknown-property", APPLICATOR, SHAPE_MAP, ON_MAP, 20, false,
     RULES(fields, fields, fields)},
    {"patternProperties", "schema-unknown-property", APPLICATOR, SHAPE_MAP, ON_MAP, 20, false,
     RULES(fields, fields, fields)},
    {"additionalProperties", "schema-unknown-property", APPLICATOR, SHAPE_ONE, ON_MAP, 20, false,
     RULES(fields, fields, fields)},
    {"propertyNames", "schema-property-name", APPLICATOR, SHAPE_ONE, ON_MAP, 32, false,
     RULES(property_names, property_names, property_names)},
    {"dependentRequired", "schema-dependent", VALIDATION, SHAPE_NONE, ON_MAP, 12, false,
     RULES(triggers, triggers, triggers)},
    {"dependentSchemas", "schema-dependent", APPLICATOR, SHAPE_MAP, ON_MAP, 33, true,
     RULES(triggers, triggers, triggers)},
    {"dependencies", "schema-dependent", APPLICATOR, SHAPE_MIXED, ON_MAP, 33, true,
     RULES(triggers, triggers, triggers)},

    {"allOf", "schema-all-of", APPLICATOR, SHAPE_LIST, ON_ALL, 52, true,
     RULES(schemas, all_of, all_of)},
    {"anyOf", "schema-any-of", APPLICATOR, SHAPE_LIST, ON_ALL, 53, true,
     RULES(schemas, any_of, any_of)},
    {"oneOf", "schema-one-of", APPLICATOR, SHAPE_LIST, ON_ALL, 54, true,
     RULES(schemas, one_of, one_of)},
    {"not", "schema-not", APPLICATOR, SHAPE_ONE, ON_ALL, 55, true,
     RULES(schema, not, not)},
    {"if", "schema-if", APPLICATOR, SHAPE_ONE, ON_ALL, 56, true,
     RULES(if, if, if)},
    {"then", NULL, APPLICATOR, SHAPE_ONE, 0, 0, false, ANNOTATION},
    {"else", NULL, APPLICATOR, SHAPE_ONE, 0, 0, false, ANNOTATION},

    {"unevaluatedItems", "schema-items", UNEVALUATED, SHAPE_ONE, ON_LIST, 90, false,
     RULES(schema, unevaluated_items, unevaluated_items)},
    {"unevaluatedProperties", "schema-unknown-property", UNEVALUATED, SHAPE_ONE, ON_MAP, 91, false,
     RULES(schema, unevaluated_properties, unevaluated_properties)},

    {"title", NULL, META_DATA, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"description", NULL, META_DATA, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"errorMessage", NULL, META_DATA, SHAPE_NONE, 0, 0, false, ANNOTATION}, /* ours: the reason */
    {"default", NULL, META_DATA, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"deprecated", NULL, META_DATA, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"readOnly", NULL, META_DATA, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"writeOnly", NULL, META_DATA, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"examples", NULL, META_DATA, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"contentEncoding", NULL, CONTENT, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"contentMediaType", NULL, CONTENT, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"contentSchema", NULL, CONTENT, SHAPE_ONE, 0, 0, false, ANNOTATION},
};
/* clang-format on */

const struct keyword jsonschema_keyword_false = {
    "",
    "schema-not-allowed",
    CORE,
    SHAPE_NONE,
    ON_ALL,
    0,
    false,
    NULL,
    jsonschema_check_false,
    jsonschema_explain_false,
};

enum { KEYWORD_COUNT = sizeof keywords / sizeof keywords[0] };

const struct keyword *jsonschema_keyword_find(struct str name)
{
    for (size_t i = 0; i < KEYWORD_COUNT; i++)
        if (str_equal_c(name, keywords[i].name))
            return &keywords[i];
    return NULL;
}

enum shape jsonschema_keyword_shape(struct str name)
{
    const struct keyword *keyword = jsonschema_keyword_find(name);

    return keyword ? keyword->shape : SHAPE_NONE;
}

void jsonschema_keyword_suggest(struct suggestion *suggestion)
{
    for (size_t i = 0; i < KEYWORD_COUNT; i++)
        suggestion_offer(suggestion, str_of(keywords[i].name));
}
