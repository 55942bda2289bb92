/* The innermost rules of the grammar: literals, names, calls, lists, maps, fields and indexes. */
#include "base/vector.h"
#include "cel/literal.h"
#include "cel/parser.h"

/* Parsed expressions in order, and which of them are marked with a question mark. */
struct sequence {
    VECTOR(struct expression *) items;
    VECTOR(struct expression *) keys; /* of a map */
    VECTOR(bool) optional;
};

struct expression *cel_parse_literal(struct parser *parser, uint32_t start, bool negative)
{
    struct compilation *compilation = parser->compilation;
    struct token token = parser->token;
    struct expression *literal;
    struct cel_value value;
    const char *fault;
    uint32_t offset;

    if (!cel_literal_value(&value, &fault, &offset, compilation->arena, parser->text, token,
                           negative)) {
        cel_compilation_report(compilation, "cel-syntax", offset, token.end, "%s", fault);
        return NULL;
    }
    cel_parser_advance(parser);
    literal = cel_parser_new(parser, EXPRESSION_CONSTANT, start);
    literal->constant = value;
    return literal;
}

/* Items up to CLOSING; those of a map have keys. */
static bool parse_sequence(struct parser *parser, struct sequence *sequence, const char *closing,
                           bool is_map, bool may_be_optional)
{
    while (!cel_parser_at(parser, closing)) {
        bool optional = may_be_optional && cel_parser_accept(parser, "?");
        struct expression *item = cel_parse_expression(parser);

        if (item && is_map) {
            vector_push(&sequence->keys, item);
            item = cel_parser_expect(parser, ":") ? cel_parse_expression(parser) : NULL;
        }
        if (!item)
            return false;
        vector_push(&sequence->items, item);
        vector_push(&sequence->optional, optional);
        if (!cel_parser_accept(parser, ","))
            break;
    }
    return cel_parser_expect(parser, closing);
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
        if (!cel_parser_grow(parser, parent, children[i]))
            return false;
    return true;
}

static struct expression *parse_list(struct parser *parser)
{
    uint32_t start = parser->token.start;
    struct sequence sequence = {0};
    struct expression *list = NULL;

    cel_parser_advance(parser);
    if (parse_sequence(parser, &sequence, "]", false, true)) {
        list = cel_parser_new(parser, EXPRESSION_LIST, start);
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

    cel_parser_advance(parser);
    if (parse_sequence(parser, &sequence, "}", true, true)) {
        size_t count = sequence.items.count;

        map = cel_parser_new(parser, EXPRESSION_MAP, start);
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
    cel_parser_advance(parser);
    if (parse_sequence(parser, &sequence, ")", false, false)) {
        call = cel_parser_new(parser, EXPRESSION_CALL, start);
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
    struct str text = cel_parser_token_text(parser);
    struct expression *expression;

    if (name.kind != TOKEN_NAME)
        return cel_parser_fail(parser, "a name");
    if (cel_lexer_is_reserved(text)) {
        cel_compilation_report(parser->compilation, "cel-syntax", name.start, name.end,
                               "%.*s is a reserved word and cannot name a variable", STR_ARG(text));
        return NULL;
    }
    cel_parser_advance(parser);
    if (cel_parser_at(parser, "("))
        return parse_call(parser, NULL, name, str_slice(parser->text, start, name.end), start);
    expression = cel_parser_new(parser, EXPRESSION_NAME, start);
    expression->name.name = text;
    expression->name.absolute = absolute;
    return expression;
}

static struct expression *parse_word(struct parser *parser)
{
    uint32_t start = parser->token.start;
    struct expression *constant;
    struct cel_value value;

    if (cel_parser_at_word(parser, "null"))
        value = cel_of_null();
    else if (cel_parser_at_word(parser, "true") || cel_parser_at_word(parser, "false"))
        value = cel_of_bool(cel_parser_at_word(parser, "true"));
    else
        return parse_name(parser, false, start);
    cel_parser_advance(parser);
    constant = cel_parser_new(parser, EXPRESSION_CONSTANT, start);
    constant->constant = value;
    return constant;
}

static struct expression *parse_parentheses(struct parser *parser)
{
    uint32_t start = parser->token.start;
    struct expression *inner;

    cel_parser_advance(parser);
    inner = cel_parse_expression(parser);
    if (!inner || !cel_parser_expect(parser, ")"))
        return NULL;
    inner->start = start;
    inner->end = parser->previous_end;
    inner->parenthesised = true;
    return inner;
}

struct expression *cel_parse_primary(struct parser *parser)
{
    uint32_t start = parser->token.start;

    if (parser->token.kind >= TOKEN_INT && parser->token.kind <= TOKEN_BYTES)
        return cel_parse_literal(parser, start, false);
    if (parser->token.kind == TOKEN_NAME)
        return parse_word(parser);
    if (cel_parser_at(parser, "("))
        return parse_parentheses(parser);
    if (cel_parser_at(parser, "["))
        return parse_list(parser);
    if (cel_parser_at(parser, "{"))
        return parse_map(parser);
    if (cel_parser_accept(parser, "."))
        return parse_name(parser, true, start);
    return cel_parser_fail(parser, "a value");
}

/* The name of a field, in backticks or not, into *FIELD. */
static bool parse_field(struct parser *parser, struct str *field)
{
    struct str text = cel_parser_token_text(parser);

    if (parser->token.kind == TOKEN_QUOTED_NAME)
        *field = str_slice(text, 1, text.len - 1);
    else if (parser->token.kind == TOKEN_NAME && !cel_lexer_is_keyword(text))
        *field = text;
    else
        return cel_parser_fail(parser, "the name of a field") != NULL;
    cel_parser_advance(parser);
    return true;
}

/* What follows a dot. */
static struct expression *parse_select(struct parser *parser, struct expression *operand)
{
    bool optional = cel_parser_accept(parser, "?");
    struct token name = parser->token;
    struct expression *select;
    struct str field;

    if (!parse_field(parser, &field))
        return NULL;
    if (!optional && name.kind == TOKEN_NAME && cel_parser_at(parser, "("))
        return parse_call(parser, operand, name, field, operand->start);
    select = cel_parser_new(parser, EXPRESSION_SELECT, operand->start);
    select->select.operand = operand;
    select->select.field = field;
    select->select.field_start = name.start;
    select->select.optional = optional;
    return cel_parser_grow(parser, select, operand) ? select : NULL;
}

/* What follows an opening bracket SIGN. */
static struct expression *parse_index(struct parser *parser, struct expression *operand,
                                      struct token sign)
{
    bool optional = cel_parser_accept(parser, "?");
    struct expression *index = cel_parse_expression(parser);

    if (!index || !cel_parser_expect(parser, "]"))
        return NULL;
    return cel_parser_new_binary(parser, optional ? "_[?_]" : "_[_]", sign, operand, index);
}

struct expression *cel_parse_postfix(struct parser *parser, struct expression *operand)
{
    while (operand) {
        struct token sign = parser->token;

        if (cel_parser_accept(parser, "."))
            operand = parse_select(parser, operand);
        else if (cel_parser_accept(parser, "["))
            operand = parse_index(parser, operand, sign);
        else
            break;
    }
    if (operand && cel_parser_at(parser, "{") &&
        (operand->kind == EXPRESSION_NAME || operand->kind == EXPRESSION_SELECT)) {
        cel_compilation_report(parser->compilation, "cel-syntax", parser->token.start,
                               parser->token.end,
                               "messages are not supported (write a map, {\"key\": value})");
        return NULL;
    }
    return operand;
}
