/* The math extension: bits. */
#include "cel/library.h"

#define OF_BITS(name, expression)                                                                  \
    static struct cel_value name(const struct cel_call *call, const struct cel_value *arguments)   \
    {                                                                                              \
        struct cel_value result = arguments[0];                                                    \
                                                                                                   \
        (void)call;                                                                                \
        result.where = NULL;                                                                       \
        result.natural = expression;                                                               \
        return result;                                                                             \
    }

/* An int and a uint of the same bits share their place in the union. */
OF_BITS(bit_and, arguments[0].natural &arguments[1].natural)
OF_BITS(bit_or, arguments[0].natural | arguments[1].natural)
OF_BITS(bit_xor, arguments[0].natural ^ arguments[1].natural)
OF_BITS(bit_not, ~arguments[0].natural)

/* The second argument is an int; 64 and more leave no bit. */
static struct cel_value shift(const struct cel_call *call, const struct cel_value *arguments,
                              bool left)
{
    struct cel_value result = arguments[0];
    int64_t count = arguments[1].integer;

    if (count < 0)
        return cel_fail(call, "negative offset: %lld", (long long)count);
    result.where = NULL;
    if (count >= 64)
        result.natural = 0;
    else
        result.natural = left ? result.natural << count : result.natural >> count;
    return result;
}

static struct cel_value shift_left(const struct cel_call *call, const struct cel_value *arguments)
{
    return shift(call, arguments, true);
}

static struct cel_value shift_right(const struct cel_call *call, const struct cel_value *arguments)
{
    return shift(call, arguments, false);
}

#define BINARY(name, function)                                                                     \
    {                                                                                              \
        {name "(int, int) -> int", function},                                                      \
        {                                                                                          \
            name "(uint, uint) -> uint", function                                                  \
        }                                                                                          \
    }

const struct cel_function cel_bits[] = {
    {.name = "math.bitAnd",
     .library = "math",
     .doc = "the bits that both numbers have",
     .examples = {"math.bitAnd(3, 5) => 1"},
     .overloads = BINARY("math.bitAnd", bit_and)},
    {.name = "math.bitOr",
     .library = "math",
     .doc = "the bits that one of the numbers has",
     .examples = {"math.bitOr(1, 2) => 3"},
     .overloads = BINARY("math.bitOr", bit_or)},
    {.name = "math.bitXor",
     .library = "math",
     .doc = "the bits that only one of the numbers has",
     .examples = {"math.bitXor(3, 5) => 6"},
     .overloads = BINARY("math.bitXor", bit_xor)},
    {.name = "math.bitNot",
     .library = "math",
     .doc = "the bits that the number lacks",
     .examples = {"math.bitNot(1) => -2"},
     .overloads = {{"math.bitNot(int) -> int", bit_not}, {"math.bitNot(uint) -> uint", bit_not}}},
    {.name = "math.bitShiftLeft",
     .library = "math",
     .doc = "the bits moved towards the higher end",
     .examples = {"math.bitShiftLeft(1, 3) => 8"},
     .overloads = {{"math.bitShiftLeft(int, int) -> int", shift_left},
                   {"math.bitShiftLeft(uint, int) -> uint", shift_left}}},
    {.name = "math.bitShiftRight",
     .library = "math",
     .doc = "the bits moved towards the lower end; zeros come in, for ints too",
     .examples = {"math.bitShiftRight(8, 3) => 1"},
     .overloads = {{"math.bitShiftRight(int, int) -> int", shift_right},
                   {"math.bitShiftRight(uint, int) -> uint", shift_right}}},
    {0},
};
