/*
 * The syntax tree: what the parser makes, the checker annotates, and the
 * planner turns into a program.
 */
#ifndef CEL_SYNTAX_H
#define CEL_SYNTAX_H

#include "cel/cel.h"

enum expression_kind {
    EXPRESSION_CONSTANT,
    EXPRESSION_NAME,
    EXPRESSION_SELECT, /* operand.field, operand.?field, has(operand.field) */
    EXPRESSION_CALL,   /* functions and operators ("_+_") */
    EXPRESSION_LIST,
    EXPRESSION_MAP,
    EXPRESSION_COMPREHENSION, /* range.all(x, condition) and its like */
    EXPRESSION_BIND           /* cel.bind(x, value, body), value.optMap(x, body) */
};

enum comprehension {
    COMPREHENSION_ALL,
    COMPREHENSION_EXISTS,
    COMPREHENSION_EXISTS_ONE,
    COMPREHENSION_FILTER,
    COMPREHENSION_MAP, /* to a list: map and transformList */
    COMPREHENSION_TRANSFORM_MAP,
    COMPREHENSION_TRANSFORM_ENTRY,
    COMPREHENSION_SORT
};

enum binding { BINDING_BIND, BINDING_OPT_MAP, BINDING_OPT_FLAT_MAP };

/* What a name stands for. */
enum reference { REFERENCE_NONE, REFERENCE_LOCAL, REFERENCE_VARIABLE, REFERENCE_CONSTANT };

/* A comprehension variable. */
struct local {
    struct str name;
    const struct cel_type *type; /* found by the checker */
    unsigned index;              /* its place among the locals */
    const struct local *outer;   /* the next one in scope */
};

struct overload;

struct expression {
    enum expression_kind kind;
    uint32_t start, end;         /* bytes of the text */
    unsigned height;             /* of the tree below, itself included */
    bool parenthesised;          /* (a.b).c is never the name a.b.c */
    const struct cel_type *type; /* found by the checker */
    union {
        struct cel_value constant; /* CONSTANT */
        struct {
            struct str name;
            bool absolute; /* written with a leading dot */
            enum reference reference;
            unsigned slot;                 /* of REFERENCE_VARIABLE */
            const struct local *local;     /* of REFERENCE_LOCAL */
            const struct cel_value *value; /* of REFERENCE_CONSTANT */
        } name;
        struct {
            struct expression *operand;
            struct str field;
            uint32_t field_start;          /* where the field's name stands */
            bool optional;                 /* .? */
            bool test;                     /* has() */
            const struct cel_field *found; /* the declared field, or NULL */
        } select;
        struct {
            struct str function;
            uint32_t function_start, function_end; /* where its name or sign stands */
            struct expression **arguments;         /* the receiver first */
            size_t count;
            bool receiver;                     /* written receiver.function(...) */
            const struct overload **overloads; /* candidates, found by the checker */
            size_t overload_count;
        } call;
        struct {
            struct expression **items;
            bool *optional; /* [?item] */
            size_t count;
        } list;
        struct {
            struct expression **keys;
            struct expression **items;
            bool *optional; /* {?key: item} */
            size_t count;
        } map;
        struct {
            enum comprehension comprehension;
            const char *macro; /* as written */
            struct expression *range;
            struct local *variables; /* one, or two: key or index, and value */
            size_t variable_count;
            struct expression *condition; /* NULL: always true */
            struct expression *result;    /* of MAP, TRANSFORM_*, SORT */
        } loop;
        struct {
            enum binding binding;
            struct local *variable;
            struct expression *value;
            struct expression *body;
        } bind;
    };
};

/* A function's signature, read. */
struct overload {
    const struct cel_function *function;
    const struct cel_overload *declaration;
    void *context;
    bool receiver;
    size_t count; /* of parameters, the receiver included */
    const struct cel_type *parameters[6];
    uint32_t accepted[6]; /* bit set of the tags that each parameter takes */
    const struct cel_type *result;
    struct overload *following; /* of the same function */
};

/* What the stages of compilation share. */
struct compilation {
    const struct cel_environment *environment;
    const struct cel_text *text;
    const struct cel_options *options;
    struct arena *arena;
    struct sink *sink;
    bool failed;
};

/* Report at bytes START..END of the text, and fail. */
struct diagnostic *cel_compilation_report(struct compilation *compilation, const char *code,
                                          uint32_t start, uint32_t end, const char *format, ...)
    __attribute__((format(printf, 5, 6)));
/* The span in the source of bytes START..END of the text. */
struct span cel_compilation_span(const struct cel_text *text, uint32_t start, uint32_t end);

/* Parse the text; NULL if something was reported. */
struct expression *cel_parse(struct compilation *compilation);

/* What a call stands for if it is a macro: another expression, the call itself, or NULL (reported).
 */
struct expression *cel_expand_macro(struct compilation *compilation, struct expression *call);

/* The syntax tree that a program was made of. */
const struct expression *cel_program_expression(const struct cel_program *program);

/* Resolve names and find types; false if something was reported. */
bool cel_check(struct compilation *compilation, struct expression *expression);

#endif
