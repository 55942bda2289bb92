/* Messages with CEL in braces: "excluded control {self.id} has no justification". */
#ifndef RULES_TEMPLATE_H
#define RULES_TEMPLATE_H

#include "cel/cel.h"

struct template_piece {
    struct str text;             /* literal text, if program is NULL */
    struct cel_program *program; /* else what is shown here */
};

struct template
{
    struct template_piece *pieces;
    size_t count;
};

/*
 * Compile the string VALUE (NULL gives an empty template). "{{" and "}}" are
 * braces. Faults of the expressions and unclosed braces go to SINK; returns
 * false if there were any. template_release in every case.
 */
bool template_compile(struct template *out, const struct cel_environment *environment,
                      const struct value *value, const struct cel_options *options,
                      struct arena *arena, struct sink *sink);
void template_release(struct template *template);

/*
 * Fill in the values, into the evaluation's arena or ARENA. An expression that
 * fails shows as "?": a message must never hide a finding.
 */
struct str template_fill(const struct template *template, struct cel_evaluation *evaluation,
                         struct arena *arena);

/* The text of a page's CEL string VALUE with its place, for cel_compile. */
struct cel_text page_text(const struct value *value);

#endif
