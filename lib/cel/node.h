/*
 * The compiled form of an expression: a tree of nodes, each with the function
 * that evaluates it.
 */
#ifndef CEL_NODE_H
#define CEL_NODE_H

#include "base/vector.h"
#include "cel/container.h"
#include "cel/syntax.h"
#include "regex/regex.h"

struct cel_node;
/*
 * The value of NODE: where it stands already (a variable, a constant), or put into ROOM.
 * Valid as long as ROOM, and until a comprehension variable gets its next value.
 */
typedef const struct cel_value *evaluate_node(const struct cel_node *node,
                                              struct cel_evaluation *evaluation,
                                              struct cel_value *room);

/* What all nodes begin with. */
struct cel_node {
    evaluate_node *evaluate;
    struct span span; /* of the expression, in its source */
};

struct constant_node {
    struct cel_node node;
    struct cel_value value;
};

/* A variable, a comprehension variable, or a name that is not declared. */
struct name_node {
    struct cel_node node;
    unsigned index; /* slot, or place among the locals */
    struct str name;
};

struct select_node {
    struct cel_node node;
    const struct cel_node *operand;
    struct cel_key key;
};

struct call_node {
    struct cel_node node;
    const struct overload *const *overloads; /* tried in order */
    size_t overload_count;
    const struct cel_node **arguments;
    size_t count;
    struct str function;       /* for messages */
    const struct regex *regex; /* of the argument that is a constant pattern, or NULL */
};

/* < <= > >=: a call that knows the answer for numbers. */
struct compare_node {
    struct call_node call;
    const struct cel_value *constant; /* the right side if it is one, else NULL */
    unsigned wanted; /* bit set of the orders for which it is true: 1 less, 2 same, 4 greater */
};

/* && and || over any number of operands. */
struct logic_node {
    struct cel_node node;
    const struct cel_node **operands;
    size_t count;
    bool decisive; /* the operand that decides: false for &&, true for || */
};

/* condition ? yes : no */
struct conditional_node {
    struct cel_node node;
    const struct cel_node *condition, *yes, *no;
};

/* operand[index], operand[?index] */
struct index_node {
    struct cel_node node;
    const struct cel_node *operand, *index;
    bool optional;
};

/* optional.or(other), optional.orValue(other) */
struct otherwise_node {
    struct cel_node node;
    const struct cel_node *optional, *other;
    bool unwrap; /* orValue */
};

/* Lists, and maps if there are keys. */
struct aggregate_node {
    struct cel_node node;
    const struct cel_node **keys;
    const struct cel_node **items;
    const bool *optional;
    size_t count;
};

struct loop_node {
    struct cel_node node;
    const struct cel_node *range;
    const struct cel_node *condition; /* or NULL */
    const struct cel_node *result;    /* or NULL */
    unsigned first;                   /* the place of the first variable among the locals */
    bool two;                         /* it has two variables */
    enum comprehension comprehension;
};

struct bind_node {
    struct cel_node node;
    const struct cel_node *value, *body;
    unsigned index;
    enum binding binding;
};

struct cel_program {
    const struct cel_node *root;
    const struct expression *expression; /* the tree, for guards */
    const struct cel_type *type;
    unsigned local_count;
    VECTOR(unsigned) slots; /* the variables that it reads */
    VECTOR(struct regex *) regexes;
};

evaluate_node cel_evaluate_constant, cel_evaluate_local, cel_evaluate_variable,
    cel_evaluate_unknown_name;
evaluate_node cel_evaluate_select, cel_evaluate_optional_select, cel_evaluate_test,
    cel_evaluate_index;
evaluate_node cel_evaluate_call, cel_evaluate_comparison, cel_evaluate_logic,
    cel_evaluate_conditional;
evaluate_node cel_evaluate_list, cel_evaluate_map, cel_evaluate_bind, cel_evaluate_otherwise;
evaluate_node cel_evaluate_quantifier; /* all and exists */
evaluate_node cel_evaluate_exists_one, cel_evaluate_filter, cel_evaluate_map_macro,
    cel_evaluate_transform, cel_evaluate_sort;

/* Make the nodes of a checked tree; false if something was reported (a wrong pattern). */
bool cel_plan(struct cel_program *program, struct compilation *compilation);

/* An error at NODE. */
struct cel_value cel_node_fail(const struct cel_node *node, struct cel_evaluation *evaluation,
                               const char *format, ...) __attribute__((format(printf, 3, 4)));
/* VALUE, with NODE's span if it is an error that has none. */
struct cel_value cel_node_locate(const struct cel_node *node, struct cel_evaluation *evaluation,
                                 struct cel_value value);
/* The failure that stands for both: unknowns are joined, and come before errors. */
struct cel_value cel_node_merge(struct cel_evaluation *evaluation, struct cel_value a,
                                struct cel_value b);
/* "int, list": the types of values for a message. */
struct str cel_node_types(struct cel_evaluation *evaluation, const struct cel_value *values,
                          size_t count);

static inline struct cel_value node_value(const struct cel_node *node,
                                          struct cel_evaluation *evaluation)
{
    struct cel_value room;

    return *node->evaluate(node, evaluation, &room);
}

static inline const struct cel_value *node_put(struct cel_value *room, struct cel_value value)
{
    *room = value;
    return room;
}

/*
 * Put a bool into ROOM. Written field by field: what is built elsewhere and copied at once
 * waits for its bytes in the processor's store buffer.
 */
static inline const struct cel_value *node_put_bool(struct cel_value *room, bool boolean)
{
    room->tag = CEL_BOOL;
    room->form = CEL_FORM_BUILT;
    room->where = NULL;
    room->boolean = boolean;
    return room;
}

/* Spend COST; false if the limit is exceeded, and evaluation->stop says so. */
static inline bool node_spend(struct cel_evaluation *evaluation, uint64_t cost)
{
    evaluation->cost += cost;
    return evaluation->cost <= evaluation->cost_limit || cel_spend(evaluation, 0);
}

#endif
