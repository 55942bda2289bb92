/*
 * `at:` of a rule: a path from self or it, such as `self.review.last` or
 * `it.id`, that says what the caret marks. It may name a field that is absent.
 */
#ifndef RULES_PATH_H
#define RULES_PATH_H

#include "cel/cel.h"

enum { PATH_STEPS = 8 };

struct path {
    bool given;   /* false: the artifact as a whole is meant */
    bool from_it; /* from `it` instead of self */
    struct str steps[PATH_STEPS];
    size_t count;
};

/* Read the string VALUE (NULL: no path); what is wrong goes to SINK and returns false. */
bool path_parse(struct path *out, const struct value *value, struct sink *sink);

/*
 * Do PATH's steps name fields of SELF, or of IT if it begins there? A misspelt one goes to
 * SINK, at VALUE, the path as the page has it, and returns false.
 */
bool path_check(const struct path *path, const struct cel_type *self, const struct cel_type *it,
                const struct value *value, struct sink *sink);

/* What a path leads to. */
struct path_end {
    struct span span; /* what the caret marks; without source if nowhere */
    bool absent;      /* a field on the way is absent: the span is its parent's first line */
};

/*
 * Follow PATH. SELF may be NULL (rules on isms); IT is used if the path begins
 * there. An empty value is marked from its key on (design.md, section 4).
 */
struct path_end path_follow(const struct path *path, const struct value *self, struct cel_value it,
                            struct cel_evaluation *evaluation);

/* As a JSON Pointer, in ARENA: "/review/last". */
struct str path_pointer(const struct path *path, struct arena *arena);

#endif
