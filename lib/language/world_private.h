/* Shared by the files that make the world's values; private to lib/language. */
#ifndef LANGUAGE_WORLD_PRIVATE_H
#define LANGUAGE_WORLD_PRIVATE_H

#include "language/world.h"

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

/* The declared type of VARIABLE. */
const struct cel_type *world_type(const struct world *world, enum variable variable);

#endif
