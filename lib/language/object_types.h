/* The object types that the types of variables and functions name. */
#ifndef LANGUAGE_OBJECT_TYPES_H
#define LANGUAGE_OBJECT_TYPES_H

#include "cel/cel.h"

/* Declare them in ENVIRONMENT; they live in ARENA. */
void object_types_declare(struct cel_environment *environment, struct arena *arena);

#endif
