#include "cel/compare.h"

#include <math.h>

#include "base/limits.h"
#include "cel/cel.h"

bool cel_is_number(struct cel_value value)
{
    return cel_is_number_tag(value.tag);
}

static enum cel_order order_doubles(double a, double b)
{
    if (isnan(a) || isnan(b))
        return CEL_UNORDERED;
    return (enum cel_order)((a > b) - (a < b));
}

static enum cel_order order_int(int64_t a, const struct cel_value *b)
{
    if (b->tag == CEL_INT)
        return (enum cel_order)((a > b->integer) - (a < b->integer));
    if (b->tag == CEL_UINT) {
        if (a < 0 || (uint64_t)a < b->natural)
            return CEL_LESS;
        return (uint64_t)a > b->natural ? CEL_GREATER : CEL_SAME;
    }
    return order_doubles((double)a, b->real);
}

static enum cel_order order_uint(uint64_t a, const struct cel_value *b)
{
    if (b->tag == CEL_UINT)
        return (enum cel_order)((a > b->natural) - (a < b->natural));
    return order_doubles((double)a, b->real);
}

static enum cel_order reverse(enum cel_order order)
{
    return order == CEL_UNORDERED ? order : (enum cel_order)(-(int)order);
}

enum cel_order cel_order_numbers(const struct cel_value *a, const struct cel_value *b)
{
    if (a->tag == CEL_DOUBLE && b->tag == CEL_DOUBLE)
        return order_doubles(a->real, b->real);
    if (a->tag == CEL_INT)
        return order_int(a->integer, b);
    if (b->tag == CEL_INT)
        return reverse(order_int(b->integer, a));
    if (a->tag == CEL_UINT)
        return order_uint(a->natural, b);
    return reverse(order_uint(b->natural, a));
}

static enum cel_order order_times(const struct cel_value *a, const struct cel_value *b)
{
    if (a->time.seconds != b->time.seconds)
        return a->time.seconds < b->time.seconds ? CEL_LESS : CEL_GREATER;
    return (enum cel_order)((a->time.nanos > b->time.nanos) - (a->time.nanos < b->time.nanos));
}

enum cel_order cel_order(const struct cel_value *a, const struct cel_value *b)
{
    int order;

    if (cel_is_number_tag(a->tag) && cel_is_number_tag(b->tag))
        return cel_order_numbers(a, b);
    if (a->tag != b->tag)
        return CEL_UNORDERED;
    if (a->tag == CEL_BOOL)
        return (enum cel_order)(a->boolean - b->boolean);
    if (a->tag == CEL_TIMESTAMP || a->tag == CEL_DURATION)
        return order_times(a, b);
    if (a->tag != CEL_STRING && a->tag != CEL_BYTES)
        return CEL_UNORDERED;
    /* The bytes of UTF-8 are in the order of the code points. */
    order = str_compare(a->string, b->string);
    return (enum cel_order)((order > 0) - (order < 0));
}

static int same_lists(struct cel_value *failure, struct cel_evaluation *evaluation,
                      struct cel_value a, struct cel_value b)
{
    size_t count = cel_count(evaluation, a);
    int result = 1;

    if (count != cel_count(evaluation, b))
        return 0;
    cel_spend(evaluation, count);
    for (size_t i = 0; i < count && result != 0 && !evaluation->stop; i++) {
        int same =
            cel_same(failure, evaluation, cel_at(evaluation, a, i), cel_at(evaluation, b, i));

        if (same <= 0)
            result = same;
    }
    return result;
}

static int same_maps(struct cel_value *failure, struct cel_evaluation *evaluation,
                     struct cel_value a, struct cel_value b)
{
    size_t count = cel_count(evaluation, a);
    int result = 1;

    if (count != cel_count(evaluation, b))
        return 0;
    cel_spend(evaluation, count);
    for (size_t i = 0; i < count && result != 0 && !evaluation->stop; i++) {
        struct cel_value other;
        int same;

        if (!cel_find(&other, evaluation, b, cel_key_at(evaluation, a, i)))
            return 0;
        same = cel_same(failure, evaluation, cel_item_at(evaluation, a, i), other);
        if (same <= 0)
            result = same;
    }
    return result;
}

static int same_scalars(struct cel_value a, struct cel_value b)
{
    switch ((enum cel_tag)a.tag) {
    case CEL_NULL:
        return 1;
    case CEL_TYPE: /* by the name alone: the type of a list does not know its items */
        return str_equal(cel_type_name(a.type), cel_type_name(b.type));
    case CEL_PERIOD:
        return a.period.months == b.period.months && a.period.days == b.period.days;
    case CEL_BOOL:
    case CEL_STRING:
    case CEL_BYTES:
    case CEL_TIMESTAMP:
    case CEL_DURATION:
        return cel_order(&a, &b) == CEL_SAME;
    case CEL_INT:
    case CEL_UINT:
    case CEL_DOUBLE:
    case CEL_LIST:
    case CEL_MAP:
    case CEL_OPTIONAL:
    case CEL_ERROR:
    case CEL_UNKNOWN:
        break;
    }
    return 0;
}

/* Containers, which may nest as deep as a document or an expression does. */
static int same_containers(struct cel_value *failure, struct cel_evaluation *evaluation,
                           struct cel_value a, struct cel_value b)
{
    int result;

    if (!cel_spend(evaluation, 1) || evaluation->depth > 2 * LIMIT_DEPTH) {
        *failure = cel_fault(evaluation->arena, CEL_FAULT_LIMIT, "the values are nested too deep");
        return -1;
    }
    evaluation->depth++;
    if (a.tag == CEL_LIST)
        result = same_lists(failure, evaluation, a, b);
    else if (a.tag == CEL_MAP)
        result = same_maps(failure, evaluation, a, b);
    else if (!a.inner || !b.inner)
        result = a.inner == b.inner;
    else
        result = cel_same(failure, evaluation, *a.inner, *b.inner);
    evaluation->depth--;
    return result;
}

int cel_same(struct cel_value *failure, struct cel_evaluation *evaluation, struct cel_value a,
             struct cel_value b)
{
    if (cel_is_failure(a) || cel_is_failure(b)) {
        *failure = cel_is_failure(a) ? a : b;
        return -1;
    }
    if (cel_is_number(a) && cel_is_number(b))
        return cel_order_numbers(&a, &b) == CEL_SAME;
    if (a.tag != b.tag)
        return 0;
    if (a.tag == CEL_LIST || a.tag == CEL_MAP || a.tag == CEL_OPTIONAL)
        return same_containers(failure, evaluation, a, b);
    if (a.tag == CEL_STRING || a.tag == CEL_BYTES)
        evaluation->cost += a.string.len / 10;
    return same_scalars(a, b);
}

bool cel_equal(struct cel_evaluation *evaluation, struct cel_value a, struct cel_value b)
{
    struct cel_value failure;

    return cel_same(&failure, evaluation, a, b) == 1;
}
