/* A recursive descent over the grammar of langdef.md, "Syntax". */
#include "cel/parser.h"

#include "base/limits.h"

static struct expression *parse_unary(struct parser *parser);

struct infix {
    const char *sign, *function;
};

/* The operator of TABLE that stands here, or NULL. */
static const struct infix *find_infix(const struct parser *parser, const struct infix *table)
{
    for (; table->sign; table++)
        if (cel_parser_at(parser, table->sign) || cel_parser_at_word(parser, table->sign))
            return table;
    return NULL;
}

/* The binary operators by precedence, the loosest first. */
static const struct infix levels[][8] = {
    {{"||", "_||_"}},
    {{"&&", "_&&_"}},
    {{"==", "_==_"},
     {"!=", "_!=_"},
     {"<=", "_<=_"},
     {">=", "_>=_"},
     {"<", "_<_"},
     {">", "_>_"},
     {"in", "@in"}},
    {{"+", "_+_"}, {"-", "_-_"}},
    {{"*", "_*_"}, {"/", "_/_"}, {"%", "_%_"}},
};

enum { LEVELS = sizeof levels / sizeof levels[0] };

static struct expression *parse_binary(struct parser *parser, size_t level)
{
    struct expression *left;
    const struct infix *found;

    if (level == LEVELS)
        return parse_unary(parser);
    left = parse_binary(parser, level + 1);
    while (left && (found = find_infix(parser, levels[level]))) {
        struct token sign = parser->token;

        cel_parser_advance(parser);
        left = cel_parser_new_binary(parser, found->function, sign, left,
                                     parse_binary(parser, level + 1));
    }
    return left;
}

static struct expression *parse_conditional(struct parser *parser)
{
    struct expression *condition = parse_binary(parser, 0), *yes, *no;
    struct token sign = parser->token;

    if (!condition || !cel_parser_accept(parser, "?"))
        return condition;
    yes = parse_binary(parser, 0);
    if (!yes || !cel_parser_expect(parser, ":"))
        return NULL;
    no = cel_parse_expression(parser);
    if (!no)
        return NULL;
    return cel_parser_new_call(parser, "_?_:_", sign, (struct expression *[]){condition, yes, no},
                               3);
}

struct expression *cel_parse_expression(struct parser *parser)
{
    struct expression *expression = NULL;

    if (parser->depth >= LIMIT_DEPTH)
        cel_compilation_report(parser->compilation, "cel-limit", parser->token.start,
                               parser->token.end, "the expression is nested more than %d deep",
                               LIMIT_DEPTH);
    parser->depth++;
    if (parser->depth <= LIMIT_DEPTH)
        expression = parse_conditional(parser);
    parser->depth--;
    return expression;
}

static bool is_number(const struct parser *parser)
{
    return parser->token.kind == TOKEN_INT || parser->token.kind == TOKEN_DOUBLE;
}

/* "!" and "-" in a row, in a loop so that their number costs no stack. */
static struct expression *parse_unary(struct parser *parser)
{
    struct token sign = parser->token, last = sign;
    const char *operation = cel_parser_at(parser, "!") ? "!" : "-";
    bool minus = *operation == '-';
    struct expression *operand;
    size_t count = 0;

    for (; cel_parser_at(parser, operation); count++) {
        last = parser->token;
        cel_parser_advance(parser);
    }
    if (count && minus && is_number(parser)) { /* a negative literal */
        count--;
        operand = cel_parse_postfix(parser, cel_parse_literal(parser, last.start, true));
    } else {
        operand = cel_parse_postfix(parser, cel_parse_primary(parser));
    }
    for (; operand && count; count--) {
        operand = cel_parser_new_call(parser, minus ? "-_" : "!_", sign, &operand, 1);
        if (operand)
            operand->start = sign.start;
    }
    return operand;
}

struct expression *cel_parse(struct compilation *compilation)
{
    struct parser parser = {.compilation = compilation, .text = compilation->text->text};
    struct expression *expression;

    parser.token = cel_lexer_next(parser.text, 0);
    expression = cel_parse_expression(&parser);
    if (expression && parser.token.kind != TOKEN_END)
        return cel_parser_fail(&parser, "the end of the expression");
    return expression;
}

ptrdiff_t cel_embedded_length(struct str text)
{
    unsigned open = 0;

    for (struct token token = cel_lexer_next(text, 0); token.kind != TOKEN_END;
         token = cel_lexer_next(text, token.end)) {
        if (token.kind != TOKEN_OPERATOR)
            continue;
        if (text.data[token.start] == '{')
            open++;
        else if (text.data[token.start] == '}' && open-- == 0)
            return (ptrdiff_t)token.start;
    }
    return -1;
}
