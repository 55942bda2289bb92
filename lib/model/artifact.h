/*
 * Artifacts: the things of the ISMS, found in files through mappings.
 *
 *     file ──► document (source/format.h) ──► mapping ──► artifact
 *
 * A file is parsed once and may hold artifacts of several kinds (an SoA is one
 * `soa` and ninety-three `control`s).
 */
#ifndef MODEL_ARTIFACT_H
#define MODEL_ARTIFACT_H

#include "model/config.h"
#include "source/format.h"

struct model_file {
    struct str path;
    struct source *source;    /* NULL if the file could not be read */
    struct document document; /* what it was parsed to */
    bool parsed;              /* without a syntax error: its artifacts are all there */
    size_t answers;           /* of kinds that found their place in it, or said what is wrong */
};

struct artifact {
    struct kind *kind;
    const struct mapping *mapping; /* NULL: default globs or front matter's `kind:` */
    struct model_file *file;
    struct str id;      /* empty if it has none */
    struct value *self; /* its data: a map under the kind's field names, converted by the schema */
    const struct value *raw; /* what self was made of, as its author wrote it; NULL: of no fields */
    bool is_textual;         /* raw's values are the cells of a table */
    bool is_partial;  /* a cell of its table has no column of its own name: it is not in raw */
    struct span span; /* the row or list item, the front matter, or the file's first line */
    bool is_row;      /* one of several in a register */
    bool has_strays;  /* a key of self may be a misspelt field */
    bool untrusted;   /* a row whose cells do not fit the columns: no rule judges it */
    size_t number;    /* its place in the model's list of artifacts */
    bool reported;    /* its file is among the paths that were asked for */
};

/* What messages call it: "risk R-001", or "policy isms/scope.md" without an id. */
struct str artifact_label(const struct artifact *artifact, struct arena *arena);

/* A vector (base/vector.h) of artifacts. */
struct artifact_list {
    struct artifact **items;
    size_t count;
    size_t capacity;
};

#endif
