/*
 * No branch of an anyOf or oneOf holds. Nobody wants to read what is wrong with
 * each: find the branch that was meant and report its faults alone.
 */
#include <string.h>

#include "jsonschema/explain.h"

/* How far a branch is from the value; compared in this order, less is nearer. */
struct distance {
    size_t kinds;          /* the value itself has another type, or is another constant */
    size_t discriminators; /* properties that tell the branches apart, with another value */
    size_t faults;         /* everything else */
};

static bool is_choice(const struct keyword *keyword)
{
    return str_equal_c(str_of(keyword->name), "const") ||
           str_equal_c(str_of(keyword->name), "enum");
}

static bool is_type(const struct keyword *keyword)
{
    return str_equal_c(str_of(keyword->name), "type") || !*keyword->name;
}

static struct distance measure(const struct explanation *explanation, size_t start, size_t depth)
{
    struct distance distance = {0};

    for (size_t i = start; i < explanation->complaints.count; i++) {
        const struct complaint *complaint = &explanation->complaints.items[i];
        const struct keyword *keyword = complaint->rule->keyword;
        bool here = complaint->depth == depth;

        if (here && (is_type(keyword) || is_choice(keyword)))
            distance.kinds++;
        else if (complaint->depth == depth + 1 && is_choice(keyword))
            distance.discriminators++;
        else
            distance.faults++;
    }
    return distance;
}

static bool is_nearer(struct distance a, struct distance b)
{
    if (a.kinds != b.kinds)
        return a.kinds < b.kinds;
    if (a.discriminators != b.discriminators)
        return a.discriminators < b.discriminators;
    return a.faults < b.faults;
}

static size_t depth_of(const struct spot *spot)
{
    size_t depth = 0;

    for (; spot->outer; spot = spot->outer)
        depth++;
    return depth;
}

/* Drop the complaints from START up to those from MIDDLE on. */
static void keep_later(struct explanation *explanation, size_t start, size_t middle)
{
    size_t count = explanation->complaints.count - middle;
    struct complaint *items = explanation->complaints.items;

    if (count)
        memmove(items + start, items + middle, count * sizeof *items);
    explanation->complaints.count = start + count;
}

void explain_closest(struct explanation *explanation, const struct rule *rule,
                     const struct spot *spot, const struct trail *trail)
{
    size_t start = explanation->complaints.count, depth = depth_of(spot);
    struct distance nearest = {0};

    for (size_t i = 0; i < rule->subschema_count; i++) {
        size_t middle = explanation->complaints.count;
        struct distance distance;

        explain_subschema(explanation, rule->subschemas[i], rule->entry->key,
                          explain_index(explanation, i), trail, spot);
        distance = measure(explanation, middle, depth);
        if (i == 0 || is_nearer(distance, nearest)) {
            nearest = distance;
            keep_later(explanation, start, middle);
        } else {
            explanation->complaints.count = middle;
        }
    }
}
