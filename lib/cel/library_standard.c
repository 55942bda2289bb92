/* Functions of strings and containers in the standard library. */
#include "base/utf8.h"
#include "cel/library.h"
#include "cel/node.h"

static struct cel_value size_of_string(const struct cel_call *call,
                                       const struct cel_value *arguments)
{
    if (!cel_library_spend(call, arguments[0].string.len))
        return cel_library_stopped(call);
    return cel_library_keep_span(cel_of_int((int64_t)utf8_count(arguments[0].string)),
                                 arguments[0]);
}

static struct cel_value size_of_bytes(const struct cel_call *call,
                                      const struct cel_value *arguments)
{
    (void)call;
    return cel_of_int((int64_t)arguments[0].string.len);
}

static struct cel_value size_of_container(const struct cel_call *call,
                                          const struct cel_value *arguments)
{
    return cel_library_keep_span(cel_of_int((int64_t)cel_count(call->evaluation, arguments[0])),
                                 arguments[0]);
}

static struct cel_value starts_with(const struct cel_call *call, const struct cel_value *arguments)
{
    cel_library_spend(call, arguments[1].string.len);
    return cel_of_bool(str_starts_with(arguments[0].string, arguments[1].string));
}

static struct cel_value ends_with(const struct cel_call *call, const struct cel_value *arguments)
{
    cel_library_spend(call, arguments[1].string.len);
    return cel_of_bool(str_ends_with(arguments[0].string, arguments[1].string));
}

static struct cel_value contains(const struct cel_call *call, const struct cel_value *arguments)
{
    struct str text = arguments[0].string, part = arguments[1].string;

    if (!cel_library_spend(call, text.len) ||
        !node_spend(call->evaluation, text.len / 10 * (part.len / 10)))
        return cel_library_stopped(call);
    return cel_of_bool(str_find(text, part, 0) >= 0);
}

static struct cel_value matches(const struct cel_call *call, const struct cel_value *arguments)
{
    struct cel_value failure;
    const struct regex *regex = cel_library_regex(&failure, call, arguments[1].string);
    enum regex_result result;

    if (!regex)
        return failure;
    if (!node_spend(call->evaluation,
                    (arguments[0].string.len / 10 + 1) * (arguments[1].string.len / 4 + 1)))
        return cel_library_stopped(call);
    result = regex_search(regex, arguments[0].string, 0, NULL);
    if (result == REGEX_LIMIT)
        return cel_fault(call->evaluation->arena, CEL_FAULT_LIMIT,
                         "the regular expression takes too many steps on this text");
    return cel_of_bool(result == REGEX_YES);
}

const struct cel_function cel_standard[] = {
    {.name = "size",
     .library = "standard",
     .doc = "the number of code points, bytes, items or entries",
     .examples = {"size('caf\xc3\xa9') => 4", "[1, 2].size() => 2"},
     .overloads = {{"size(string) -> int", size_of_string},
                   {"size(bytes) -> int", size_of_bytes},
                   {"size(list(A)) -> int", size_of_container},
                   {"size(map(A, B)) -> int", size_of_container},
                   {"string.size() -> int", size_of_string},
                   {"bytes.size() -> int", size_of_bytes},
                   {"list(A).size() -> int", size_of_container},
                   {"map(A, B).size() -> int", size_of_container}}},
    {.name = "startsWith",
     .library = "standard",
     .doc = "whether the string begins with another",
     .examples = {"'A.5.1'.startsWith('A.5') => true"},
     .overloads = {{"string.startsWith(string) -> bool", starts_with}}},
    {.name = "endsWith",
     .library = "standard",
     .doc = "whether the string ends with another",
     .examples = {"'policy.md'.endsWith('.md') => true"},
     .overloads = {{"string.endsWith(string) -> bool", ends_with}}},
    {.name = "contains",
     .library = "standard",
     .doc = "whether the string holds another",
     .examples = {"'to be determined'.contains('be') => true"},
     .overloads = {{"string.contains(string) -> bool", contains}}},
    {.name = "matches",
     .library = "standard",
     .doc = "whether a regular expression (RE2 syntax) matches some part of the string; ^ and $ "
            "stand for its ends",
     .examples = {"'A.5.1'.matches('^A[.][5-8]') => true", "matches('abc', 'b') => true"},
     .pattern = 1,
     .overloads = {{"string.matches(string) -> bool", matches},
                   {"matches(string, string) -> bool", matches}}},
    {0},
};
