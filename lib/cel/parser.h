/* The parts of the parser share this; see parser.c. */
#ifndef CEL_PARSER_H
#define CEL_PARSER_H

#include "cel/lexer.h"
#include "cel/syntax.h"

struct parser {
    struct compilation *compilation;
    struct str text;
    struct token token;    /* the next one */
    uint32_t previous_end; /* where the token before it ended */
    unsigned depth;        /* of nested expressions */
};

/* Read on to the next token. */
void cel_parser_advance(struct parser *parser);
struct str cel_parser_token_text(const struct parser *parser);
/* Report that EXPECTED is not what comes next, or what is wrong with that token. Returns NULL. */
struct expression *cel_parser_fail(struct parser *parser, const char *expected);
/* Does this operator, or this word, come next? */
bool cel_parser_at(const struct parser *parser, const char *operation);
bool cel_parser_at_word(const struct parser *parser, const char *word);
/* Read the operator if it comes next; expect reports it if it does not. */
bool cel_parser_accept(struct parser *parser, const char *operation);
bool cel_parser_expect(struct parser *parser, const char *operation);

/* A node of the tree from START up to the last token that was read. */
struct expression *cel_parser_new(struct parser *parser, enum expression_kind kind, uint32_t start);
/* PARENT is at least one higher than CHILD (NULL is allowed). False, reported: it is too high. */
bool cel_parser_grow(struct parser *parser, struct expression *parent,
                     const struct expression *child);
/* A call of FUNCTION, whose name or sign is the token SIGN. NULL, reported: it is too high. */
struct expression *cel_parser_new_call(struct parser *parser, const char *function,
                                       struct token sign, struct expression *const *arguments,
                                       size_t count);
/* The same of two arguments; NULL if one of them is. */
struct expression *cel_parser_new_binary(struct parser *parser, const char *function,
                                         struct token sign, struct expression *left,
                                         struct expression *right);

/* The rules of the grammar; each returns NULL if something was reported. */
struct expression *cel_parse_expression(struct parser *parser);
struct expression *cel_parse_primary(struct parser *parser);
/* What follows OPERAND: .field, .method(...), [index]. OPERAND may be NULL. */
struct expression *cel_parse_postfix(struct parser *parser, struct expression *operand);
/* A literal that begins at START; NEGATIVE: with a minus, which is read already. */
struct expression *cel_parse_literal(struct parser *parser, uint32_t start, bool negative);

#endif
