#include "changes/match.h"

#include "base/vector.h"
#include "rules/fingerprint.h"

/* Findings of both trees that are the same but for where they stand. */
struct family {
    VECTOR(size_t) now, base; /* numbers of findings */
};

struct matching {
    struct lint_result *now, *base;
    struct difference *difference;
    struct finding **partners;
    bool *followed;
    struct map families; /* fingerprint -> struct family */
    struct arena *arena;
};

/* ---- families ---- */

static struct family *family_of(struct matching *matching, const struct finding *finding)
{
    struct str key = fingerprint_of(finding, 0, matching->arena);
    struct family *family = map_get(&matching->families, key);

    if (!family) {
        family = ARENA_NEW(matching->arena, struct family);
        map_put(&matching->families, key, family);
    }
    return family;
}

static void sort_into_families(struct matching *matching)
{
    for (size_t i = 0; i < matching->now->findings.count; i++)
        vector_push(&family_of(matching, &matching->now->findings.items[i])->now, i);
    for (size_t i = 0; i < matching->base->findings.count; i++) {
        struct finding here = matching->base->findings.items[i];

        here.path = difference_follow(matching->difference, here.path);
        vector_push(&family_of(matching, &here)->base, i);
    }
}

static void release_families(struct matching *matching)
{
    for (size_t i = 0; i < matching->families.count; i++) {
        struct family *family = matching->families.entries[i].value;

        vector_release(&family->now);
        vector_release(&family->base);
    }
    map_release(&matching->families);
}

/* ---- places ---- */

static uint32_t line_of(const struct finding *finding)
{
    return finding->span.source ? source_line_number(finding->span.source, finding->span.start) : 0;
}

static const struct line_hunks *hunks_of(struct matching *matching, const struct finding *now)
{
    return difference_hunks(matching->difference, now->path);
}

static bool in_same_file(const struct matching *matching, const struct finding *now,
                         const struct finding *before)
{
    return str_equal(now->path, difference_follow(matching->difference, before->path));
}

static bool in_same_line(struct matching *matching, const struct finding *now,
                         const struct finding *before)
{
    return in_same_file(matching, now, before) &&
           line_hunks_follow(hunks_of(matching, now), line_of(before)) == line_of(now);
}

static struct str text_of_line(const struct finding *finding)
{
    return finding->span.source ? str_trim(source_line(finding->span.source, line_of(finding)))
                                : (struct str){0};
}

static bool in_line_alike(struct matching *matching, const struct finding *now,
                          const struct finding *before)
{
    (void)matching;
    return str_equal(text_of_line(now), text_of_line(before));
}

static bool in_same_hunk(struct matching *matching, const struct finding *now,
                         const struct finding *before)
{
    const struct line_hunks *hunks = hunks_of(matching, now);
    const struct line_hunk *hunk = line_hunks_at(hunks, line_of(now), true);

    return in_same_file(matching, now, before) && hunk &&
           hunk == line_hunks_at(hunks, line_of(before), false);
}

/* What is not one of several places is the same wherever it stands. */
static bool in_one_place(struct matching *matching, const struct finding *now,
                         const struct finding *before)
{
    (void)matching;
    return now->place != PLACE_ITEM && before->place != PLACE_ITEM;
}

/* ---- pairs ---- */

typedef bool (*same_place)(struct matching *matching, const struct finding *now,
                           const struct finding *before);

static void pair_family(struct matching *matching, const struct family *family, same_place same)
{
    for (size_t i = 0; i < family->now.count; i++)
        for (size_t k = 0; k < family->base.count; k++) {
            size_t here = family->now.items[i], there = family->base.items[k];
            struct finding *before = &matching->base->findings.items[there];

            if (matching->partners[here] || matching->followed[there] ||
                !same(matching, &matching->now->findings.items[here], before))
                continue;
            matching->partners[here] = before;
            matching->followed[there] = true;
        }
}

static void pair_families(struct matching *matching)
{
    static const same_place places[] = {in_same_line, in_line_alike, in_same_hunk, in_one_place};

    for (size_t i = 0; i < matching->families.count; i++)
        for (size_t k = 0; k < sizeof places / sizeof places[0]; k++)
            pair_family(matching, matching->families.entries[i].value, places[k]);
}

void findings_match(struct finding ***partners, bool **followed, struct lint_result *now,
                    struct lint_result *base, struct difference *difference, struct arena *arena)
{
    struct matching matching = {.now = now, .base = base, .difference = difference, .arena = arena};

    matching.partners = arena_alloc_array(arena, now->findings.count, sizeof(struct finding *));
    matching.followed = arena_alloc_array(arena, base->findings.count, sizeof(bool));
    map_init(&matching.families);
    sort_into_families(&matching);
    pair_families(&matching);
    release_families(&matching);
    *partners = matching.partners;
    *followed = matching.followed;
}
