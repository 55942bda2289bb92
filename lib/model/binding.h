/*
 * What the keys of a file and the columns of a table come to for a kind under a mapping: which
 * field each means, of which type, read how. A table's columns are bound once, for all its rows;
 * the fields that a mapping names are bound when the configuration is loaded.
 */
#ifndef MODEL_BINDING_H
#define MODEL_BINDING_H

#include "model/mapping.h"

/* A field, and how its values are read. */
struct bound_field {
    struct str name;
    const struct field_mapping *mapping;  /* what the configuration says of it, or NULL */
    const struct jsonschema_shape *shape; /* its type, or NULL: the kind declares no such field */
    bool stray; /* and one that is declared has nearly this name (model/misspelt.h) */
};

struct bound_key {
    struct str text; /* the key, or the name of the column */
    bool taken;      /* fields of the mapping are read from it: it is not also under its own name */
    struct bound_field field; /* that it means otherwise */
};

struct binding {
    const struct kind *kind;       /* its schema compiled */
    const struct mapping *mapping; /* NULL: none */
    bool textual; /* values are cells: texts whose type the schema tells, under names of columns */
    const struct header *header;     /* of the table whose columns are bound, or NULL */
    const struct bound_key *columns; /* parallel to header->names */
};

/* For data whose keys are fields as they are. */
struct binding binding_of_data(const struct kind *kind, const struct mapping *mapping);

/* For cells whose table is not at hand: each column is bound when it is met. */
struct binding binding_of_cells(const struct kind *kind, const struct mapping *mapping);

/* For the rows of the table with HEADER, which is borrowed; the columns are in ARENA. */
struct binding binding_of_table(const struct header *header, const struct kind *kind,
                                const struct mapping *mapping, struct arena *arena);

/* What MAPPING's own FIELD is. */
struct bound_field binding_field(const struct binding *binding, const struct field_mapping *field);

/*
 * What KEY comes to. *CURSOR is 0 for the first key of an artifact: rows have their keys in the
 * order of the columns, so that none has to be looked for.
 */
struct bound_key binding_key(const struct binding *binding, struct str key, size_t *cursor);

#endif
