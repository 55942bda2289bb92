/*
 * How what people already have maps onto a kind: an entry of the configuration's `artifacts:`, the
 * files that it means and where the fields of their artifacts come from.
 */
#ifndef MODEL_MAPPING_H
#define MODEL_MAPPING_H

#include "model/kind.h"
#include "regex/regex.h"
#include "value/diagnostic.h"

/* Where a field of a mapping comes from. */
enum field_source {
    FIELD_KEY,     /* a literal key or column */
    FIELD_POINTER, /* a JSON Pointer */
    FIELD_PATTERN  /* a regular expression on the file's raw bytes; group 1 is the value */
};

struct header; /* model/column.h */

/* What the files of a tree have of a field's mapping; written while they are read. */
struct field_use {
    bool found;                   /* a file has its key, column or match */
    const struct header *lacking; /* the first table without its column, or NULL */
    bool *met;                    /* one for each entry of `values`: a file has it */
    bool unknown;                 /* a file has a word that `values` lacks */
};

struct field_mapping {
    struct str field;
    struct span place; /* where the configuration names key, pointer or pattern */
    enum field_source source;
    struct str text;                      /* key or pointer */
    struct regex *regex;                  /* of FIELD_PATTERN */
    struct str split;                     /* separator of a list in one cell, or empty */
    const struct value *values;           /* written value -> meant value, or NULL */
    const struct jsonschema_shape *shape; /* the field's type, or NULL: the kind does not name it */
    struct field_use *use;
};

/* Globs, and where the configuration has each. */
struct path_patterns {
    struct str_list globs;
    struct span *places;
};

/* One entry of `artifacts:`. */
struct mapping {
    struct kind *kind;
    struct path_patterns files;
    struct path_patterns except; /* of files that are not meant */
    unsigned forms;              /* kind_form: as said by `form:`, else the kind's */
    struct str list;             /* top-level key of the list, else the kind's */
    struct field_mapping *fields;
    size_t field_count;
    struct span place; /* of `files:` */
    size_t *read;      /* how many artifacts were read through it */
};

/* Does any of GLOBS match PATH? */
bool globs_match(struct str_list globs, struct str path);

/* Does MAPPING (or the default globs of KIND, if NULL) mean the file at PATH? */
bool mapping_means(const struct mapping *mapping, const struct kind *kind, struct str path);

#endif
