/* JSON from standard input or an argument, for programs that do without lib/source. */
#ifndef TESTS_STANDALONE_JSON_H
#define TESTS_STANDALONE_JSON_H

#include "value/value.h"

/* The values live in ARENA and stand nowhere. NULL, after a message, if it is not JSON. */
struct value *json_of_argument(const char *text, struct arena *arena);
struct value *json_of_input(struct arena *arena);

#endif
