#include "base/suggest.h"

enum { LONGEST = 64 };

static char fold(char c)
{
    return c == '_' || c == ' ' ? '-' : ascii_lower(c);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t suggest_distance(struct str a, struct str b, size_t limit)
{
    size_t rows[3][LONGEST + 1];
    size_t *two_up = rows[0], *up = rows[1], *row = rows[2];

    if (a.len > LONGEST || b.len > LONGEST)
        return str_equal_nocase(a, b) ? 0 : limit + 1;
    if (a.len > b.len + limit || b.len > a.len + limit)
        return limit + 1;
    for (size_t j = 0; j <= b.len; j++)
        up[j] = j;
    for (size_t i = 1; i <= a.len; i++) {
        size_t *spare = two_up, nearest = i;

        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            bool same = fold(a.data[i - 1]) == fold(b.data[j - 1]);

            row[j] = least(least(up[j], row[j - 1]) + 1, up[j - 1] + !same);
            if (i > 1 && j > 1 && fold(a.data[i - 1]) == fold(b.data[j - 2]) &&
                fold(a.data[i - 2]) == fold(b.data[j - 1]))
                row[j] = least(row[j], two_up[j - 2] + 1);
            nearest = least(nearest, row[j]);
        }
        /* A swap passes over a row, from one whose least is one less at most, and costs one. */
        if (nearest > limit)
            return limit + 1;
        two_up = up;
        up = row;
        row = spare;
    }
    return least(up[b.len], limit + 1);
}

void suggestion_init(struct suggestion *suggestion, struct str word)
{
    /* A third of the word may differ, and at least one letter. */
    *suggestion = (struct suggestion){word, {0}, word.len / 3 + 1 + (word.len > 2)};
}

void suggestion_offer(struct suggestion *suggestion, struct str candidate)
{
    size_t distance;

    if (suggestion->distance == 0)
        return;
    distance = suggest_distance(suggestion->word, candidate, suggestion->distance);
    if (distance < suggestion->distance) {
        suggestion->best = candidate;
        suggestion->distance = distance;
    }
}
