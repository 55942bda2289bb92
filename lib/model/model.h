/*
 * A tree of files as an ISMS: its configuration, its artifacts by kind and id,
 * its people. It is read by model/load.h.
 */
#ifndef MODEL_MODEL_H
#define MODEL_MODEL_H

#include "git/snapshot.h"
#include "model/artifact.h"
#include "model/catalog.h"
#include "model/people.h"

/* All artifacts of one kind. */
struct kind_index {
    struct artifact_list all; /* in the order of paths, then of rows */
    struct map by_id;         /* id -> struct artifact *, the first that has it */
    bool incomplete;          /* a file that may hold such artifacts could not be parsed */
};

struct model_namesakes;

struct model {
    struct arena *arena;
    struct kinds *kinds; /* borrowed: compiled schemas are shared between models */
    const struct snapshot *snapshot;
    struct config config;
    struct model_file **files; /* those that were parsed, in the order of paths */
    size_t file_count;
    struct artifact_list artifacts;      /* in the order of paths, then of kinds, then of rows */
    struct kind_index *by_kind;          /* parallel to kinds->items */
    struct model_references *references; /* parallel to artifacts */
    struct model_citations *citations;   /* parallel to artifacts */
    struct model_namesakes *namesakes;   /* parallel to artifacts */
    struct people people;
};

/* The file at PATH, if it was parsed; or NULL. */
const struct model_file *model_file_at(const struct model *model, struct str path);

struct kind_index *model_index(const struct model *model, const struct kind *kind);

/*
 * Number the model's artifacts and enter each into the index of its kind. model_load does so;
 * call it once for a model whose artifacts came from model_read_content.
 */
void model_index_artifacts(struct model *model);

/* An id in a reference field; the references of an artifact are in the order of its fields. */
struct model_reference {
    const struct artifact *from;
    const struct kind_reference *declared;
    struct str id;                 /* what is named */
    struct span span;              /* where it stands */
    const struct artifact *target; /* NULL: there is none */
    bool known;                    /* artifacts of the target kinds are known, all of them */
};

struct model_references {
    struct model_reference *items;
    size_t count;
};

/* The references that lead to one artifact, in the order of the artifacts that hold them. */
struct model_citations {
    const struct model_reference **items;
    size_t count;
    size_t capacity;
};

/* The references of ARTIFACT. */
const struct model_references *model_references_of(const struct model *model,
                                                   const struct artifact *artifact);
/* The references to ARTIFACT. */
const struct model_citations *model_citations_of(const struct model *model,
                                                 const struct artifact *artifact);

/*
 * Earlier artifacts with the same id: of a row among the rows of its kind, of a
 * document among the documents of all kinds. Each is NULL if there is none.
 */
struct model_namesakes {
    const struct artifact *first;      /* the first of all */
    const struct artifact *first_here; /* the first in the same file, if that is another one */
};

/* The namesakes of ARTIFACT; one without an id has none. */
const struct model_namesakes *model_namesakes_of(const struct model *model,
                                                 const struct artifact *artifact);

#endif
