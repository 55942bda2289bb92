#include "base/period.h"

static const struct unit {
    const char *name;
    int32_t months, days;
} units[] = {
    {"day", 0, 1}, {"week", 0, 7}, {"month", 1, 0}, {"quarter", 3, 0}, {"year", 12, 0},
};

enum { UNIT_COUNT = sizeof units / sizeof units[0], LARGEST = 100000 };

static const struct unit *find_unit(struct str word)
{
    if (word.len > 1 && word.data[word.len - 1] == 's')
        word.len--;
    for (size_t i = 0; i < UNIT_COUNT; i++)
        if (str_equal_c(word, units[i].name))
            return &units[i];
    return NULL;
}

static bool read_count(int32_t *count, struct str word)
{
    *count = 0;
    for (size_t i = 0; i < word.len; i++) {
        if (!ascii_is_digit(word.data[i]) || *count > LARGEST)
            return false;
        *count = *count * 10 + (word.data[i] - '0');
    }
    return word.len > 0 && *count <= LARGEST;
}

/* The next word of *REST, which is trimmed. */
static struct str next_word(struct str *rest)
{
    struct str word;

    *rest = str_trim(*rest);
    if (!rest->len)
        return *rest;
    str_split(&word, rest, ' ');
    return word;
}

bool period_parse(int32_t *months, int32_t *days, struct str s)
{
    struct str rest = s;
    bool any = false;

    *months = *days = 0;
    for (;;) {
        struct str word = next_word(&rest);
        const struct unit *unit;
        int32_t count;

        if (!word.len)
            return any;
        if (!read_count(&count, word))
            return false;
        unit = find_unit(next_word(&rest));
        if (!unit || *months > LARGEST || *days > LARGEST)
            return false;
        *months += count * unit->months;
        *days += count * unit->days;
        any = true;
    }
}
