/*
 * Macros (langdef.md, "Macros", and those of the extensions): calls that bind
 * names or do not evaluate their arguments become expressions of their own.
 */
#include "cel/syntax.h"

struct macro;
typedef struct expression *expand(struct compilation *compilation, const struct macro *macro,
                                  struct expression *call);

static expand expand_has, expand_loop, expand_bind, expand_optional, expand_extreme;

static const struct macro {
    struct cel_function documentation;
    const char *receiver; /* the word before the dot; NULL: any expression; "": none */
    unsigned least, most; /* arguments, the receiver not counted */
    expand *expand;
    int meaning;        /* enum comprehension or enum binding */
    unsigned variables; /* names that come first */
} macros[] = {
    {{.name = "has",
      .library = "standard",
      .doc = "whether the field is present; the parentheses must hold a field access",
      .examples = {"has({'a': 1}.a) => true", "has({'a': 1}.b) => false"}},
     "",
     1,
     1,
     expand_has,
     0,
     0},
    {{.name = "all",
      .library = "standard",
      .doc = "whether the condition holds for every item of a list, every key of a map; with two "
             "names for every index and item, every key and value",
      .examples = {"[1, 2, 3].all(n, n > 0) => true",
                   "{'a': 1}.all(key, value, value > 1) => false"}},
     NULL,
     2,
     2,
     expand_loop,
     COMPREHENSION_ALL,
     1},
    {{.name = "all"}, NULL, 3, 3, expand_loop, COMPREHENSION_ALL, 2},
    {{.name = "exists",
      .library = "standard",
      .doc = "whether the condition holds for at least one item, or key",
      .examples = {"[1, 2, 3].exists(n, n == 2) => true",
                   "['a', 'b'].exists(i, s, i == 1 && s == 'b') => true"}},
     NULL,
     2,
     2,
     expand_loop,
     COMPREHENSION_EXISTS,
     1},
    {{.name = "exists"}, NULL, 3, 3, expand_loop, COMPREHENSION_EXISTS, 2},
    {{.name = "exists_one",
      .library = "standard",
      .doc = "whether the condition holds for exactly one item, or key; existsOne is the same",
      .examples = {"[1, 2, 2].exists_one(n, n == 2) => false",
                   "[1, 2].existsOne(n, n == 2) => true"}},
     NULL,
     2,
     2,
     expand_loop,
     COMPREHENSION_EXISTS_ONE,
     1},
    {{.name = "exists_one"}, NULL, 3, 3, expand_loop, COMPREHENSION_EXISTS_ONE, 2},
    {{.name = "existsOne"}, NULL, 2, 2, expand_loop, COMPREHENSION_EXISTS_ONE, 1},
    {{.name = "existsOne"}, NULL, 3, 3, expand_loop, COMPREHENSION_EXISTS_ONE, 2},
    {{.name = "filter",
      .library = "standard",
      .doc = "the items, or keys, for which the condition holds",
      .examples = {"[1, 2, 3].filter(n, n > 1) => [2, 3]"}},
     NULL,
     2,
     2,
     expand_loop,
     COMPREHENSION_FILTER,
     1},
    {{.name = "map",
      .library = "standard",
      .doc = "a list of what becomes of each item, or key; with a condition in between only of "
             "those for which it holds",
      .examples = {"[1, 2].map(n, n * n) => [1, 4]", "[1, 2].map(n, n > 1, n * n) => [4]"}},
     NULL,
     2,
     3,
     expand_loop,
     COMPREHENSION_MAP,
     1},
    {{.name = "transformList",
      .library = "two-variable comprehensions",
      .doc = "a list of what becomes of each index and item, or key and value",
      .examples = {"['a', 'b'].transformList(i, s, string(i) + s) => ['0a', '1b']",
                   "{'a': 1, 'b': 2}.transformList(k, v, v > 1, k) => ['b']"}},
     NULL,
     3,
     4,
     expand_loop,
     COMPREHENSION_MAP,
     2},
    {{.name = "transformMap",
      .library = "two-variable comprehensions",
      .doc = "a map with the same keys, or the indexes of a list, and new values",
      .examples = {"{'a': 1}.transformMap(k, v, v + 1) => {'a': 2}",
                   "{'a': 1, 'b': 2}.transformMap(k, v, v > 1, v) => {'b': 2}"}},
     NULL,
     3,
     4,
     expand_loop,
     COMPREHENSION_TRANSFORM_MAP,
     2},
    {{.name = "transformMapEntry",
      .library = "two-variable comprehensions",
      .doc = "a map of the entries that each index and item, or key and value, become",
      .examples = {"{'a': 'x'}.transformMapEntry(k, v, {v: k}) => {'x': 'a'}"}},
     NULL,
     3,
     4,
     expand_loop,
     COMPREHENSION_TRANSFORM_ENTRY,
     2},
    {{.name = "sortBy",
      .library = "lists",
      .doc = "the list sorted by what the expression says of each item",
      .examples = {"['bb', 'a'].sortBy(s, s.size()) => ['a', 'bb']"}},
     NULL,
     2,
     2,
     expand_loop,
     COMPREHENSION_SORT,
     1},
    {{.name = "cel.bind",
      .library = "bindings",
      .doc = "the last expression with a name for the value of the second",
      .examples = {"cel.bind(s, 'ab', s + s) => 'abab'"}},
     "cel",
     3,
     3,
     expand_bind,
     BINDING_BIND,
     1},
    {{.name = "optMap",
      .library = "optional types",
      .doc = "an optional of what becomes of the value, if there is one",
      .examples = {"optional.of(2).optMap(n, n + 1).value() => 3",
                   "optional.none().optMap(n, n + 1).hasValue() => false"}},
     NULL,
     2,
     2,
     expand_optional,
     BINDING_OPT_MAP,
     1},
    {{.name = "optFlatMap",
      .library = "optional types",
      .doc = "the optional that becomes of the value, if there is one",
      .examples = {"optional.of({'a': 1}).optFlatMap(m, m.?a).value() => 1"}},
     NULL,
     2,
     2,
     expand_optional,
     BINDING_OPT_FLAT_MAP,
     1},
    {{.name = "math.greatest"}, "math", 3, 1000, expand_extreme, 0, 0},
    {{.name = "math.least"}, "math", 3, 1000, expand_extreme, 0, 0},
};

enum { MACROS = sizeof macros / sizeof macros[0] };

/* The name behind the last dot. */
static struct str last_part(const char *name)
{
    struct str rest = str_of(name), part = rest;

    while (str_split(&part, &rest, '.'))
        ;
    return part;
}

static bool is_receiver(const struct macro *macro, const struct expression *call)
{
    const struct expression *receiver;

    if (!macro->receiver)
        return call->call.receiver;
    if (!*macro->receiver)
        return !call->call.receiver;
    receiver = call->call.receiver ? call->call.arguments[0] : NULL;
    return receiver && receiver->kind == EXPRESSION_NAME && !receiver->name.absolute &&
           str_equal_c(receiver->name.name, macro->receiver);
}

/* The arguments behind the receiver. */
static struct expression **arguments_of(const struct expression *call)
{
    return call->call.arguments + call->call.receiver;
}

static const struct macro *find_macro(const struct expression *call)
{
    size_t count = call->call.count - call->call.receiver;

    for (size_t i = 0; i < MACROS; i++)
        if (str_equal(last_part(macros[i].documentation.name), call->call.function) &&
            is_receiver(&macros[i], call) && count >= macros[i].least && count <= macros[i].most)
            return &macros[i];
    return NULL;
}

/* The expression that stands where CALL stood. */
static struct expression *replace(struct compilation *compilation, enum expression_kind kind,
                                  const struct expression *call)
{
    struct expression *expression = ARENA_NEW(compilation->arena, struct expression);

    expression->kind = kind;
    expression->start = call->start;
    expression->end = call->end;
    expression->height = call->height;
    return expression;
}

static struct expression *expand_has(struct compilation *compilation, const struct macro *macro,
                                     struct expression *call)
{
    struct expression *argument = arguments_of(call)[0], *test;

    (void)macro;
    if (argument->kind != EXPRESSION_SELECT || argument->select.test) {
        cel_compilation_report(compilation, "cel-syntax", argument->start, argument->end,
                               "has() requires a field access such as has(a.b)");
        return NULL;
    }
    test = replace(compilation, EXPRESSION_SELECT, call);
    test->select = argument->select;
    test->select.test = true;
    return test;
}

/* The names that a macro binds, into VARIABLES. */
static bool take_names(struct compilation *compilation, const struct macro *macro,
                       struct local *variables, struct expression *const *arguments)
{
    for (size_t i = 0; i < macro->variables; i++) {
        const struct expression *name = arguments[i];

        if (name->kind != EXPRESSION_NAME || name->name.absolute || name->parenthesised) {
            cel_compilation_report(compilation, "cel-syntax", name->start, name->end,
                                   "%s requires a new name here", macro->documentation.name);
            return false;
        }
        variables[i].name = name->name.name;
    }
    if (macro->variables == 2 && str_equal(variables[0].name, variables[1].name)) {
        cel_compilation_report(compilation, "cel-syntax", arguments[1]->start, arguments[1]->end,
                               "the two names must differ");
        return false;
    }
    return true;
}

static struct local *new_variables(struct compilation *compilation, const struct macro *macro,
                                   struct expression *const *arguments)
{
    struct local *variables =
        arena_alloc_array(compilation->arena, macro->variables, sizeof *variables);

    return take_names(compilation, macro, variables, arguments) ? variables : NULL;
}

static struct expression *expand_loop(struct compilation *compilation, const struct macro *macro,
                                      struct expression *call)
{
    struct expression **arguments = arguments_of(call);
    size_t count = call->call.count - 1 - macro->variables;
    struct expression *loop = replace(compilation, EXPRESSION_COMPREHENSION, call);

    loop->loop.comprehension = (enum comprehension)macro->meaning;
    loop->loop.macro = macro->documentation.name;
    loop->loop.range = call->call.arguments[0];
    loop->loop.variable_count = macro->variables;
    loop->loop.variables = new_variables(compilation, macro, arguments);
    if (!loop->loop.variables)
        return NULL;
    arguments += macro->variables;
    if (macro->meaning <= COMPREHENSION_FILTER || count == 2)
        loop->loop.condition = arguments[0];
    if (macro->meaning > COMPREHENSION_FILTER)
        loop->loop.result = arguments[count - 1];
    return loop;
}

static struct expression *new_bind(struct compilation *compilation, const struct macro *macro,
                                   const struct expression *call, struct expression *const *name,
                                   struct expression *value, struct expression *body)
{
    struct expression *bind = replace(compilation, EXPRESSION_BIND, call);

    bind->bind.binding = (enum binding)macro->meaning;
    bind->bind.variable = new_variables(compilation, macro, name);
    bind->bind.value = value;
    bind->bind.body = body;
    return bind->bind.variable ? bind : NULL;
}

static struct expression *expand_bind(struct compilation *compilation, const struct macro *macro,
                                      struct expression *call)
{
    struct expression **arguments = arguments_of(call);

    return new_bind(compilation, macro, call, arguments, arguments[1], arguments[2]);
}

static struct expression *expand_optional(struct compilation *compilation,
                                          const struct macro *macro, struct expression *call)
{
    struct expression **arguments = arguments_of(call);

    return new_bind(compilation, macro, call, arguments, call->call.arguments[0], arguments[1]);
}

/* math.greatest(a, b, c) is math.greatest([a, b, c]). */
static struct expression *expand_extreme(struct compilation *compilation, const struct macro *macro,
                                         struct expression *call)
{
    size_t count = call->call.count - 1;
    struct expression *list = replace(compilation, EXPRESSION_LIST, call);

    (void)macro;
    list->list.items = arguments_of(call);
    list->list.count = count;
    list->list.optional = arena_alloc_array(compilation->arena, count, sizeof(bool));
    call->call.arguments =
        arena_copy(compilation->arena, (struct expression *[]){call->call.arguments[0], list},
                   2 * sizeof(struct expression *));
    call->call.count = 2;
    return call;
}

struct expression *cel_expand_macro(struct compilation *compilation, struct expression *call)
{
    const struct macro *macro = find_macro(call);

    return macro ? macro->expand(compilation, macro, call) : call;
}

const struct cel_function *cel_macro(size_t index)
{
    return index < MACROS ? &macros[index].documentation : NULL;
}
