/* Shared by the files that make the world's values; private to lib/rules. */
#ifndef RULES_WORLD_PRIVATE_H
#define RULES_WORLD_PRIVATE_H

#include "rules/world.h"

/* One variable of the environment. */
struct world_variable {
    const char *name;
    const char *type; /* a signature that cel_type_parse reads, or NULL: made in world.c */
    const char *doc;  /* one sentence, for the language page */
    bool of_subject;  /* differs from artifact to artifact */
    struct cel_value (*make)(const struct world_subject *subject, struct arena *arena);
};

/* Declare the object types that the variables' types name. */
void world_declare_types(struct world *world);

/* world_isms.c: the ISMS as a whole. */
struct cel_value world_make_isms(const struct world_subject *subject, struct arena *arena);
struct cel_value world_make_ids(const struct world_subject *subject, struct arena *arena);
struct cel_value world_make_catalog(const struct world_subject *subject, struct arena *arena);

/* world_artifact.c: the artifact at hand. */
struct cel_value world_make_file(const struct world_subject *subject, struct arena *arena);
struct cel_value world_make_text(const struct world_subject *subject, struct arena *arena);
struct cel_value world_make_refs(const struct world_subject *subject, struct arena *arena);
struct cel_value world_make_namesakes(const struct world_subject *subject, struct arena *arena);
struct cel_value world_make_sections(const struct world_subject *subject, struct arena *arena);

/* The strings of LIST as a value; in ARENA. */
struct cel_value world_strings(struct str_list list, struct arena *arena);

/* world_history.c: what the history says of it. */
struct cel_value world_make_approval(const struct world_subject *subject, struct arena *arena);
struct cel_value world_make_history(const struct world_subject *subject, struct arena *arena);

/* world_repo.c: what the mainline shows as a whole. */
struct cel_value world_make_repo(const struct world_subject *subject, struct arena *arena);

/* world_clone.c: the state of the clone. */
struct cel_value world_make_clone(const struct world_subject *subject, struct arena *arena);

/* The function cited_by; its context is the world. */
extern const struct cel_function world_cited_by;

#endif
