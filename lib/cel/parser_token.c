/* What every rule of the parser needs: the next token, and new nodes. */
#include "base/limits.h"
#include "cel/parser.h"

void cel_parser_advance(struct parser *parser)
{
    parser->previous_end = parser->token.end;
    parser->token = cel_lexer_next(parser->text, parser->token.end);
}

struct str cel_parser_token_text(const struct parser *parser)
{
    return str_slice(parser->text, parser->token.start, parser->token.end);
}

/* Report at the next token, or what is wrong with that token itself. Returns NULL. */
struct expression *cel_parser_fail(struct parser *parser, const char *expected)
{
    struct token token = parser->token;

    if (token.kind == TOKEN_WRONG)
        cel_compilation_report(parser->compilation, "cel-syntax", token.start, token.end, "%s",
                               token.fault);
    else if (token.kind == TOKEN_END)
        cel_compilation_report(parser->compilation, "cel-syntax", token.start, token.end,
                               "the expression ends without %s", expected);
    else
        cel_compilation_report(parser->compilation, "cel-syntax", token.start, token.end,
                               "expected %s, not %.*s", expected,
                               STR_ARG(cel_parser_token_text(parser)));
    return NULL;
}

bool cel_parser_at(const struct parser *parser, const char *operation)
{
    return parser->token.kind == TOKEN_OPERATOR &&
           str_equal_c(cel_parser_token_text(parser), operation);
}

bool cel_parser_at_word(const struct parser *parser, const char *word)
{
    return parser->token.kind == TOKEN_NAME && str_equal_c(cel_parser_token_text(parser), word);
}

bool cel_parser_accept(struct parser *parser, const char *operation)
{
    if (!cel_parser_at(parser, operation))
        return false;
    cel_parser_advance(parser);
    return true;
}

bool cel_parser_expect(struct parser *parser, const char *operation)
{
    char quoted[16] = "\"";

    if (cel_parser_accept(parser, operation))
        return true;
    for (size_t i = 0; operation[i]; i++) {
        quoted[i + 1] = operation[i];
        quoted[i + 2] = '"';
    }
    cel_parser_fail(parser, quoted);
    return false;
}

struct expression *cel_parser_new(struct parser *parser, enum expression_kind kind, uint32_t start)
{
    struct expression *expression = ARENA_NEW(parser->compilation->arena, struct expression);

    expression->kind = kind;
    expression->start = start;
    expression->end = parser->previous_end;
    expression->height = 1;
    return expression;
}

/* PARENT is at least one higher than CHILD (NULL is allowed). False if it is too high. */
bool cel_parser_grow(struct parser *parser, struct expression *parent,
                     const struct expression *child)
{
    if (child && child->height >= parent->height)
        parent->height = child->height + 1;
    if (parent->height <= LIMIT_CEL_HEIGHT)
        return true;
    cel_compilation_report(parser->compilation, "cel-limit", parent->start, parent->end,
                           "the expression is nested more than %d deep", LIMIT_CEL_HEIGHT);
    return false;
}

/* A call of FUNCTION, whose name or sign is the token SIGN, with COUNT arguments. */
struct expression *cel_parser_new_call(struct parser *parser, const char *function,
                                       struct token sign, struct expression *const *arguments,
                                       size_t count)
{
    struct expression *call = cel_parser_new(parser, EXPRESSION_CALL, arguments[0]->start);

    call->call.function = str_of(function);
    call->call.function_start = sign.start;
    call->call.function_end = sign.end;
    call->call.arguments =
        arena_copy(parser->compilation->arena, arguments, count * sizeof(struct expression *));
    call->call.count = count;
    for (size_t i = 0; i < count; i++)
        if (!cel_parser_grow(parser, call, arguments[i]))
            return NULL;
    return call;
}

struct expression *cel_parser_new_binary(struct parser *parser, const char *function,
                                         struct token sign, struct expression *left,
                                         struct expression *right)
{
    if (!left || !right)
        return NULL;
    return cel_parser_new_call(parser, function, sign, (struct expression *[]){left, right}, 2);
}
