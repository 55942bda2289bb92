/*
 * What the program itself knows, whatever the tree: kinds with their schemas, catalogs, and the
 * language of rules. Taken once a run; any number of trees are read and judged with it.
 */
#ifndef ISMS_KNOWLEDGE_H
#define ISMS_KNOWLEDGE_H

#include "language/language.h"
#include "model/catalog.h"

struct knowledge {
    struct arena *arena; /* holds everything below */
    struct kinds kinds;
    struct catalogs catalogs;
    struct language language; /* all zero until knowledge_need_language */
};

/* Errors: a broken file of the program. knowledge_release in every case. */
int knowledge_init(struct knowledge *out, struct arena *arena, struct error *error);
void knowledge_release(struct knowledge *knowledge);

/* Declare the language unless that is done. */
int knowledge_need_language(struct knowledge *knowledge, struct error *error);

#endif
