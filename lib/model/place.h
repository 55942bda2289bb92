/* Where a YAML or JSON file holds the list of a register, and what to say if it does not. */
#ifndef MODEL_PLACE_H
#define MODEL_PLACE_H

#include "model/artifact.h"
#include "model/claim.h"

/* The list of a register in a file. */
struct place {
    bool found;                       /* the file is a register, perhaps an empty one */
    const struct value *list;         /* its list, or NULL: it is empty */
    const struct value_entry *misfit; /* in its stead: an entry that was meant to be it */
};

struct place place_of(const struct claim *claim, const struct value *value);

/* The top-level key of the list, or empty: the kind has none. */
struct str place_key(const struct claim *claim);

/* How the kind is written down here: kind_form, or-ed. */
unsigned claim_forms(const struct claim *claim);

/*
 * Report to SINK (file-shape, at MISFIT or else at the file's value) that FILE is not
 * what CLAIM's kind is written as; for Markdown register-table-missing.
 */
void place_report(const struct claim *claim, const struct model_file *file,
                  const struct value_entry *misfit, struct sink *sink);

#endif
