/* Compiled regular expressions of patterns that are not constant. */
#ifndef CEL_REGEX_CACHE_H
#define CEL_REGEX_CACHE_H

#include "regex/regex.h"

struct regex_cache;

/*
 * The regular expression PATTERN from *CACHE, which is made at the first call. Valid until
 * the next call. NULL with the reason in ERROR if the pattern is wrong.
 */
const struct regex *cel_regex_cache_get(struct regex_cache **cache, struct str pattern,
                                        struct error *error);
/* CACHE may be NULL. */
void cel_regex_cache_free(struct regex_cache *cache);

#endif
