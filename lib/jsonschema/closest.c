/*
 * No branch of an anyOf or oneOf holds. Nobody wants to read what is wrong with
 * each: find the branch that was meant and report its faults alone.
 */
#include <string.h>

#include "jsonschema/explain.h"

/* How far a branch is from the value; compared in this order, less is nearer. */
struct distance {
    size_t kinds;          /* the value itself has another type (2), or is another constant (1) */
    size_t discriminators; /* properties that tell the branches apart, with another value */
    size_t faults;         /* everything else */
};

/* What all branches together have to say, beside the nearest one. */
struct survey {
    struct explanation *explanation;
    const struct rule *rule;
    const struct spot *spot;
    size_t depth;                  /* of the spot */
    unsigned types;                /* bits of the types that the branches want, */
    bool only_types;               /* if nothing else is wrong in any */
    VECTOR(struct choice) choices; /* const and enum that do not hold */
};

/* A const or enum in a branch, of the value or of a property of it. */
struct choice {
    size_t branch;
    struct complaint complaint;
};

static bool is_called(const struct rule *rule, const char *name)
{
    return str_equal_c(str_of(rule->keyword->name), name);
}

static bool is_choice(const struct rule *rule)
{
    return is_called(rule, "const") || is_called(rule, "enum");
}

/* Properties that are missing or unknown tell more than values that are wrong. */
static bool is_about_names(const struct complaint *complaint)
{
    return is_called(complaint->rule, "required") ||
           strcmp(complaint->diagnostic->code, "schema-unknown-property") == 0;
}

static struct distance measure(const struct survey *survey, size_t start)
{
    struct distance distance = {0};

    for (size_t i = start; i < survey->explanation->complaints.count; i++) {
        const struct complaint *complaint = &survey->explanation->complaints.items[i];
        size_t depth = complaint->depth - survey->depth;

        if (depth == 0 && (is_called(complaint->rule, "type") || !complaint->rule->entry))
            distance.kinds += 2;
        else if (depth == 0 && is_choice(complaint->rule))
            distance.kinds++;
        else if (depth == 1 && is_choice(complaint->rule))
            distance.discriminators++;
        else if (depth <= 1 && is_about_names(complaint))
            distance.faults += 2;
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

/* Take note of the complaints of a branch from START on. */
static void take_note(struct survey *survey, size_t branch, size_t start)
{
    const struct explanation *explanation = survey->explanation;

    for (size_t i = start; i < explanation->complaints.count; i++) {
        struct choice choice = {branch, explanation->complaints.items[i]};

        if (is_choice(choice.complaint.rule) && choice.complaint.depth <= survey->depth + 1)
            vector_push(&survey->choices, choice);
        if (is_called(choice.complaint.rule, "type") && choice.complaint.depth == survey->depth)
            survey->types |= choice.complaint.rule->allowed;
        else
            survey->only_types = false;
    }
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

/* Leave the complaints of the nearest branch behind those from START on. */
static void keep_nearest(struct survey *survey, const struct trail *trail, size_t start)
{
    struct explanation *explanation = survey->explanation;
    const struct rule *rule = survey->rule;
    struct distance nearest = {0};

    for (size_t i = 0; i < rule->subschema_count; i++) {
        size_t middle = explanation->complaints.count;
        struct distance distance;

        jsonschema_explain_subschema(explanation, rule->subschemas[i], rule->entry->key,
                                     jsonschema_explain_index(explanation, i), trail, survey->spot);
        take_note(survey, i, middle);
        distance = measure(survey, middle);
        if (i == 0 || is_nearer(distance, nearest)) {
            nearest = distance;
            keep_later(explanation, start, middle);
        } else {
            explanation->complaints.count = middle;
        }
    }
}

/* Is there a choice about VALUE that does not hold in every branch? */
static bool fails_everywhere(const struct survey *survey, const struct value *value)
{
    size_t next = 0;

    for (size_t i = 0; i < survey->choices.count; i++) {
        const struct choice *choice = &survey->choices.items[i];

        if (choice->complaint.value == value && choice->branch == next)
            next++;
    }
    return next == survey->rule->subschema_count;
}

static void add_values(const struct value **values, size_t *count, const struct rule *rule)
{
    const struct value *wanted = rule->entry->value;

    if (is_called(rule, "const"))
        values[(*count)++] = wanted;
    else
        VALUE_EACH_ITEM (item, wanted)
            values[(*count)++] = item->value;
}

/* One complaint about the value that FIRST is about, with the choices of all branches. */
static void report_choices(struct survey *survey, const struct trail *trail,
                           const struct complaint *first)
{
    struct explanation *explanation = survey->explanation;
    struct complaint merged = *first;
    const struct value **values;
    size_t count = 0, room = 0;

    for (size_t i = 0; i < survey->choices.count; i++) {
        const struct value *wanted = survey->choices.items[i].complaint.rule->entry->value;

        room += wanted->type == VALUE_LIST ? wanted->list.count + 1 : 1;
    }
    values = arena_alloc_array(explanation->arena, room, sizeof *values);
    for (size_t i = 0; i < survey->choices.count; i++)
        if (survey->choices.items[i].complaint.value == first->value)
            add_values(values, &count, survey->choices.items[i].complaint.rule);
    merged.diagnostic->help = (struct str){0};
    jsonschema_explain_not_among(explanation, merged.diagnostic, merged.subject, merged.value,
                                 values, count);
    jsonschema_explain_set_keyword(explanation, merged.diagnostic, trail, survey->rule->entry->key);
    vector_push(&explanation->complaints, merged);
}

/* The first choice that fails everywhere, or NULL. */
static const struct complaint *common_choice(const struct survey *survey)
{
    for (size_t i = 0; i < survey->choices.count; i++)
        if (fails_everywhere(survey, survey->choices.items[i].complaint.value))
            return &survey->choices.items[i].complaint;
    return NULL;
}

void jsonschema_explain_closest(struct explanation *explanation, const struct rule *rule,
                                const struct spot *spot, const struct trail *trail)
{
    struct survey survey = {.explanation = explanation,
                            .rule = rule,
                            .spot = spot,
                            .depth = jsonschema_spot_depth(spot),
                            .only_types = true};
    size_t start = explanation->complaints.count;
    const struct complaint *choice;

    keep_nearest(&survey, trail, start);
    choice = common_choice(&survey);
    if (survey.only_types && survey.types) {
        explanation->complaints.count = start;
        jsonschema_explain_wrong_type(explanation, rule, spot, trail, survey.types);
    } else if (choice) {
        explanation->complaints.count = start;
        report_choices(&survey, trail, choice);
    }
    vector_release(&survey.choices);
}
