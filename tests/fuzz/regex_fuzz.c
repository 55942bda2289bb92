/*
 * A letter for the dialect, a regular expression, a zero byte, and a text: what is valid compiles
 * or says why not, and matches lie within the text, between its characters.
 */
#include "model.h"

#include "regex/regex.h"

static void check_match(struct str text, const struct regex_match *match)
{
    for (size_t i = 0; i < match->count; i++) {
        size_t start = match->start[i], end = match->end[i];

        if (start > end) /* a group that took no part */
            continue;
        CHECK(end <= text.len);
        CHECK(utf8_invalid(str_slice(text, start, end)) < 0);
    }
}

static void search(const struct regex *regex, struct str text)
{
    struct regex_match match;
    size_t from = 0;

    for (int i = 0; i < 10 && from <= text.len; i++) {
        if (regex_search(regex, text, from, &match) != REGEX_YES)
            return;
        CHECK(match.count > 0 && match.end[0] >= match.start[0]);
        check_match(text, &match);
        if (match.end[0] <= from)
            return;
        from = match.end[0];
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum regex_dialect dialect = size && data[0] % 2 ? REGEX_RE2 : REGEX_ECMA262;
    struct regex *regex = NULL;
    struct str pattern, text;
    struct error error = {0};
    size_t offset = 0;

    split_input(&pattern, &text, str_slice((struct str){(const char *)data, size}, 1, size));
    if (utf8_invalid(pattern) >= 0 || utf8_invalid(text) >= 0)
        return 0;
    if (regex_new(&regex, pattern, dialect, &offset, &error) < 0) {
        CHECK(error.message[0] && offset <= pattern.len && utf8_invalid(str_of(error.message)) < 0);
        return 0;
    }
    CHECK(regex_is_valid(pattern, dialect));
    search(regex, text);
    regex_free(regex);
    return 0;
}
