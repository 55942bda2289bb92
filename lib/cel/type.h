/*
 * The types of CEL expressions: those of the language (cel-spec, langdef.md,
 * "Values"), `period` of ours, and object types that a caller declares.
 *
 * A type is immutable and compared by structure (cel_type_equal). Simple types
 * are static; the others live in an arena.
 */
#ifndef CEL_TYPE_H
#define CEL_TYPE_H

#include "base/arena.h"
#include "base/str.h"

enum cel_type_kind {
    CEL_TYPE_DYN, /* any value; checked when evaluated */
    CEL_TYPE_NULL,
    CEL_TYPE_BOOL,
    CEL_TYPE_INT,
    CEL_TYPE_UINT,
    CEL_TYPE_DOUBLE,
    CEL_TYPE_STRING,
    CEL_TYPE_BYTES,
    CEL_TYPE_TIMESTAMP,
    CEL_TYPE_DURATION, /* an exact span of time: seconds and nanoseconds */
    CEL_TYPE_PERIOD,   /* calendar months and days, added to a timestamp by the calendar */
    CEL_TYPE_TYPE,
    CEL_TYPE_LIST,
    CEL_TYPE_MAP,
    CEL_TYPE_OPTIONAL,
    CEL_TYPE_OBJECT,    /* a map whose fields are declared */
    CEL_TYPE_PARAMETER, /* A, B, ... in the signature of a function */
    CEL_TYPE_ERROR      /* of an expression that is reported already */
};

struct cel_type {
    enum cel_type_kind kind;
    const struct cel_type *key;           /* MAP: of the keys */
    const struct cel_type *item;          /* LIST, OPTIONAL: of what is in it; MAP: of the values */
    const struct cel_object_type *object; /* OBJECT: the fields */
    const struct str *allowed;            /* STRING: the values that can occur, or NULL for all */
    size_t allowed_count;
    unsigned parameter; /* PARAMETER: its number */
};

struct cel_field {
    struct str name;
    const struct cel_type *type;
    bool optional;  /* may be absent: reading it wants `has` or `.?` */
    struct str doc; /* one sentence, or empty */
    uint64_t hash;  /* str_hash(name), filled in by cel_object_type_new */
};

struct cel_object_type {
    struct str name; /* in messages: "risk" */
    /* Not NULL: called, and set to NULL, before the fields and `open` are first looked at. */
    void (*complete)(void *context);
    void *context;
    struct cel_field *fields;
    size_t field_count;
    bool
        open; /* other fields may occur, optional and dyn, if their names are not nearly declared */
};

extern const struct cel_type cel_dyn, cel_null, cel_bool, cel_int, cel_uint, cel_double, cel_string,
    cel_bytes, cel_timestamp, cel_duration, cel_period, cel_type_type;

/* See to it that the fields of OBJECT are set. */
void cel_object_type_complete(const struct cel_object_type *object);

const struct cel_type *cel_list_of(struct arena *arena, const struct cel_type *item);
const struct cel_type *cel_map_of(struct arena *arena, const struct cel_type *key,
                                  const struct cel_type *item);
const struct cel_type *cel_optional_of(struct arena *arena, const struct cel_type *item);
/* A string that is always one of ALLOWED (borrowed). */
const struct cel_type *cel_string_among(struct arena *arena, const struct str *allowed,
                                        size_t count);
const struct cel_type *cel_object_of(struct arena *arena, const struct cel_object_type *object);

/* An object type without fields; NAME is borrowed. Fields may refer to it before they are set. */
struct cel_object_type *cel_object_type_new(struct arena *arena, struct str name);
/* Give OBJECT its fields, copied into ARENA. */
void cel_object_type_set_fields(struct cel_object_type *object, struct arena *arena,
                                const struct cel_field *fields, size_t count);
/* The field called NAME, or NULL. */
const struct cel_field *cel_object_field(const struct cel_object_type *object, struct str name,
                                         uint64_t hash);

bool cel_type_equal(const struct cel_type *a, const struct cel_type *b);
/* The name of the type as a value: "int", "list", "null_type", "google.protobuf.Timestamp". */
struct str cel_type_name(const struct cel_type *type);
/* As people write it: "list(string)", "map(string, int)", "risk"; in ARENA. */
struct str cel_type_text(struct arena *arena, const struct cel_type *type);

#endif
