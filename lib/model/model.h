/*
 * A tree of files as an ISMS: its configuration, its artifacts by kind and id,
 * its people. model_load is a pure function of one tree.
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

struct model_options {
    struct source *config;     /* in place of the tree's own .ismslint.yaml, or NULL */
    const struct config *head; /* use this configuration's mappings (a past tree), or NULL */
    struct str_list only;      /* names of the kinds to read, without looking further; none: all */
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

/*
 * Read a tree. Faults of its files go to SINK; errors are our own (objects that
 * cannot be read at all). All lives in ARENA until model_release.
 */
int model_load(struct model *out, const struct snapshot *snapshot, struct kinds *kinds,
               const struct model_options *options, struct arena *arena, struct sink *sink,
               struct error *error);
void model_release(struct model *model);

struct kind_index *model_index(const struct model *model, const struct kind *kind);

/*
 * Read one content of a path with the model's mappings, as a past revision is read:
 * the artifacts that TEXT holds, not entered into any index. *PARSED is false if the
 * text has faults.
 */
int model_read_content(struct artifact_list *out, bool *parsed, const struct model *model,
                       struct str path, struct str text, struct arena *arena, struct error *error);

/*
 * Number the model's artifacts and enter each into the index of its kind. model_load does so;
 * call it once for a model whose artifacts came from model_read_content.
 */
void model_index_artifacts(struct model *model);

/*
 * Read FILE, which model_read_content has parsed, once more: with the mappings of CONFIG, whose
 * kinds are the model's.
 */
int model_read_again(struct artifact_list *out, const struct model *model,
                     const struct config *config, struct model_file *file, struct arena *arena,
                     struct error *error);

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
