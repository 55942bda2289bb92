/* Patterns as git's wildmatch() takes them with WM_PATHNAME: of `includeIf`. */
#ifndef GIT_WILDMATCH_H
#define GIT_WILDMATCH_H

#include <stdbool.h>

/*
 * Does the whole of TEXT match PATTERN? '*', '?' and classes stay within a segment, a
 * whole segment of two asterisks goes through several. FOLD takes ASCII letters of either
 * case for the same. A pattern that costs too much matches nothing.
 */
bool wildmatch_matches(const char *pattern, const char *text, bool fold);

#endif
