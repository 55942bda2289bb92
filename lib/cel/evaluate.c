/* The evaluation of names, fields and indexes (langdef.md, "Evaluation"). */
#include "cel/node.h"

struct cel_value cel_node_locate(const struct cel_node *node, struct cel_evaluation *evaluation,
                                 struct cel_value value)
{
    struct cel_fault *located;

    if (value.tag != CEL_ERROR || value.fault->span.source)
        return value;
    located = arena_copy(evaluation->arena, value.fault, sizeof *located);
    located->span = node->span;
    if (!located->where)
        located->where = value.where;
    value.fault = located;
    return value;
}

struct cel_value cel_node_fail(const struct cel_node *node, struct cel_evaluation *evaluation,
                               const char *format, ...)
{
    struct cel_fault *fault = ARENA_NEW(evaluation->arena, struct cel_fault);
    va_list arguments;

    fault->span = node->span;
    va_start(arguments, format);
    fault->message = arena_vprintf(evaluation->arena, format, arguments);
    va_end(arguments);
    return (struct cel_value){.tag = CEL_ERROR, .fault = fault};
}

static bool is_missing(const struct cel_missing *set, struct str what)
{
    for (; set; set = set->next)
        if (str_equal(set->what, what))
            return true;
    return false;
}

/* What is missing in A, and then what is missing in B alone. */
static const struct cel_missing *join_missing(struct arena *arena, const struct cel_missing *a,
                                              const struct cel_missing *b)
{
    const struct cel_missing *first = NULL, **last = &first;

    for (const struct cel_missing *missing = a; missing; missing = missing->next) {
        struct cel_missing *copy = arena_copy(arena, missing, sizeof *missing);

        *last = copy;
        last = &copy->next;
    }
    for (; b; b = b->next) {
        struct cel_missing *copy;

        if (is_missing(a, b->what))
            continue;
        copy = arena_copy(arena, b, sizeof *b);
        copy->next = NULL;
        *last = copy;
        last = &copy->next;
    }
    return first;
}

struct cel_value cel_node_merge(struct cel_evaluation *evaluation, struct cel_value a,
                                struct cel_value b)
{
    if (a.tag == CEL_UNKNOWN && b.tag == CEL_UNKNOWN) {
        a.missing = join_missing(evaluation->arena, a.missing, b.missing);
        return a;
    }
    if (a.tag == CEL_UNKNOWN || b.tag == CEL_UNKNOWN)
        return a.tag == CEL_UNKNOWN ? a : b;
    /* An invalid field says why there is no result, and is reported already. */
    return b.fault->kind == CEL_FAULT_INVALID ? b : a;
}

struct str cel_node_types(struct cel_evaluation *evaluation, const struct cel_value *values,
                          size_t count)
{
    struct str list = {0};

    for (size_t i = 0; i < count; i++)
        list = arena_printf(evaluation->arena, "%.*s%s%.*s", STR_ARG(list), i ? ", " : "",
                            STR_ARG(cel_type_name(cel_value_type(values[i]))));
    return list;
}

const struct cel_value *cel_evaluate_constant(const struct cel_node *node,
                                              struct cel_evaluation *evaluation,
                                              struct cel_value *room)
{
    (void)evaluation;
    (void)room;
    return &((const struct constant_node *)node)->value;
}

const struct cel_value *cel_evaluate_local(const struct cel_node *node,
                                           struct cel_evaluation *evaluation,
                                           struct cel_value *room)
{
    (void)room;
    evaluation->cost++;
    return &evaluation->locals[((const struct name_node *)node)->index];
}

const struct cel_value *cel_evaluate_unknown_name(const struct cel_node *node,
                                                  struct cel_evaluation *evaluation,
                                                  struct cel_value *room)
{
    return node_put(room, cel_node_fail(node, evaluation, "unknown variable %.*s",
                                        STR_ARG(((const struct name_node *)node)->name)));
}

/* The value of a variable that nobody bound: the caller is asked once. */
static struct cel_value resolve(const struct name_node *name, struct cel_evaluation *evaluation)
{
    struct cel_value value;

    if (!evaluation->resolve || name->index >= evaluation->slot_count)
        return cel_node_fail(&name->node, evaluation, "the variable %.*s has no value",
                             STR_ARG(name->name));
    value = evaluation->resolve(evaluation, evaluation->resolve_context, name->index);
    cel_bind(evaluation, name->index, value);
    return value;
}

const struct cel_value *cel_evaluate_variable(const struct cel_node *node,
                                              struct cel_evaluation *evaluation,
                                              struct cel_value *room)
{
    const struct name_node *name = (const struct name_node *)node;
    unsigned slot = name->index;

    evaluation->cost++;
    if (slot >= evaluation->slot_count || !evaluation->bound[slot])
        return node_put(room, cel_node_locate(node, evaluation, resolve(name, evaluation)));
    if (evaluation->variables[slot].tag == CEL_ERROR)
        return node_put(room, cel_node_locate(node, evaluation, evaluation->variables[slot]));
    return &evaluation->variables[slot];
}

/* FAILURE, an error, came of CULPRIT: that is where it stands in a document. */
static struct cel_value blame(struct cel_evaluation *evaluation, struct cel_value failure,
                              struct cel_value culprit)
{
    struct cel_fault *fault = arena_copy(evaluation->arena, failure.fault, sizeof *fault);

    fault->where = culprit.where;
    failure.fault = fault;
    failure.where = culprit.where;
    return failure;
}

static struct cel_value no_fields(const struct cel_node *node, struct cel_evaluation *evaluation,
                                  struct cel_value operand)
{
    return blame(evaluation,
                 cel_node_fail(node, evaluation, "%.*s has no fields",
                               STR_ARG(cel_type_name(cel_value_type(operand)))),
                 operand);
}

static struct cel_value optional_of(struct cel_evaluation *evaluation, struct cel_value value)
{
    return cel_is_failure(value) ? value : cel_of_optional(evaluation->arena, &value);
}

/* The field of MAP as an optional. */
static struct cel_value find_optional(const struct select_node *select,
                                      struct cel_evaluation *evaluation, struct cel_value map)
{
    struct cel_value value;

    if (map.tag == CEL_OPTIONAL) {
        if (!map.inner)
            return map;
        map = *map.inner;
    }
    if (map.tag != CEL_MAP)
        return no_fields(&select->node, evaluation, map);
    if (!cel_find_field(&value, evaluation, &map, &select->key, true))
        return cel_of_optional(evaluation->arena, NULL);
    return cel_node_locate(&select->node, evaluation, optional_of(evaluation, value));
}

/* A declared field that is always there and is not: the schema's finding says so already. */
static bool lacks_required(const struct select_node *select, struct cel_value operand)
{
    const struct cel_field *field;

    if (operand.form != CEL_FORM_DOCUMENT || !operand.document.type ||
        operand.document.type->kind != CEL_TYPE_OBJECT)
        return false;
    field = cel_object_field(operand.document.type->object, select->key.name,
                             str_hash(select->key.name));
    return field && !field->optional;
}

/* What a field access comes to when there is no such field to be had. */
static struct cel_value select_failure(const struct select_node *select,
                                       struct cel_evaluation *evaluation, struct cel_value operand)
{
    struct cel_value failure;

    if (cel_is_failure(operand))
        return operand;
    if (operand.tag == CEL_OPTIONAL)
        return find_optional(select, evaluation, operand);
    if (operand.tag != CEL_MAP)
        return no_fields(&select->node, evaluation, operand);
    if (lacks_required(select, operand))
        return cel_fault(evaluation->arena, CEL_FAULT_INVALID, "the required field %.*s is absent",
                         STR_ARG(select->key.name));
    failure =
        cel_node_fail(&select->node, evaluation, "no such key: '%.*s'", STR_ARG(select->key.name));
    return blame(evaluation, failure, operand);
}

const struct cel_value *cel_evaluate_select(const struct cel_node *node,
                                            struct cel_evaluation *evaluation,
                                            struct cel_value *room)
{
    const struct select_node *select = (const struct select_node *)node;
    struct cel_value operand_room;
    const struct cel_value *operand =
        select->operand->evaluate(select->operand, evaluation, &operand_room);

    evaluation->cost++;
    if (operand->tag != CEL_MAP || !cel_find_field(room, evaluation, operand, &select->key, true))
        return node_put(room, select_failure(select, evaluation, *operand));
    if (room->tag == CEL_ERROR)
        *room = cel_node_locate(node, evaluation, *room);
    return room;
}

const struct cel_value *cel_evaluate_optional_select(const struct cel_node *node,
                                                     struct cel_evaluation *evaluation,
                                                     struct cel_value *room)
{
    const struct select_node *select = (const struct select_node *)node;
    struct cel_value operand = node_value(select->operand, evaluation);

    evaluation->cost++;
    return node_put(room,
                    cel_is_failure(operand) ? operand : find_optional(select, evaluation, operand));
}

const struct cel_value *cel_evaluate_test(const struct cel_node *node,
                                          struct cel_evaluation *evaluation, struct cel_value *room)
{
    const struct select_node *select = (const struct select_node *)node;
    struct cel_value operand = node_value(select->operand, evaluation), value;

    evaluation->cost++;
    if (cel_is_failure(operand))
        return node_put(room, operand);
    if (operand.tag == CEL_OPTIONAL) {
        if (!operand.inner)
            return node_put(room, cel_of_bool(false));
        operand = *operand.inner;
    }
    if (operand.tag != CEL_MAP)
        return node_put(room, no_fields(node, evaluation, operand));
    value = cel_of_bool(cel_find_field(&value, evaluation, &operand, &select->key, false));
    value.where = operand.where;
    return node_put(room, value);
}

/* INDEX as the position of an item; false if it is no integer. */
static bool position_of(int64_t *position, struct cel_value index)
{
    *position = -1;
    if (index.tag == CEL_INT)
        *position = index.integer;
    else if (index.tag == CEL_UINT)
        *position = index.natural <= INT64_MAX ? (int64_t)index.natural : INT64_MAX;
    else if (index.tag == CEL_DOUBLE && index.real >= -0x1p62 && index.real <= 0x1p62 &&
             index.real == (double)(int64_t)index.real)
        *position = (int64_t)index.real;
    else
        return false;
    return true;
}

/* The item or entry; *FOUND is false if it is not there. */
static struct cel_value look_up(bool *found, const struct index_node *node,
                                struct cel_evaluation *evaluation, struct cel_value container,
                                struct cel_value index)
{
    struct cel_value value = {.tag = CEL_NULL};
    int64_t position;

    *found = true;
    if (container.tag == CEL_MAP) {
        *found = cel_find(&value, evaluation, container, index);
        return value;
    }
    if (container.tag != CEL_LIST)
        return cel_node_fail(&node->node, evaluation, "no such overload: %.*s cannot be indexed",
                             STR_ARG(cel_type_name(cel_value_type(container))));
    if (!position_of(&position, index))
        return cel_node_fail(&node->node, evaluation, "the index of a list is an int, not %.*s",
                             STR_ARG(cel_type_name(cel_value_type(index))));
    *found = position >= 0 && (uint64_t)position < cel_count(evaluation, container);
    return *found ? cel_at(evaluation, container, (size_t)position) : value;
}

static struct cel_value not_there(const struct index_node *node, struct cel_evaluation *evaluation,
                                  struct cel_value container, struct cel_value index)
{
    struct buffer text;
    struct cel_value failure;

    buffer_init(&text);
    cel_write_text(&text, evaluation, index);
    failure =
        cel_node_fail(&node->node, evaluation,
                      container.tag == CEL_LIST ? "index out of range: %.*s" : "no such key: %.*s",
                      STR_ARG(buffer_str(&text)));
    buffer_release(&text);
    return blame(evaluation, failure, container);
}

const struct cel_value *cel_evaluate_index(const struct cel_node *base,
                                           struct cel_evaluation *evaluation,
                                           struct cel_value *room)
{
    const struct index_node *node = (const struct index_node *)base;
    struct cel_value container = node_value(node->operand, evaluation);
    struct cel_value index = node_value(node->index, evaluation), value;
    bool optional = node->optional, found;

    evaluation->cost += 1 + (index.tag == CEL_STRING ? index.string.len / 10 : 0);
    if (cel_is_failure(container) || cel_is_failure(index))
        return node_put(room, !cel_is_failure(index) ? container
                              : !cel_is_failure(container)
                                  ? index
                                  : cel_node_merge(evaluation, container, index));
    if (container.tag == CEL_OPTIONAL) {
        if (!container.inner)
            return node_put(room, container);
        container = *container.inner;
        optional = true;
    }
    value = look_up(&found, node, evaluation, container, index);
    if (!found)
        return node_put(room, optional ? cel_of_optional(evaluation->arena, NULL)
                                       : not_there(node, evaluation, container, index));
    value = cel_node_locate(base, evaluation, value);
    return node_put(room, optional ? optional_of(evaluation, value) : value);
}
