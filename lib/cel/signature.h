/* Types and signatures as text: "list(A).slice(int, int) -> list(A)". */
#ifndef CEL_SIGNATURE_H
#define CEL_SIGNATURE_H

#include "cel/syntax.h"

/* Finds a declared object type by its name; NULL if there is none. */
typedef const struct cel_object_type *find_object(const void *context, struct str name);

/* Read all of TEXT as a type; NULL if it is none. */
const struct cel_type *cel_signature_type(struct arena *arena, struct str text, find_object *find,
                                          const void *context);

/* Read DECLARATION of FUNCTION into *OVERLOAD; false if its signature cannot be read. */
bool cel_signature_read(struct overload *overload, struct arena *arena,
                        const struct cel_function *function, const struct cel_overload *declaration,
                        find_object *find, const void *context);

#endif
