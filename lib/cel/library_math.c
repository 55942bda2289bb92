/* The math extension: extremes, rounding, tests. */
#include <math.h>

#include "cel/compare.h"
#include "cel/library.h"
#include "cel/node.h"

/* The one of A and B that is ORDER than the other; the first if they are equal. */
static struct cel_value extreme(struct cel_value a, struct cel_value b, enum cel_order order)
{
    return cel_order_numbers(&b, &a) == order ? b : a;
}

static struct cel_value extreme_of(const struct cel_call *call, const struct cel_value *arguments,
                                   enum cel_order order)
{
    if (call->count == 1)
        return arguments[0];
    return extreme(arguments[0], arguments[1], order);
}

static struct cel_value extreme_of_list(const struct cel_call *call,
                                        const struct cel_value *arguments, enum cel_order order)
{
    size_t count = cel_count(call->evaluation, arguments[0]);
    struct cel_value best = {.tag = CEL_NULL};

    if (count == 0)
        return cel_fail(call, "the list must not be empty");
    if (!node_spend(call->evaluation, count))
        return cel_library_stopped(call);
    for (size_t i = 0; i < count; i++) {
        struct cel_value item = cel_at(call->evaluation, arguments[0], i);

        if (cel_is_failure(item))
            return item;
        if (!cel_is_number(item))
            return cel_fail(call, "no such overload: the list must hold numbers");
        best = i ? extreme(best, item, order) : item;
    }
    return best;
}

static struct cel_value greatest(const struct cel_call *call, const struct cel_value *arguments)
{
    return extreme_of(call, arguments, CEL_GREATER);
}

static struct cel_value greatest_of_list(const struct cel_call *call,
                                         const struct cel_value *arguments)
{
    return extreme_of_list(call, arguments, CEL_GREATER);
}

static struct cel_value least(const struct cel_call *call, const struct cel_value *arguments)
{
    return extreme_of(call, arguments, CEL_LESS);
}

static struct cel_value least_of_list(const struct cel_call *call,
                                      const struct cel_value *arguments)
{
    return extreme_of_list(call, arguments, CEL_LESS);
}

#define OF_DOUBLE(name, result)                                                                    \
    static struct cel_value name(const struct cel_call *call, const struct cel_value *arguments)   \
    {                                                                                              \
        double real = arguments[0].real;                                                           \
                                                                                                   \
        (void)call;                                                                                \
        return result;                                                                             \
    }

OF_DOUBLE(ceiling, cel_of_double(ceil(real)))
OF_DOUBLE(floor_of, cel_of_double(floor(real)))
OF_DOUBLE(round_half_away, cel_of_double(round(real)))
OF_DOUBLE(truncate_towards_zero, cel_of_double(trunc(real)))
OF_DOUBLE(absolute_double, cel_of_double(fabs(real)))
OF_DOUBLE(sign_of_double, cel_of_double(isnan(real) || real == 0 ? real : copysign(1.0, real)))
OF_DOUBLE(is_infinite, cel_of_bool(isinf(real)))
OF_DOUBLE(is_nan, cel_of_bool(isnan(real)))
OF_DOUBLE(is_finite, cel_of_bool(isfinite(real)))
OF_DOUBLE(square_root, cel_of_double(sqrt(real)))

static struct cel_value absolute_int(const struct cel_call *call, const struct cel_value *arguments)
{
    if (arguments[0].integer == INT64_MIN)
        return cel_fail(call, "integer overflow: the result does not fit 64 bits");
    return cel_of_int(arguments[0].integer < 0 ? -arguments[0].integer : arguments[0].integer);
}

static struct cel_value same(const struct cel_call *call, const struct cel_value *arguments)
{
    (void)call;
    return arguments[0];
}

static struct cel_value sign_of_int(const struct cel_call *call, const struct cel_value *arguments)
{
    (void)call;
    return cel_of_int((arguments[0].integer > 0) - (arguments[0].integer < 0));
}

static struct cel_value sign_of_uint(const struct cel_call *call, const struct cel_value *arguments)
{
    (void)call;
    return cel_of_uint(arguments[0].natural > 0);
}

static struct cel_value root_of_int(const struct cel_call *call, const struct cel_value *arguments)
{
    (void)call;
    return cel_of_double(sqrt((double)arguments[0].integer));
}

static struct cel_value root_of_uint(const struct cel_call *call, const struct cel_value *arguments)
{
    (void)call;
    return cel_of_double(sqrt((double)arguments[0].natural));
}

#define EXTREME(name, of_values, of_list)                                                          \
    {                                                                                              \
        {name "(int) -> int", of_values}, {name "(uint) -> uint", of_values},                      \
            {name "(double) -> double", of_values}, {name "(list(int)) -> int", of_list},          \
            {name "(list(uint)) -> uint", of_list}, {name "(list(double)) -> double", of_list},    \
            {name "(int, int) -> int", of_values}, {name "(uint, uint) -> uint", of_values},       \
            {name "(double, double) -> double", of_values},                                        \
            {name "(int, uint) -> dyn", of_values}, {name "(int, double) -> dyn", of_values},      \
            {name "(uint, int) -> dyn", of_values}, {name "(uint, double) -> dyn", of_values},     \
            {name "(double, int) -> dyn", of_values}, {name "(double, uint) -> dyn", of_values},   \
    }

const struct cel_function cel_math[] = {
    {.name = "math.greatest",
     .library = "math",
     .doc = "the greatest of some numbers, or of a list of them",
     .examples = {"math.greatest(1, 3, 2) => 3", "math.greatest([1.5, 2.5]) => 2.5"},
     .overloads = EXTREME("math.greatest", greatest, greatest_of_list)},
    {.name = "math.least",
     .library = "math",
     .doc = "the least of some numbers, or of a list of them",
     .examples = {"math.least(1, 3, 2) => 1"},
     .overloads = EXTREME("math.least", least, least_of_list)},
    {.name = "math.ceil",
     .library = "math",
     .doc = "the least whole number that is not less",
     .examples = {"math.ceil(1.2) => 2.0"},
     .overloads = {{"math.ceil(double) -> double", ceiling}}},
    {.name = "math.floor",
     .library = "math",
     .doc = "the greatest whole number that is not greater",
     .examples = {"math.floor(1.8) => 1.0"},
     .overloads = {{"math.floor(double) -> double", floor_of}}},
    {.name = "math.round",
     .library = "math",
     .doc = "the nearest whole number, halves away from zero",
     .examples = {"math.round(1.5) => 2.0", "math.round(-1.5) => -2.0"},
     .overloads = {{"math.round(double) -> double", round_half_away}}},
    {.name = "math.trunc",
     .library = "math",
     .doc = "the whole part",
     .examples = {"math.trunc(-1.8) => -1.0"},
     .overloads = {{"math.trunc(double) -> double", truncate_towards_zero}}},
    {.name = "math.abs",
     .library = "math",
     .doc = "the number without its sign",
     .examples = {"math.abs(-2) => 2"},
     .overloads = {{"math.abs(int) -> int", absolute_int},
                   {"math.abs(uint) -> uint", same},
                   {"math.abs(double) -> double", absolute_double}}},
    {.name = "math.sign",
     .library = "math",
     .doc = "-1, 0 or 1",
     .examples = {"math.sign(-7) => -1"},
     .overloads = {{"math.sign(int) -> int", sign_of_int},
                   {"math.sign(uint) -> uint", sign_of_uint},
                   {"math.sign(double) -> double", sign_of_double}}},
    {.name = "math.sqrt",
     .library = "math",
     .doc = "the square root",
     .examples = {"math.sqrt(81) => 9.0"},
     .overloads = {{"math.sqrt(int) -> double", root_of_int},
                   {"math.sqrt(uint) -> double", root_of_uint},
                   {"math.sqrt(double) -> double", square_root}}},
    {.name = "math.isInf",
     .library = "math",
     .doc = "whether the number is infinite",
     .examples = {"math.isInf(1.0 / 0.0) => true"},
     .overloads = {{"math.isInf(double) -> bool", is_infinite}}},
    {.name = "math.isNaN",
     .library = "math",
     .doc = "whether the double is not a number",
     .examples = {"math.isNaN(0.0 / 0.0) => true"},
     .overloads = {{"math.isNaN(double) -> bool", is_nan}}},
    {.name = "math.isFinite",
     .library = "math",
     .doc = "whether the number is neither infinite nor not a number",
     .examples = {"math.isFinite(1.5) => true"},
     .overloads = {{"math.isFinite(double) -> bool", is_finite}}},
    {0},
};
