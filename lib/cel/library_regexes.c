/* The regex extension. */
#include "base/utf8.h"
#include "cel/library.h"
#include "cel/node.h"

/* A search that goes through the matches of a text, one behind the other. */
struct search {
    const struct cel_call *call;
    const struct regex *regex;
    struct str text;
    ptrdiff_t raw; /* see cel_library_raw_start */
    size_t from;
    struct regex_match match;
    struct cel_value failure;
};

static bool start(struct search *search, const struct cel_call *call,
                  const struct cel_value *arguments)
{
    *search = (struct search){
        .call = call, .text = arguments[0].string, .raw = cel_library_raw_start(arguments[0])};
    search->regex = cel_library_regex(&search->failure, call, arguments[1].string);
    return search->regex != NULL;
}

/* The next match; false if there is none, or with search->failure. */
static bool next(struct search *search)
{
    enum regex_result result;

    if (search->from > search->text.len)
        return false;
    if (!node_spend(search->call->evaluation, (search->text.len - search->from) / 10 + 1)) {
        search->failure = cel_library_stopped(search->call);
        return false;
    }
    result = regex_search(search->regex, search->text, search->from, &search->match);
    if (result == REGEX_LIMIT)
        search->failure = cel_fault(search->call->evaluation->arena, CEL_FAULT_LIMIT,
                                    "the regular expression takes too many steps on this text");
    if (result != REGEX_YES)
        return false;
    search->from = search->match.end[0];
    if (search->match.end[0] == search->match.start[0]) { /* an empty match: go on behind it */
        if (search->from < search->text.len)
            utf8_next(search->text, &search->from);
        else
            search->from++;
    }
    return true;
}

/* The match, or its only group; false if the group took no part in it. */
static bool extracted(struct cel_value *value, const struct search *search, struct cel_value string)
{
    size_t group = regex_groups(search->regex) == 1 ? 1 : 0;

    if (group >= search->match.count || search->match.start[group] > search->match.end[group])
        return false;
    *value = cel_library_slice_raw(search->call, string, search->raw, search->match.start[group],
                                   search->match.end[group]);
    return true;
}

static struct cel_value too_many_groups(const struct cel_call *call)
{
    return cel_fail(call, "the regular expression has more than one group");
}

static struct cel_value extract(const struct cel_call *call, const struct cel_value *arguments)
{
    struct search search;
    struct cel_value value;

    if (!start(&search, call, arguments))
        return search.failure;
    if (regex_groups(search.regex) > 1)
        return too_many_groups(call);
    if (next(&search) && extracted(&value, &search, arguments[0]))
        return cel_of_optional(call->evaluation->arena, &value);
    return cel_is_failure(search.failure) ? search.failure
                                          : cel_of_optional(call->evaluation->arena, NULL);
}

static struct cel_value extract_all(const struct cel_call *call, const struct cel_value *arguments)
{
    struct arena *arena = call->evaluation->arena;
    VECTOR(struct cel_value) values = {0};
    struct cel_value value, list;
    struct search search;

    if (!start(&search, call, arguments))
        return search.failure;
    if (regex_groups(search.regex) > 1)
        return too_many_groups(call);
    while (next(&search))
        if (extracted(&value, &search, arguments[0]))
            vector_push(&values, value);
    list = cel_of_items(arena, arena_copy(arena, values.items, values.count * sizeof *values.items),
                        values.count);
    vector_release(&values);
    return cel_is_failure(search.failure) ? search.failure
                                          : cel_library_keep_span(list, arguments[0]);
}

/* REPLACEMENT with \0 to \9 for the groups and \\ for a backslash. */
static bool add_replacement(struct buffer *out, struct search *search, struct str replacement)
{
    for (size_t i = 0; i < replacement.len; i++) {
        char c = replacement.data[i];
        size_t group;

        if (c != '\\') {
            buffer_add_char(out, c);
            continue;
        }
        c = ++i < replacement.len ? replacement.data[i] : '\0';
        group = (size_t)(c - '0');
        if (c == '\\') {
            buffer_add_char(out, c);
        } else if (ascii_is_digit(c) && group <= regex_groups(search->regex)) {
            if (group < search->match.count &&
                search->match.start[group] <= search->match.end[group])
                buffer_add(out, str_slice(search->text, search->match.start[group],
                                          search->match.end[group]));
        } else {
            search->failure = cel_fail(
                search->call,
                "a backslash in the replacement must precede a backslash or the number of a group");
            return false;
        }
    }
    return true;
}

static struct cel_value replace(const struct cel_call *call, const struct cel_value *arguments)
{
    uint64_t left =
        call->count < 4 || arguments[3].integer < 0 ? UINT64_MAX : (uint64_t)arguments[3].integer;
    struct search search;
    struct buffer out;
    size_t copied = 0;

    if (!start(&search, call, arguments))
        return search.failure;
    buffer_init(&out);
    for (; left && next(&search); left--) {
        buffer_add(&out, str_slice(search.text, copied, search.match.start[0]));
        if (!cel_library_spend(call, arguments[2].string.len + 10) ||
            !add_replacement(&out, &search, arguments[2].string))
            break;
        copied = search.match.end[0];
    }
    buffer_add(&out, str_slice(search.text, copied, search.text.len));
    if (!cel_is_failure(search.failure))
        return cel_library_keep_span(cel_library_take(call, &out, CEL_STRING), arguments[0]);
    buffer_release(&out);
    return search.failure;
}

const struct cel_function cel_regexes[] = {
    {.name = "regex.extract",
     .library = "regex",
     .doc = "the first match as an optional, or its group if the pattern has one",
     .examples = {"regex.extract('see A.5.1', 'A[.][0-9.]+').value() => 'A.5.1'",
                  "regex.extract('v12', 'v([0-9]+)').value() => '12'"},
     .pattern = 1,
     .overloads = {{"regex.extract(string, string) -> optional(string)", extract}}},
    {.name = "regex.extractAll",
     .library = "regex",
     .doc = "all matches, or their groups if the pattern has one",
     .examples = {"regex.extractAll('A.5.1, A.8.2', 'A[.][0-9.]+') => ['A.5.1', 'A.8.2']"},
     .pattern = 1,
     .overloads = {{"regex.extractAll(string, string) -> list(string)", extract_all}}},
    {.name = "regex.replace",
     .library = "regex",
     .doc = "the string with every match replaced, or at most as many as are given; \\1 in the "
            "replacement stands for the first group",
     .examples = {"regex.replace('a1b2', '[0-9]', '#') => 'a#b#'",
                  "regex.replace('a1b2', '([0-9])', r'<\\1>', 1) => 'a<1>b2'"},
     .pattern = 1,
     .overloads = {{"regex.replace(string, string, string) -> string", replace},
                   {"regex.replace(string, string, string, int) -> string", replace}}},
    {0},
};
