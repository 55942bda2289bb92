/* Reading a tree into a model, and single contents as the model would. */
#ifndef MODEL_LOAD_H
#define MODEL_LOAD_H

#include "model/model.h"

struct model_options {
    struct source *config;        /* in place of the tree's own .ismslint.yaml, or NULL */
    const struct config *head;    /* use this configuration's mappings (a past tree), or NULL */
    const struct config *judging; /* whose rules, frameworks and approvals stand in place of those
                                     of the tree's, or NULL */
    struct str_list only; /* names of the kinds to read, without looking further; none: all */
};

/*
 * Read a tree: a pure function of it. Faults of its files go to SINK; errors are our own (objects
 * that cannot be read at all). All lives in ARENA until model_release.
 */
int model_load(struct model *out, const struct snapshot *snapshot, struct kinds *kinds,
               const struct model_options *options, struct arena *arena, struct sink *sink,
               struct error *error);
void model_release(struct model *model);

/*
 * Read one content of a path with the model's mappings, as a past revision is read:
 * the artifacts that TEXT holds, not entered into any index. *PARSED is false if the
 * text has faults.
 */
int model_read_content(struct artifact_list *out, bool *parsed, const struct model *model,
                       struct str path, struct str text, struct arena *arena, struct error *error);

/*
 * Read FILE, which model_read_content has parsed, once more: with the mappings of CONFIG, whose
 * kinds are the model's.
 */
int model_read_again(struct artifact_list *out, const struct model *model,
                     const struct config *config, struct model_file *file, struct arena *arena,
                     struct error *error);

#endif
