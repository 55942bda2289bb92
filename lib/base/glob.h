/*
 * Path patterns as in .gitignore, matched against paths relative to the root
 * with '/' as separator: '*' and '?' stay within a segment, a segment '**'
 * stands for any number of segments, '[a-z]' and '[!a-z]' are classes, '{a,b}'
 * alternatives, '\' escapes. A pattern without '/' matches the file's name in
 * the root only ("*.md" is not "**" + "/" + "*.md").
 */
#ifndef BASE_GLOB_H
#define BASE_GLOB_H

#include "base/str.h"

enum glob_answer {
    GLOB_NO,
    GLOB_YES,
    GLOB_LIMIT /* LIMIT_GLOB_STEPS were not enough to tell */
};

enum glob_answer glob_match(struct str pattern, struct str path);

/*
 * Is PATTERN well formed (brackets and braces closed, no trailing backslash, no '!' before it as
 * in .gitignore)?
 * Returns NULL or what is wrong, a static string.
 */
const char *glob_fault(struct str pattern);

#endif
