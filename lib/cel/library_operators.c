/* The operators (langdef.md, "Standard Definitions"). */
#include <math.h>
#include <string.h>

#include "cel/compare.h"
#include "cel/library.h"
#include "cel/library_calendar.h"
#include "cel/node.h"

static struct cel_value overflow(const struct cel_call *call)
{
    return cel_fail(call, "integer overflow: the result does not fit 64 bits");
}

static struct cel_value equality(const struct cel_call *call, const struct cel_value *arguments,
                                 bool wanted)
{
    struct cel_value failure;
    int same = cel_same(&failure, call->evaluation, arguments[0], arguments[1]);

    return same < 0 ? failure : cel_of_bool((same == 1) == wanted);
}

static struct cel_value equal(const struct cel_call *call, const struct cel_value *arguments)
{
    return equality(call, arguments, true);
}

static struct cel_value unequal(const struct cel_call *call, const struct cel_value *arguments)
{
    return equality(call, arguments, false);
}

/* The order of two values, whose comparison is paid for. */
static enum cel_order order(const struct cel_call *call, const struct cel_value *arguments)
{
    if (arguments[0].tag == CEL_STRING || arguments[0].tag == CEL_BYTES)
        cel_library_spend(call, arguments[0].string.len);
    return cel_order(&arguments[0], &arguments[1]);
}

static struct cel_value less(const struct cel_call *call, const struct cel_value *arguments)
{
    return cel_of_bool(order(call, arguments) == CEL_LESS);
}

static struct cel_value greater(const struct cel_call *call, const struct cel_value *arguments)
{
    return cel_of_bool(order(call, arguments) == CEL_GREATER);
}

static struct cel_value at_most(const struct cel_call *call, const struct cel_value *arguments)
{
    enum cel_order found = order(call, arguments);

    return cel_of_bool(found == CEL_LESS || found == CEL_SAME);
}

static struct cel_value at_least(const struct cel_call *call, const struct cel_value *arguments)
{
    enum cel_order found = order(call, arguments);

    return cel_of_bool(found == CEL_GREATER || found == CEL_SAME);
}

static struct cel_value negate_bool(const struct cel_call *call, const struct cel_value *arguments)
{
    (void)call;
    return cel_of_bool(!arguments[0].boolean);
}

static struct cel_value add_ints(const struct cel_call *call, const struct cel_value *arguments)
{
    int64_t sum;

    if (__builtin_add_overflow(arguments[0].integer, arguments[1].integer, &sum))
        return overflow(call);
    return cel_of_int(sum);
}

static struct cel_value add_uints(const struct cel_call *call, const struct cel_value *arguments)
{
    uint64_t sum;

    if (__builtin_add_overflow(arguments[0].natural, arguments[1].natural, &sum))
        return overflow(call);
    return cel_of_uint(sum);
}

static struct cel_value add_doubles(const struct cel_call *call, const struct cel_value *arguments)
{
    (void)call;
    return cel_of_double(arguments[0].real + arguments[1].real);
}

/* Strings or bytes. */
static struct cel_value concatenate(const struct cel_call *call, const struct cel_value *arguments)
{
    struct str a = arguments[0].string, b = arguments[1].string;
    struct cel_value sum = {.tag = arguments[0].tag};
    char *text;

    if (!cel_library_spend(call, a.len + b.len))
        return cel_library_stopped(call);
    text = arena_alloc(call->evaluation->arena, a.len + b.len + 1);
    if (a.len)
        memcpy(text, a.data, a.len);
    if (b.len)
        memcpy(text + a.len, b.data, b.len);
    sum.string = (struct str){text, a.len + b.len};
    return sum;
}

static struct cel_value join_lists(const struct cel_call *call, const struct cel_value *arguments)
{
    struct cel_evaluation *evaluation = call->evaluation;
    size_t first = cel_count(evaluation, arguments[0]),
           second = cel_count(evaluation, arguments[1]);
    struct cel_value *items;

    if (!node_spend(evaluation, first + second))
        return cel_library_stopped(call);
    items = arena_alloc_array(evaluation->arena, first + second, sizeof *items);
    for (size_t i = 0; i < first + second; i++) {
        items[i] = i < first ? cel_at(evaluation, arguments[0], i)
                             : cel_at(evaluation, arguments[1], i - first);
        if (cel_is_failure(items[i]))
            return items[i];
    }
    return cel_of_items(evaluation->arena, items, first + second);
}

static struct cel_value subtract_ints(const struct cel_call *call,
                                      const struct cel_value *arguments)
{
    int64_t difference;

    if (__builtin_sub_overflow(arguments[0].integer, arguments[1].integer, &difference))
        return overflow(call);
    return cel_of_int(difference);
}

static struct cel_value subtract_uints(const struct cel_call *call,
                                       const struct cel_value *arguments)
{
    uint64_t difference;

    if (__builtin_sub_overflow(arguments[0].natural, arguments[1].natural, &difference))
        return overflow(call);
    return cel_of_uint(difference);
}

static struct cel_value subtract_doubles(const struct cel_call *call,
                                         const struct cel_value *arguments)
{
    (void)call;
    return cel_of_double(arguments[0].real - arguments[1].real);
}

static struct cel_value multiply_ints(const struct cel_call *call,
                                      const struct cel_value *arguments)
{
    int64_t product;

    if (__builtin_mul_overflow(arguments[0].integer, arguments[1].integer, &product))
        return overflow(call);
    return cel_of_int(product);
}

static struct cel_value multiply_uints(const struct cel_call *call,
                                       const struct cel_value *arguments)
{
    uint64_t product;

    if (__builtin_mul_overflow(arguments[0].natural, arguments[1].natural, &product))
        return overflow(call);
    return cel_of_uint(product);
}

static struct cel_value multiply_doubles(const struct cel_call *call,
                                         const struct cel_value *arguments)
{
    (void)call;
    return cel_of_double(arguments[0].real * arguments[1].real);
}

static struct cel_value divide_ints(const struct cel_call *call, const struct cel_value *arguments)
{
    if (arguments[1].integer == 0)
        return cel_fail(call, "divide by zero");
    if (arguments[0].integer == INT64_MIN && arguments[1].integer == -1)
        return overflow(call);
    return cel_of_int(arguments[0].integer / arguments[1].integer);
}

static struct cel_value divide_uints(const struct cel_call *call, const struct cel_value *arguments)
{
    if (arguments[1].natural == 0)
        return cel_fail(call, "divide by zero");
    return cel_of_uint(arguments[0].natural / arguments[1].natural);
}

static struct cel_value divide_doubles(const struct cel_call *call,
                                       const struct cel_value *arguments)
{
    double divisor = arguments[1].real;

    (void)call;
    if (divisor == 0) /* IEEE 754, which C leaves undefined */
        return cel_of_double(arguments[0].real == 0 || isnan(arguments[0].real)
                                 ? (double)NAN
                                 : copysign((double)INFINITY, arguments[0].real) *
                                       copysign(1.0, divisor));
    return cel_of_double(arguments[0].real / divisor);
}

static struct cel_value remainder_ints(const struct cel_call *call,
                                       const struct cel_value *arguments)
{
    if (arguments[1].integer == 0)
        return cel_fail(call, "modulus by zero");
    if (arguments[1].integer == -1) /* INT64_MIN % -1 traps on some machines */
        return arguments[0].integer == INT64_MIN ? overflow(call) : cel_of_int(0);
    return cel_of_int(arguments[0].integer % arguments[1].integer);
}

static struct cel_value remainder_uints(const struct cel_call *call,
                                        const struct cel_value *arguments)
{
    if (arguments[1].natural == 0)
        return cel_fail(call, "modulus by zero");
    return cel_of_uint(arguments[0].natural % arguments[1].natural);
}

static struct cel_value negate_int(const struct cel_call *call, const struct cel_value *arguments)
{
    if (arguments[0].integer == INT64_MIN)
        return overflow(call);
    return cel_of_int(-arguments[0].integer);
}

static struct cel_value negate_double(const struct cel_call *call,
                                      const struct cel_value *arguments)
{
    (void)call;
    return cel_of_double(-arguments[0].real);
}

static struct cel_value in_list(const struct cel_call *call, const struct cel_value *arguments)
{
    struct cel_value failure = {.tag = CEL_NULL};
    size_t count = cel_count(call->evaluation, arguments[1]);

    for (size_t i = 0; i < count; i++) {
        struct cel_value one;
        int same = cel_same(&one, call->evaluation, arguments[0],
                            cel_at(call->evaluation, arguments[1], i));

        if (!node_spend(call->evaluation, 1))
            return cel_library_stopped(call);
        if (same == 1)
            return cel_of_bool(true);
        if (same < 0)
            failure = one;
    }
    return cel_is_failure(failure) ? failure : cel_of_bool(false);
}

static struct cel_value in_map(const struct cel_call *call, const struct cel_value *arguments)
{
    struct cel_value value;

    return cel_of_bool(cel_find(&value, call->evaluation, arguments[1], arguments[0]));
}

/* The pairs of types that have an order. */
#define ORDERED(sign, function)                                                                    \
    {                                                                                              \
        {sign "(bool, bool) -> bool", function}, {sign "(int, int) -> bool", function},            \
            {sign "(uint, uint) -> bool", function}, {sign "(double, double) -> bool", function},  \
            {sign "(string, string) -> bool", function},                                           \
            {sign "(bytes, bytes) -> bool", function},                                             \
            {sign "(timestamp, timestamp) -> bool", function},                                     \
            {sign "(duration, duration) -> bool", function},                                       \
            {sign "(int, uint) -> bool", function}, {sign "(int, double) -> bool", function},      \
            {sign "(uint, int) -> bool", function}, {sign "(uint, double) -> bool", function},     \
            {sign "(double, int) -> bool", function}, {sign "(double, uint) -> bool", function},   \
    }

const struct cel_function cel_operators[] = {
    {.name = "_&&_",
     .library = "operators",
     .doc = "true if both are; false if one is, even if the other fails",
     .examples = {"true && false => false", "1 / 0 > 1 && false => false"},
     .overloads = {{"_&&_(bool, bool) -> bool", NULL}}},
    {.name = "_||_",
     .library = "operators",
     .doc = "true if one is, even if the other fails",
     .examples = {"false || true => true", "1 / 0 > 1 || true => true"},
     .overloads = {{"_||_(bool, bool) -> bool", NULL}}},
    {.name = "!_",
     .library = "operators",
     .doc = "not",
     .examples = {"!true => false"},
     .overloads = {{"!_(bool) -> bool", negate_bool}}},
    {.name = "_?_:_",
     .library = "operators",
     .doc = "the first value if the condition holds, else the second",
     .examples = {"1 < 2 ? 'a' : 'b' => 'a'"},
     .overloads = {{"_?_:_(bool, A, A) -> A", NULL}}},
    {.name = "_==_",
     .library = "operators",
     .doc = "equal; numbers by their value whatever their types, lists and maps item by item",
     .examples = {"[1, 2] == [1, 2] => true", "1 == 1.0 => true"},
     .overloads = {{"_==_(A, B) -> bool", equal}}},
    {.name = "_!=_",
     .library = "operators",
     .doc = "not equal",
     .examples = {"'a' != 'b' => true"},
     .overloads = {{"_!=_(A, B) -> bool", unequal}}},
    {.name = "_<_",
     .library = "operators",
     .doc = "less, earlier, shorter; strings by code point",
     .examples = {"1 < 2 => true", "'a' < 'B' => false"},
     .overloads = ORDERED("_<_", less)},
    {.name = "_<=_",
     .library = "operators",
     .doc = "less or equal",
     .examples = {"2 <= 2 => true"},
     .overloads = ORDERED("_<=_", at_most)},
    {.name = "_>_",
     .library = "operators",
     .doc = "greater, later, longer",
     .examples = {"date('2026-02-01') > date('2026-01-31') => true"},
     .overloads = ORDERED("_>_", greater)},
    {.name = "_>=_",
     .library = "operators",
     .doc = "greater or equal",
     .examples = {"3.0 >= 2.5 => true"},
     .overloads = ORDERED("_>=_", at_least)},
    {.name = "@in",
     .library = "operators",
     .doc = "whether a list holds the value, or a map the key",
     .examples = {"2 in [1, 2] => true", "'a' in {'a': 1} => true"},
     .overloads = {{"@in(A, list(A)) -> bool", in_list}, {"@in(A, map(A, B)) -> bool", in_map}}},
    {.name = "_+_",
     .library = "operators",
     .doc = "sum, or one behind the other",
     .examples = {"1 + 2 => 3", "'a' + 'b' => 'ab'", "[1] + [2] => [1, 2]",
                  "date('2026-01-31') + months(1) == date('2026-02-28') => true"},
     .overloads = {{"_+_(int, int) -> int", add_ints},
                   {"_+_(uint, uint) -> uint", add_uints},
                   {"_+_(double, double) -> double", add_doubles},
                   {"_+_(string, string) -> string", concatenate},
                   {"_+_(bytes, bytes) -> bytes", concatenate},
                   {"_+_(list(A), list(A)) -> list(A)", join_lists},
                   {"_+_(timestamp, duration) -> timestamp", cel_calendar_add_duration},
                   {"_+_(duration, timestamp) -> timestamp", cel_calendar_add_duration},
                   {"_+_(duration, duration) -> duration", cel_calendar_add_durations},
                   {"_+_(timestamp, period) -> timestamp", cel_calendar_add_period},
                   {"_+_(period, timestamp) -> timestamp", cel_calendar_add_period},
                   {"_+_(period, period) -> period", cel_calendar_add_periods}}},
    {.name = "_-_",
     .library = "operators",
     .doc = "difference",
     .examples = {"3 - 2 => 1", "date('2026-03-31') - months(1) == date('2026-02-28') => true"},
     .overloads = {{"_-_(int, int) -> int", subtract_ints},
                   {"_-_(uint, uint) -> uint", subtract_uints},
                   {"_-_(double, double) -> double", subtract_doubles},
                   {"_-_(timestamp, timestamp) -> duration", cel_calendar_subtract_timestamps},
                   {"_-_(timestamp, duration) -> timestamp", cel_calendar_subtract_duration},
                   {"_-_(duration, duration) -> duration", cel_calendar_subtract_durations},
                   {"_-_(timestamp, period) -> timestamp", cel_calendar_subtract_period},
                   {"_-_(period, period) -> period", cel_calendar_subtract_periods}}},
    {.name = "_*_",
     .library = "operators",
     .doc = "product",
     .examples = {"3 * 2 => 6"},
     .overloads = {{"_*_(int, int) -> int", multiply_ints},
                   {"_*_(uint, uint) -> uint", multiply_uints},
                   {"_*_(double, double) -> double", multiply_doubles}}},
    {.name = "_/_",
     .library = "operators",
     .doc = "quotient; of ints towards zero",
     .examples = {"7 / 2 => 3", "7.0 / 2.0 => 3.5"},
     .overloads = {{"_/_(int, int) -> int", divide_ints},
                   {"_/_(uint, uint) -> uint", divide_uints},
                   {"_/_(double, double) -> double", divide_doubles}}},
    {.name = "_%_",
     .library = "operators",
     .doc = "remainder, with the sign of the first number",
     .examples = {"7 % 2 => 1", "-7 % 2 => -1"},
     .overloads = {{"_%_(int, int) -> int", remainder_ints},
                   {"_%_(uint, uint) -> uint", remainder_uints}}},
    {.name = "-_",
     .library = "operators",
     .doc = "the negative number",
     .examples = {"-(2) => -2"},
     .overloads = {{"-_(int) -> int", negate_int}, {"-_(double) -> double", negate_double}}},
    {.name = "_[_]",
     .library = "operators",
     .doc = "an item of a list by its index from 0, or of a map by its key",
     .examples = {"[4, 5][1] => 5", "{'a': 1}['a'] => 1"},
     .overloads = {{"_[_](list(A), int) -> A", NULL},
                   {"_[_](map(A, B), A) -> B", NULL},
                   {"_[_](optional(list(A)), int) -> optional(A)", NULL},
                   {"_[_](optional(map(A, B)), A) -> optional(B)", NULL}}},
    {.name = "_[?_]",
     .library = "optional types",
     .doc = "the item as an optional, empty if the item is missing",
     .examples = {"[4][?1].hasValue() => false", "{'a': 1}[?'a'].value() => 1"},
     .overloads = {{"_[?_](list(A), int) -> optional(A)", NULL},
                   {"_[?_](map(A, B), A) -> optional(B)", NULL},
                   {"_[?_](optional(list(A)), int) -> optional(A)", NULL},
                   {"_[?_](optional(map(A, B)), A) -> optional(B)", NULL}}},
    {0},
};
