/* The fields that a kind's schema declares, in the form that mappings and rules need. */
#ifndef MODEL_FIELD_H
#define MODEL_FIELD_H

#include "value/value.h"

/* Types that a field may have, or-ed. */
enum field_type {
    FIELD_TYPE_NULL = 1,
    FIELD_TYPE_BOOL = 2,
    FIELD_TYPE_INT = 4,
    FIELD_TYPE_NUMBER = 8,
    FIELD_TYPE_STRING = 16,
    FIELD_TYPE_LIST = 32,
    FIELD_TYPE_MAP = 64
};

struct field_list {
    struct field *items; /* in the schema's order */
    size_t count;
    bool open; /* other fields may occur */
};

struct field {
    struct str name;
    struct str doc; /* the schema's description or title */
    unsigned types; /* field_type, or-ed; 0: any */
    bool required;
    bool date;                /* a string with `format: date` */
    struct str_list allowed;  /* the strings of an enum, if it has nothing else */
    struct field *item;       /* of lists: what the items are, or NULL */
    struct field_list fields; /* of maps */
};

/* Describe the properties of the object schema ROOT, in ARENA. */
void fields_describe(struct field_list *out, const struct value *root, struct arena *arena);

/* The field called NAME, or NULL. */
const struct field *field_find(const struct field_list *fields, struct str name);

#endif
