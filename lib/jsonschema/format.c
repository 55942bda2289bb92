#include "jsonschema/format.h"

static const struct format formats[] = {
    {"date", format_is_date, "a date such as 2026-01-31"},
};

enum { FORMAT_COUNT = sizeof formats / sizeof formats[0] };

const struct format *format_find(struct str name)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (str_equal_c(name, formats[i].name))
            return &formats[i];
    return NULL;
}

void format_suggest(struct suggestion *suggestion)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        suggestion_offer(suggestion, str_of(formats[i].name));
}
