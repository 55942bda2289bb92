/* Applying a mapping: what a file says, under the kind's own field names and types. */
#ifndef MODEL_MAPPING_APPLY_H
#define MODEL_MAPPING_APPLY_H

#include "model/binding.h"

/* What a mapping is applied to. */
struct mapping_input {
    const struct value *raw; /* front matter, a list item, a row: a map, or NULL */
    struct span whole;       /* the bytes that patterns search */
};

/*
 * Make the artifact's data. Fields of the mapping that BINDING has (if any) come first in raw's
 * order of names, other keys follow as they are, columns of a table under the field that they
 * name but for case and spaces. Cells are converted by the
 * schema's types (integer, number, boolean, list), and "In Progress" becomes
 * the schema's in-progress; what cannot be converted
 * stays a string, for the schema to report; an empty cell is an absent field.
 * A pattern that hits its match limit is reported to SINK. *STRAYS: may a key be a misspelt
 * field (model/misspelt.h)?
 */
struct value *mapping_apply(bool *strays, const struct mapping_input *input,
                            const struct binding *binding, struct arena *arena, struct sink *sink);

#endif
