/* The conformance suites: each is a folder of test data in its own layout. */
#ifndef TESTS_CONFORMANCE_SUITES_H
#define TESTS_CONFORMANCE_SUITES_H

#include <stddef.h>

#include "base/arena.h"
#include "base/str.h"
#include "base/vector.h"
#include "value/value.h"

/* Counts of one suite. */
struct tally {
    size_t passed, failed, skipped;
};

/* Print one test's outcome if it failed, and count it. */
void tally_add(struct tally *tally, bool passed, struct str group, struct str test);

/* The names in a folder that end with SUFFIX, sorted, without "." and ".."; in the arena. */
struct names {
    struct str *items;
    size_t count;
};
struct names names_in(const char *folder, const char *suffix, struct arena *arena);

/* The JSON value in the file at PATH, or NULL; in the arena. */
struct value *read_json(const char *path, struct arena *arena);

/* Run the suite in the folder (or, of trailers, the file); returns 0, or -1 if its data could not
 * be read (said on stderr). */
int suite_jsonschema(struct tally *tally, const char *folder);
int suite_trailers(struct tally *tally, const char *file);
int suite_cel(struct tally *tally, const char *file);

#endif
