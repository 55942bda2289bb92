#include <string.h>

#include "base/utf8.h"
#include "output.h"

enum { DEEPEST = 8 };

static const char *const elements[] = {"testsuites", "testsuite", "testcase",  "failure",
                                       "error",      "skipped",   "system-out"};

/* What is left of a document, and which elements are open. */
struct reading {
    struct str rest;
    struct str open[DEEPEST];
    size_t depth;
};

static bool take(struct reading *reading, struct str piece)
{
    bool found = str_starts_with(reading->rest, piece);

    if (found)
        reading->rest = str_slice(reading->rest, piece.len, reading->rest.len);
    return found;
}

static struct str take_name(struct reading *reading)
{
    struct str name = reading->rest;

    for (name.len = 0; name.len < reading->rest.len; name.len++)
        if (!ascii_is_alpha(name.data[name.len]) && name.data[name.len] != '-')
            break;
    reading->rest = str_slice(reading->rest, name.len, reading->rest.len);
    return name;
}

static bool take_entity(struct reading *reading)
{
    return take(reading, STR("&amp;")) || take(reading, STR("&lt;")) ||
           take(reading, STR("&gt;")) || take(reading, STR("&quot;")) ||
           take(reading, STR("&apos;"));
}

/* Up to the first of ENDS. */
static bool take_text(struct reading *reading, const char *ends)
{
    while (reading->rest.len && !strchr(ends, *reading->rest.data)) {
        size_t offset = 0;
        int32_t c;

        if (*reading->rest.data == '&') {
            if (!take_entity(reading))
                return false;
            continue;
        }
        c = utf8_next(reading->rest, &offset);
        if (c < 0 || (c < ' ' && c != '\n') || c == 0xFFFE || c == 0xFFFF || c == '<' || c == '>')
            return false;
        reading->rest = str_slice(reading->rest, offset, reading->rest.len);
    }
    return true;
}

static bool take_attributes(struct reading *reading)
{
    while (take(reading, STR(" ")))
        if (!take_name(reading).len || !take(reading, STR("=\"")) || !take_text(reading, "\"") ||
            !take(reading, STR("\"")))
            return false;
    return true;
}

static bool is_element(struct str name)
{
    for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++)
        if (str_equal_c(name, elements[i]))
            return true;
    return false;
}

static bool take_tag(struct reading *reading)
{
    bool closes = take(reading, STR("</"));
    struct str name;

    if (!closes && !take(reading, STR("<")))
        return false;
    name = take_name(reading);
    if (closes)
        return reading->depth && str_equal(name, reading->open[--reading->depth]) &&
               take(reading, STR(">"));
    if (!is_element(name) || !take_attributes(reading))
        return false;
    if (take(reading, STR("/>")))
        return true;
    if (reading->depth == DEEPEST)
        return false;
    reading->open[reading->depth++] = name;
    return take(reading, STR(">"));
}

bool output_is_xml(struct str text)
{
    struct reading reading = {.rest = text};

    if (!take(&reading, STR("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")))
        return false;
    do
        if (!take_tag(&reading) || !take_text(&reading, "<"))
            return false;
    while (reading.depth);
    return reading.rest.len == 0;
}
