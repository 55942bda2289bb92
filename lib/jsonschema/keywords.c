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

/* name, code, vocabulary, schemas in it, values, order, in place, compile, check, explain */
static const struct keyword keywords[] = {
    {"$schema", NULL, CORE, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"$id", NULL, CORE, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"$anchor", NULL, CORE, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"$dynamicAnchor", NULL, CORE, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"$vocabulary", NULL, CORE, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"$comment", NULL, CORE, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"$defs", NULL, CORE, SHAPE_MAP, 0, 0, false, compile_defs, NULL, NULL},
    {"definitions", NULL, CORE, SHAPE_MAP, 0, 0, false, compile_defs, NULL, NULL},
    {"$ref", "schema-reference", CORE, SHAPE_NONE, ON_ALL, 50, true,
     compile_ref, check_ref, explain_ref},
    {"$dynamicRef", "schema-reference", CORE, SHAPE_NONE, ON_ALL, 51, true,
     compile_dynamic_ref, check_dynamic_ref, explain_dynamic_ref},

    {"type", "schema-type", VALIDATION, SHAPE_NONE, ON_ALL, 1, false,
     compile_type, check_type, explain_type},
    {"const", "schema-const", VALIDATION, SHAPE_NONE, ON_ALL, 2, false,
     compile_const, check_const, explain_const},
    {"enum", "schema-enum", VALIDATION, SHAPE_NONE, ON_ALL, 3, false,
     compile_enum, check_enum, explain_enum},
    {"multipleOf", "schema-multiple", VALIDATION, SHAPE_NONE, ON_NUMBER, 9, false,
     compile_multiple_of, check_multiple_of, explain_multiple_of},
    {"minimum", "schema-range", VALIDATION, SHAPE_NONE, ON_NUMBER, 5, false,
     compile_bound, check_minimum, explain_bound},
    {"exclusiveMinimum", "schema-range", VALIDATION, SHAPE_NONE, ON_NUMBER, 5, false,
     compile_bound, check_exclusive_minimum, explain_bound},
    {"maximum", "schema-range", VALIDATION, SHAPE_NONE, ON_NUMBER, 5, false,
     compile_bound, check_maximum, explain_bound},
    {"exclusiveMaximum", "schema-range", VALIDATION, SHAPE_NONE, ON_NUMBER, 5, false,
     compile_bound, check_exclusive_maximum, explain_bound},
    {"minLength", "schema-length", VALIDATION, SHAPE_NONE, ON_STRING, 6, false,
     compile_limit, check_min_length, explain_min_length},
    {"maxLength", "schema-length", VALIDATION, SHAPE_NONE, ON_STRING, 6, false,
     compile_limit, check_max_length, explain_max_length},
    {"pattern", "schema-pattern", VALIDATION, SHAPE_NONE, ON_STRING, 8, false,
     compile_pattern, check_pattern, explain_pattern},
    {"format", "schema-format", FORMAT, SHAPE_NONE, ON_STRING, 10, false,
     compile_format, check_format, explain_format},

    {"minItems", "schema-items", VALIDATION, SHAPE_NONE, ON_LIST, 4, false,
     compile_limit, check_min_items, explain_min_items},
    {"maxItems", "schema-items", VALIDATION, SHAPE_NONE, ON_LIST, 4, false,
     compile_limit, check_max_items, explain_max_items},
    {"uniqueItems", "schema-unique", VALIDATION, SHAPE_NONE, ON_LIST, 40, false,
     compile_unique_items, check_unique_items, explain_unique_items},
    {"prefixItems", "schema-items", APPLICATOR, SHAPE_LIST, ON_LIST, 30, false,
     compile_items, check_items, explain_items},
    {"items", "schema-items", APPLICATOR, SHAPE_ONE, ON_LIST, 30, false,
     compile_items, check_items, explain_items},
    {"contains", "schema-contains", APPLICATOR, SHAPE_ONE, ON_LIST, 31, false,
     compile_contains, check_contains, explain_contains},
    {"minContains", NULL, VALIDATION, SHAPE_NONE, 0, 0, false, ANNOTATION},
    {"maxContains", NULL, VALIDATION, SHAPE_NONE, 0, 0, false, ANNOTATION},

    {"minProperties", "schema-properties", VALIDATION, SHAPE_NONE, ON_MAP, 4, false,
     compile_limit, check_min_properties, explain_min_properties},
    {"maxProperties", "schema-properties", VALIDATION, SHAPE_NONE, ON_MAP, 4, false,
     compile_limit, check_max_properties, explain_max_properties},
    {"required", "schema-required", VALIDATION, SHAPE_NONE, ON_MAP, 11, false,
     compile_required, check_required, explain_required},
    {"properties", "schema-unknown-property", APPLICATOR, SHAPE_MAP, ON_MAP, 20, false,
     compile_fields, check_fields, explain_fields},
    {"patternProperties", "schema-unknown-property", APPLICATOR, SHAPE_MAP, ON_MAP, 20, false,
     compile_fields, check_fields, explain_fields},
    {"additionalProperties", "schema-unknown-property", APPLICATOR, SHAPE_ONE, ON_MAP, 20, false,
     compile_fields, check_fields, explain_fields},
    {"propertyNames", "schema-property-name", APPLICATOR, SHAPE_ONE, ON_MAP, 32, false,
     compile_property_names, check_property_names, explain_property_names},
    {"dependentRequired", "schema-dependent", VALIDATION, SHAPE_NONE, ON_MAP, 12, false,
     compile_triggers, check_triggers, explain_triggers},
    {"dependentSchemas", "schema-dependent", APPLICATOR, SHAPE_MAP, ON_MAP, 33, true,
     compile_triggers, check_triggers, explain_triggers},
    {"dependencies", "schema-dependent", APPLICATOR, SHAPE_MIXED, ON_MAP, 33, true,
     compile_triggers, check_triggers, explain_triggers},

    {"allOf", "schema-all-of", APPLICATOR, SHAPE_LIST, ON_ALL, 52, true,
     compile_schemas, check_all_of, explain_all_of},
    {"anyOf", "schema-any-of", APPLICATOR, SHAPE_LIST, ON_ALL, 53, true,
     compile_schemas, check_any_of, explain_any_of},
    {"oneOf", "schema-one-of", APPLICATOR, SHAPE_LIST, ON_ALL, 54, true,
     compile_schemas, check_one_of, explain_one_of},
    {"not", "schema-not", APPLICATOR, SHAPE_ONE, ON_ALL, 55, true,
     compile_schema, check_not, explain_not},
    {"if", "schema-if", APPLICATOR, SHAPE_ONE, ON_ALL, 56, true,
     compile_if, check_if, explain_if},
    {"then", NULL, APPLICATOR, SHAPE_ONE, 0, 0, false, ANNOTATION},
    {"else", NULL, APPLICATOR, SHAPE_ONE, 0, 0, false, ANNOTATION},

    {"unevaluatedItems", "schema-items", UNEVALUATED, SHAPE_ONE, ON_LIST, 90, false,
     compile_schema, check_unevaluated_items, explain_unevaluated_items},
    {"unevaluatedProperties", "schema-unknown-property", UNEVALUATED, SHAPE_ONE, ON_MAP, 91, false,
     compile_schema, check_unevaluated_properties, explain_unevaluated_properties},

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

const struct keyword keyword_false = {
    "", "schema-not-allowed", CORE, SHAPE_NONE, ON_ALL, 0, false, NULL, check_false, explain_false,
};

enum { KEYWORD_COUNT = sizeof keywords / sizeof keywords[0] };

const struct keyword *keyword_find(struct str name)
{
    for (size_t i = 0; i < KEYWORD_COUNT; i++)
        if (str_equal_c(name, keywords[i].name))
            return &keywords[i];
    return NULL;
}

enum shape keyword_shape(struct str name)
{
    const struct keyword *keyword = keyword_find(name);

    return keyword ? keyword->shape : SHAPE_NONE;
}

void keyword_suggest(struct suggestion *suggestion)
{
    for (size_t i = 0; i < KEYWORD_COUNT; i++)
        suggestion_offer(suggestion, str_of(keywords[i].name));
}
