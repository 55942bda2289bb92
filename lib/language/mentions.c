#include "language/functions.h"

static bool is_at(struct str text, size_t at, struct str word)
{
    return str_equal_nocase(str_slice(text, at, at + word.len), word);
}

/* Case counts only where a letter is none of ASCII. */
static bool holds(struct str text, struct str word)
{
    char first = word.len ? ascii_lower(word.data[0]) : 0;

    for (size_t i = 0; i + word.len <= text.len; i++)
        if (!word.len || (ascii_lower(text.data[i]) == first && is_at(text, i, word)))
            return true;
    return false;
}

/* An item that is no text is what the call comes to, unless another is mentioned. */
static struct cel_value call_mentions(const struct cel_call *call,
                                      const struct cel_value *arguments)
{
    struct cel_evaluation *evaluation = call->evaluation;
    struct str text = arguments[0].string;
    size_t count = cel_count(evaluation, arguments[1]);
    struct cel_value result = cel_of_bool(false);

    for (size_t i = 0; i < count; i++) {
        struct cel_value word = cel_at(evaluation, arguments[1], i);

        if (!cel_spend(evaluation,
                       1 + (text.len + 1) * (word.tag == CEL_STRING ? word.string.len : 0) / 100))
            return cel_fail(call, "the expression costs more to evaluate than the limit");
        if (word.tag != CEL_STRING)
            result =
                cel_is_failure(word) ? word : cel_fail(call, "mentions requires a list of strings");
        else if (holds(text, word.string))
            return cel_of_bool(true);
    }
    return result;
}

const struct cel_function function_mentions = {
    .name = "mentions",
    .library = "ismslint",
    .doc = "whether the string holds one of the others; the case of ASCII letters does not count",
    .examples = {"'2. PURPOSE and scope'.mentions(['Aim', 'Purpose']) => true",
                 "'Steps'.mentions([]) => false"},
    .overloads = {{"string.mentions(list(string)) -> bool", call_mentions}},
};
