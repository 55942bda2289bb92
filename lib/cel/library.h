/*
 * The functions of the language, a table a file: names, signatures, a sentence
 * and examples each. The checker, the dispatcher and the documentation all
 * work from these tables.
 */
#ifndef CEL_LIBRARY_H
#define CEL_LIBRARY_H

#include "cel/cel.h"
#include "regex/regex.h"

extern const struct cel_function cel_operators[], cel_standard[], cel_conversions[], cel_times[],
    cel_strings[], cel_formatting[], cel_math[], cel_bits[], cel_optionals[], cel_sets[],
    cel_lists[], cel_encoders[], cel_regexes[], cel_calendar[];

/* All of these tables, up to a NULL. */
extern const struct cel_function *const cel_library[];

/* Is FUNCTION in one of the tables? */
bool cel_library_owns(const struct cel_function *function);
/* A table has a signature that cannot be read: a fault of the program. */
_Noreturn void cel_library_broken(const struct error *error);

/*
 * The regular expression PATTERN, argument number call->overload's `pattern`: compiled when the
 * program was made if it is constant. NULL with an error in *FAILURE.
 */
const struct regex *cel_library_regex(struct cel_value *failure, const struct cel_call *call,
                                      struct str pattern);

/* VALUE, standing where FROM stands in a document. */
struct cel_value cel_library_keep_span(struct cel_value value, struct cel_value from);
/*
 * Bytes START..END of STRING, with the span of just these if the document
 * writes the string as it is, else with that of the whole string.
 */
struct cel_value cel_library_slice(const struct cel_call *call, struct cel_value string,
                                   size_t start, size_t end);
/*
 * The offset in the source of the first byte of STRING, or -1 if the document does not
 * write it as it is; and cel_library_slice for a caller who knows that: many slices of one string.
 */
ptrdiff_t cel_library_raw_start(struct cel_value string);
struct cel_value cel_library_slice_raw(const struct cel_call *call, struct cel_value string,
                                       ptrdiff_t raw, size_t start, size_t end);
/* Spend a tenth of SIZE bytes, as every function does that reads or writes them. */
bool cel_library_spend(const struct cel_call *call, size_t size);
/* What a function returns once the cost limit is exceeded. */
struct cel_value cel_library_stopped(const struct cel_call *call);
/* The content of BUFFER, which is released, as a string or bytes. */
struct cel_value cel_library_take(const struct cel_call *call, struct buffer *buffer,
                                  enum cel_tag tag);

#endif
