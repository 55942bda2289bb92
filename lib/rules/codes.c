#include "rules/codes.h"

static const struct code_family *const families[] = {&codes_of_rules, &codes_of_readers,
                                                     &codes_of_isms};

enum { FAMILY_COUNT = sizeof families / sizeof families[0] };

static const struct code *find_in(const struct code_family *family, struct str name)
{
    size_t low = 0, high = family->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(str_of(family->codes[middle].name), name);

        if (order == 0)
            return &family->codes[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const struct code *code_find(struct str name)
{
    const struct code *code = NULL;

    for (size_t i = 0; i < FAMILY_COUNT && !code; i++)
        code = find_in(families[i], name);
    return code;
}

const struct code *code_at(size_t index)
{
    for (size_t i = 0; i < FAMILY_COUNT; i++) {
        if (index < families[i]->count)
            return &families[i]->codes[index];
        index -= families[i]->count;
    }
    return NULL;
}

void codes_offer(struct suggestion *suggestion)
{
    for (size_t i = 0; i < FAMILY_COUNT; i++)
        for (size_t k = 0; k < families[i]->count; k++)
            suggestion_offer(suggestion, str_of(families[i]->codes[k].name));
}

bool code_is_governing(struct str name)
{
    return str_equal_c(name, "config-loosened") || str_equal_c(name, "document-no-longer-read");
}

bool code_is_of_clock(struct str name)
{
    return str_equal_c(name, "waiver-expired");
}

bool code_is_error(const char *name)
{
    const struct code *code = code_find(str_of(name));

    return !code || code->severity == SEVERITY_ERROR;
}
