/* Optional values: made by .?field, [?index] and these functions. */
#include "cel/library.h"

static struct cel_value of(const struct cel_call *call, const struct cel_value *arguments)
{
    return cel_of_optional(call->evaluation->arena, &arguments[0]);
}

static struct cel_value none(const struct cel_call *call, const struct cel_value *arguments)
{
    (void)arguments;
    return cel_of_optional(call->evaluation->arena, NULL);
}

/* Is the value the one that its type begins with: null, 0, "", [], the epoch, an empty optional? */
static bool is_zero(struct cel_evaluation *evaluation, struct cel_value value)
{
    switch ((enum cel_tag)value.tag) {
    case CEL_NULL:
        return true;
    case CEL_BOOL:
        return !value.boolean;
    case CEL_INT:
    case CEL_UINT:
        return value.natural == 0;
    case CEL_DOUBLE:
        return value.real == 0;
    case CEL_STRING:
    case CEL_BYTES:
        return value.string.len == 0;
    case CEL_TIMESTAMP:
    case CEL_DURATION:
        return value.time.seconds == 0 && value.time.nanos == 0;
    case CEL_PERIOD:
        return value.period.months == 0 && value.period.days == 0;
    case CEL_LIST:
    case CEL_MAP:
        return cel_count(evaluation, value) == 0;
    case CEL_OPTIONAL:
        return !value.inner;
    case CEL_TYPE:
    case CEL_ERROR:
    case CEL_UNKNOWN:
        break;
    }
    return false;
}

static struct cel_value of_non_zero(const struct cel_call *call, const struct cel_value *arguments)
{
    return cel_of_optional(call->evaluation->arena,
                           is_zero(call->evaluation, arguments[0]) ? NULL : &arguments[0]);
}

static struct cel_value has_value(const struct cel_call *call, const struct cel_value *arguments)
{
    (void)call;
    return cel_of_bool(arguments[0].inner != NULL);
}

static struct cel_value value(const struct cel_call *call, const struct cel_value *arguments)
{
    return arguments[0].inner
               ? *arguments[0].inner
               : cel_fail(call, "optional.none() dereference: the optional is empty");
}

static struct cel_value unwrap(const struct cel_call *call, const struct cel_value *arguments)
{
    struct cel_evaluation *evaluation = call->evaluation;
    size_t size = cel_count(evaluation, arguments[0]), count = 0;
    struct cel_value *items;

    if (!cel_spend(evaluation, size))
        return cel_library_stopped(call);
    items = arena_alloc_array(evaluation->arena, size, sizeof *items);
    for (size_t i = 0; i < size; i++) {
        struct cel_value item = cel_at(evaluation, arguments[0], i);

        if (item.tag != CEL_OPTIONAL)
            return cel_fail(call, "no such overload: an item of the list is not an optional");
        if (item.inner)
            items[count++] = *item.inner;
    }
    return cel_of_items(evaluation->arena, items, count);
}

const struct cel_function cel_optionals[] = {
    {.name = "optional.of",
     .library = "optional types",
     .doc = "an optional that holds the value",
     .examples = {"optional.of(1).value() => 1"},
     .overloads = {{"optional.of(A) -> optional(A)", of}}},
    {.name = "optional.ofNonZeroValue",
     .library = "optional types",
     .doc = "an optional that holds the value, or is empty if that is 0, '', [], {}, false or null",
     .examples = {"optional.ofNonZeroValue('').hasValue() => false"},
     .overloads = {{"optional.ofNonZeroValue(A) -> optional(A)", of_non_zero}}},
    {.name = "optional.none",
     .library = "optional types",
     .doc = "an empty optional",
     .examples = {"optional.none().hasValue() => false"},
     .overloads = {{"optional.none() -> optional(A)", none}}},
    {.name = "optional.unwrap",
     .library = "optional types",
     .doc = "the values of those optionals of a list that are not empty",
     .examples = {"optional.unwrap([optional.of(1), optional.none()]) => [1]"},
     .overloads = {{"optional.unwrap(list(optional(A))) -> list(A)", unwrap}}},
    {.name = "unwrapOpt",
     .library = "optional types",
     .doc = "the values of those optionals of a list that are not empty",
     .examples = {"[optional.none(), optional.of(2)].unwrapOpt() => [2]"},
     .overloads = {{"list(optional(A)).unwrapOpt() -> list(A)", unwrap}}},
    {.name = "hasValue",
     .library = "optional types",
     .doc = "whether the optional holds a value",
     .examples = {"{'a': 1}.?a.hasValue() => true"},
     .overloads = {{"optional(A).hasValue() -> bool", has_value}}},
    {.name = "value",
     .library = "optional types",
     .doc = "the value that the optional holds; an error if it is empty",
     .examples = {"{'a': 1}.?a.value() => 1"},
     .overloads = {{"optional(A).value() -> A", value}}},
    {.name = "or",
     .library = "optional types",
     .doc = "the optional, or the other one if it is empty",
     .examples = {"optional.none().or(optional.of(2)).value() => 2"},
     .overloads = {{"optional(A).or(optional(A)) -> optional(A)", NULL}}},
    {.name = "orValue",
     .library = "optional types",
     .doc = "the value that the optional holds, or the given one if it is empty",
     .examples = {"{'a': 1}.?b.orValue(0) => 0"},
     .overloads = {{"optional(A).orValue(A) -> A", NULL}}},
    {0},
};
