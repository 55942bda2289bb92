/* A recursive descent over the grammar of langdef.md, "Syntax". */
#include "base/limits.h"
#include "base/vector.h"
#include "cel/lexer.h"
#include "cel/literal.h"
#include "cel/syntax.h"

struct parser {
    struct compilation *compilation;
    struct str text;
    struct token token;    /* the next one */
    uint32_t previous_end; /* where the token before it ended */
    unsigned depth;        /* of nested expressions */
};

/* Parsed expressions in order, and which of them are marked with a question mark. */
struct sequence {
    VECTOR(struct expression *) items;
    VECTOR(struct expression *) keys; /* of a map */
    VECTOR(bool) optional;
};

static struct expression *parse_expression(struct parser *parser);
static struct expression *parse_unary(struct parser *parser);
static struct expression *parse_primary(struct parser *parser);
static struct expression *parse_postfix(struct parser *parser, struct expression *operand);

static void advance(struct parser *parser)
{
    parser->previous_end = parser->token.end;
    parser->token = lexer_next(parser->text, parser->token.end);
}

static struct str token_text(const struct parser *parser)
{
    return str_slice(parser->text, parser->token.start, parser->token.end);
}

/* Report at the next token, or what is wrong with that token itself. Returns NULL. */
static struct expression *fail(struct parser *parser, const char *expected)
{
    struct token token = parser->token;

    if (token.kind == TOKEN_WRONG)
        compilation_report(parser->compilation, "cel-syntax", token.start, token.end, "%s",
                           token.fault);
    else if (token.kind == TOKEN_END)
        compilation_report(parser->compilation, "cel-syntax", token.start, token.end,
                           "the expression ends here, but %s is expected", expected);
    else
        compilation_report(parser->compilation, "cel-syntax", token.start, token.end,
                           "%s is expected, not %.*s", expected, STR_ARG(token_text(parser)));
    return NULL;
}

static bool is_operator(const struct parser *parser, const char *operation)
{
    return parser->token.kind == TOKEN_OPERATOR && str_equal_c(token_text(parser), operation);
}

static bool is_word(const struct parser *parser, const char *word)
{
    return parser->token.kind == TOKEN_NAME && str_equal_c(token_text(parser), word);
}

static bool accept(struct parser *parser, const char *operation)
{
    if (!is_operator(parser, operation))
        return false;
    advance(parser);
    return true;
}

static bool expect(struct parser *parser, const char *operation)
{
    char quoted[16] = "\"";

    if (accept(parser, operation))
        return true;
    for (size_t i = 0; operation[i]; i++) {
        quoted[i + 1] = operation[i];
        quoted[i + 2] = '"';
    }
    fail(parser, quoted);
    return false;
}

static struct expression *new_expression(struct parser *parser, enum expression_kind kind,
                                         uint32_t start)
{
    struct expression *expression = ARENA_NEW(parser->compilation->arena, struct expression);

    expression->kind = kind;
    expression->start = start;
    expression->end = parser->previous_end;
    expression->height = 1;
    return expression;
}

/* PARENT is at least one higher than CHILD (NULL is allowed). False if it is too high. */
static bool grow(struct parser *parser, struct expression *parent, const struct expression *child)
{
    if (child && child->height >= parent->height)
        parent->height = child->height + 1;
    if (parent->height <= LIMIT_CEL_HEIGHT)
        return true;
    compilation_report(parser->compilation, "cel-limit", parent->start, parent->end,
                       "the expression is nested more than %d deep", LIMIT_CEL_HEIGHT);
    return false;
}

/* A call of FUNCTION, whose name or sign is the token SIGN, with COUNT arguments. */
static struct expression *new_call(struct parser *parser, const char *function, struct token sign,
                                   struct expression *const *arguments, size_t count)
{
    struct expression *call = new_expression(parser, EXPRESSION_CALL, arguments[0]->start);

    call->call.function = str_of(function);
    call->call.function_start = sign.start;
    call->call.function_end = sign.end;
    call->call.arguments =
        arena_copy(parser->compilation->arena, arguments, count * sizeof(struct expression *));
    call->call.count = count;
    for (size_t i = 0; i < count; i++)
        if (!grow(parser, call, arguments[i]))
            return NULL;
    return call;
}

static struct expression *new_binary(struct parser *parser, const char *function, struct token sign,
                                     struct expression *left, struct expression *right)
{
    if (!left || !right)
        return NULL;
    return new_call(parser, function, sign, (struct expression *[]){left, right}, 2);
}

struct operator
{
    const char *sign, *function;
};

/* The operator of TABLE that stands here, or NULL. */
static const struct operator*
    find_operator(const struct parser *parser, const struct operator* table)
{
    for (; table->sign; table++)
        if (is_operator(parser, table->sign) || is_word(parser, table->sign))
            return table;
    return NULL;
}

/* The binary operators by precedence, the loosest first. */
static const struct operator levels[][8] = {
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
    const struct operator* found;

    if (level == LEVELS)
        return parse_unary(parser);
    left = parse_binary(parser, level + 1);
    while (left && (found = find_operator(parser, levels[level]))) {
        struct token sign = parser->token;

        advance(parser);
        left = new_binary(parser, found->function, sign, left, parse_binary(parser, level + 1));
    }
    return left;
}

static struct expression *parse_conditional(struct parser *parser)
{
    struct expression *condition = parse_binary(parser, 0), *yes, *no;
    struct token sign = parser->token;

    if (!condition || !accept(parser, "?"))
        return condition;
    yes = parse_binary(parser, 0);
    if (!yes || !expect(parser, ":"))
        return NULL;
    no = parse_expression(parser);
    if (!no)
        return NULL;
    return new_call(parser, "_?_:_", sign, (struct expression *[]){condition, yes, no}, 3);
}

static struct expression *parse_expression(struct parser *parser)
{
    struct expression *expression = NULL;

    if (parser->depth >= LIMIT_DEPTH)
        compilation_report(parser->compilation, "cel-limit", parser->token.start, parser->token.end,
                           "the expression is nested more than %d deep", LIMIT_DEPTH);
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

static struct expression *parse_literal(struct parser *parser, uint32_t start, bool negative)
{
    struct compilation *compilation = parser->compilation;
    struct token token = parser->token;
    struct expression *literal;
    struct cel_value value;
    const char *fault;
    uint32_t offset;

    if (!literal_value(&value, &fault, &offset, compilation->arena, parser->text, token,
                       negative)) {
        compilation_report(compilation, "cel-syntax", offset, token.end, "%s", fault);
        return NULL;
    }
    advance(parser);
    literal = new_expression(parser, EXPRESSION_CONSTANT, start);
    literal->constant = value;
    return literal;
}

/* "!" and "-" in a row, in a loop so that their number costs no stack. */
static struct expression *parse_unary(struct parser *parser)
{
    struct token sign = parser->token, last = sign;
    const char *operation = is_operator(parser, "!") ? "!" : "-";
    bool minus = *operation == '-';
    struct expression *operand;
    size_t count = 0;

    for (; is_operator(parser, operation); count++) {
        last = parser->token;
        advance(parser);
    }
    if (count && minus && is_number(parser)) { /* a negative literal */
        count--;
        operand = parse_postfix(parser, parse_literal(parser, last.start, true));
    } else {
        operand = parse_postfix(parser, parse_primary(parser));
    }
    for (; operand && count; count--) {
        operand = new_call(parser, minus ? "-_" : "!_", sign, &operand, 1);
        if (operand)
            operand->start = sign.start;
    }
    return operand;
}

/* Items up to CLOSING; those of a map have keys. */
static bool parse_sequence(struct parser *parser, struct sequence *sequence, const char *closing,
                           bool is_map, bool may_be_optional)
{
    while (!is_operator(parser, closing)) {
        bool optional = may_be_optional && accept(parser, "?");
        struct expression *item = parse_expression(parser);

        if (item && is_map) {
            vector_push(&sequence->keys, item);
            item = expect(parser, ":") ? parse_expression(parser) : NULL;
        }
        if (!item)
            return false;
        vector_push(&sequence->items, item);
        vector_push(&sequence->optional, optional);
        if (!accept(parser, ","))
            break;
    }
    return expect(parser, closing);
}

static void *keep(struct parser *parser, const void *items, size_t size)
{
    return arena_copy(parser->compilation->arena, items, size);
}

static void release_sequence(struct sequence *sequence)
{
    vector_release(&sequence->items);
    vector_release(&sequence->keys);
    vector_release(&sequence->optional);
}

static bool grow_all(struct parser *parser, struct expression *parent,
                     struct expression *const *children, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!grow(parser, parent, children[i]))
            return false;
    return true;
}

static struct expression *parse_list(struct parser *parser)
{
    uint32_t start = parser->token.start;
    struct sequence sequence = {0};
    struct expression *list = NULL;

    advance(parser);
    if (parse_sequence(parser, &sequence, "]", false, true)) {
        list = new_expression(parser, EXPRESSION_LIST, start);
        list->list.count = sequence.items.count;
        list->list.items =
            keep(parser, sequence.items.items, sequence.items.count * sizeof(struct expression *));
        list->list.optional =
            keep(parser, sequence.optional.items, sequence.items.count * sizeof(bool));
        if (!grow_all(parser, list, list->list.items, list->list.count))
            list = NULL;
    }
    release_sequence(&sequence);
    return list;
}

static struct expression *parse_map(struct parser *parser)
{
    uint32_t start = parser->token.start;
    struct sequence sequence = {0};
    struct expression *map = NULL;

    advance(parser);
    if (parse_sequence(parser, &sequence, "}", true, true)) {
        size_t count = sequence.items.count;

        map = new_expression(parser, EXPRESSION_MAP, start);
        map->map.count = count;
        map->map.keys = keep(parser, sequence.keys.items, count * sizeof(struct expression *));
        map->map.items = keep(parser, sequence.items.items, count * sizeof(struct expression *));
        map->map.optional = keep(parser, sequence.optional.items, count * sizeof(bool));
        if (!grow_all(parser, map, map->map.keys, count) ||
            !grow_all(parser, map, map->map.items, count))
            map = NULL;
    }
    release_sequence(&sequence);
    return map;
}

/* The arguments of a call, from "(" on, behind an optional RECEIVER. */
static struct expression *parse_call(struct parser *parser, struct expression *receiver,
                                     struct token name, struct str function, uint32_t start)
{
    struct sequence sequence = {0};
    struct expression *call = NULL;

    if (receiver)
        vector_push(&sequence.items, receiver);
    advance(parser);
    if (parse_sequence(parser, &sequence, ")", false, false)) {
        call = new_expression(parser, EXPRESSION_CALL, start);
        call->call.function = function;
        call->call.function_start = name.start;
        call->call.function_end = name.end;
        call->call.receiver = receiver != NULL;
        call->call.count = sequence.items.count;
        call->call.arguments =
            keep(parser, sequence.items.items, sequence.items.count * sizeof(struct expression *));
        if (!grow_all(parser, call, call->call.arguments, call->call.count))
            call = NULL;
    }
    release_sequence(&sequence);
    if (!call || (parser->compilation->options && parser->compilation->options->no_macros))
        return call;
    return cel_expand_macro(parser->compilation, call);
}

static struct expression *parse_name(struct parser *parser, bool absolute, uint32_t start)
{
    struct token name = parser->token;
    struct str text = token_text(parser);
    struct expression *expression;

    if (name.kind != TOKEN_NAME)
        return fail(parser, "a name");
    if (lexer_is_reserved(text)) {
        compilation_report(parser->compilation, "cel-syntax", name.start, name.end,
                           "%.*s is a reserved word and cannot name a variable", STR_ARG(text));
        return NULL;
    }
    advance(parser);
    if (is_operator(parser, "("))
        return parse_call(parser, NULL, name, str_slice(parser->text, start, name.end), start);
    expression = new_expression(parser, EXPRESSION_NAME, start);
    expression->name.name = text;
    expression->name.absolute = absolute;
    return expression;
}

static struct expression *parse_word(struct parser *parser)
{
    uint32_t start = parser->token.start;
    struct expression *constant;
    struct cel_value value;

    if (is_word(parser, "null"))
        value = cel_of_null();
    else if (is_word(parser, "true") || is_word(parser, "false"))
        value = cel_of_bool(is_word(parser, "true"));
    else
        return parse_name(parser, false, start);
    advance(parser);
    constant = new_expression(parser, EXPRESSION_CONSTANT, start);
    constant->constant = value;
    return constant;
}

static struct expression *parse_parentheses(struct parser *parser)
{
    uint32_t start = parser->token.start;
    struct expression *inner;

    advance(parser);
    inner = parse_expression(parser);
    if (!inner || !expect(parser, ")"))
        return NULL;
    inner->start = start;
    inner->end = parser->previous_end;
    inner->parenthesised = true;
    return inner;
}

static struct expression *parse_primary(struct parser *parser)
{
    uint32_t start = parser->token.start;

    if (parser->token.kind >= TOKEN_INT && parser->token.kind <= TOKEN_BYTES)
        return parse_literal(parser, start, false);
    if (parser->token.kind == TOKEN_NAME)
        return parse_word(parser);
    if (is_operator(parser, "("))
        return parse_parentheses(parser);
    if (is_operator(parser, "["))
        return parse_list(parser);
    if (is_operator(parser, "{"))
        return parse_map(parser);
    if (accept(parser, "."))
        return parse_name(parser, true, start);
    return fail(parser, "a value");
}

/* The name of a field, in backticks or not, into *FIELD. */
static bool parse_field(struct parser *parser, struct str *field)
{
    struct str text = token_text(parser);

    if (parser->token.kind == TOKEN_QUOTED_NAME)
        *field = str_slice(text, 1, text.len - 1);
    else if (parser->token.kind == TOKEN_NAME && !lexer_is_keyword(text))
        *field = text;
    else
        return fail(parser, "the name of a field") != NULL;
    advance(parser);
    return true;
}

/* What follows a dot. */
static struct expression *parse_select(struct parser *parser, struct expression *operand)
{
    bool optional = accept(parser, "?");
    struct token name = parser->token;
    struct expression *select;
    struct str field;

    if (!parse_field(parser, &field))
        return NULL;
    if (!optional && name.kind == TOKEN_NAME && is_operator(parser, "("))
        return parse_call(parser, operand, name, field, operand->start);
    select = new_expression(parser, EXPRESSION_SELECT, operand->start);
    select->select.operand = operand;
    select->select.field = field;
    select->select.field_start = name.start;
    select->select.optional = optional;
    return grow(parser, select, operand) ? select : NULL;
}

/* What follows an opening bracket SIGN. */
static struct expression *parse_index(struct parser *parser, struct expression *operand,
                                      struct token sign)
{
    bool optional = accept(parser, "?");
    struct expression *index = parse_expression(parser);

    if (!index || !expect(parser, "]"))
        return NULL;
    return new_binary(parser, optional ? "_[?_]" : "_[_]", sign, operand, index);
}

static struct expression *parse_postfix(struct parser *parser, struct expression *operand)
{
    while (operand) {
        struct token sign = parser->token;

        if (accept(parser, "."))
            operand = parse_select(parser, operand);
        else if (accept(parser, "["))
            operand = parse_index(parser, operand, sign);
        else
            break;
    }
    if (operand && is_operator(parser, "{") &&
        (operand->kind == EXPRESSION_NAME || operand->kind == EXPRESSION_SELECT)) {
        compilation_report(parser->compilation, "cel-syntax", parser->token.start,
                           parser->token.end,
                           "messages cannot be made here: write a map, {\"key\": value}");
        return NULL;
    }
    return operand;
}

struct expression *cel_parse(struct compilation *compilation)
{
    struct parser parser = {.compilation = compilation, .text = compilation->text->text};
    struct expression *expression;

    parser.token = lexer_next(parser.text, 0);
    expression = parse_expression(&parser);
    if (expression && parser.token.kind != TOKEN_END)
        return fail(&parser, "the end of the expression");
    return expression;
}

ptrdiff_t cel_embedded_length(struct str text)
{
    unsigned open = 0;

    for (struct token token = lexer_next(text, 0); token.kind != TOKEN_END;
         token = lexer_next(text, token.end)) {
        if (token.kind != TOKEN_OPERATOR)
            continue;
        if (text.data[token.start] == '{')
            open++;
        else if (text.data[token.start] == '}' && open-- == 0)
            return (ptrdiff_t)token.start;
    }
    return -1;
}
