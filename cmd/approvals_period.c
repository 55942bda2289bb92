#include "cmd/approvals_period.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/digest.h"

/* One revision that landed in the window. */
struct landed {
    size_t number;     /* in the population */
    struct digest lot; /* decides whether it is drawn */
};

static int read_period(struct period *period, const char *text, struct error *error)
{
    struct str whole = str_of(text);
    ptrdiff_t dots = str_find(whole, STR(".."), 0);
    struct civil from, until;

    if (dots < 0 || !civil_parse(&from, str_slice(whole, 0, (size_t)dots)) ||
        !civil_parse(&until, str_slice(whole, (size_t)dots + 2, whole.len)))
        return error_set(error, ERROR_USAGE,
                         "`--period %s` should be two dates, as in 2026-01-01..2026-06-30", text);
    period->from = civil_to_days(from);
    period->until = civil_to_days(until);
    if (period->from > period->until)
        return error_set(error, ERROR_USAGE, "`--period %s` ends before it begins", text);
    return 0;
}

/* ---- the sample ---- */

/* The seed and what names the revision: anybody who draws again gets the same lot. */
static struct digest lot_of(const char *seed, const struct approval_revision *revision)
{
    struct digest_state state;

    digest_init(&state);
    digest_add_field(&state, str_of(seed));
    digest_add_field(&state, object_id_key(&revision->landing));
    digest_add_field(&state, revision->path);
    return digest_finish(&state);
}

static int compare_numbers(const void *a, const void *b)
{
    size_t x = ((const struct landed *)a)->number, y = ((const struct landed *)b)->number;

    return (x > y) - (x < y);
}

/* Two documents in one file have the same lot. */
static int compare_lots(const void *a, const void *b)
{
    int order = memcmp(((const struct landed *)a)->lot.bytes, ((const struct landed *)b)->lot.bytes,
                       SHA256_DIGEST_SIZE);

    return order ? order : compare_numbers(a, b);
}

static int read_sample(size_t *out, const char *text, struct error *error)
{
    char *end = NULL;

    *out = SIZE_MAX;
    if (!text)
        return 0;
    if (ascii_is_digit(*text))
        *out = strtoul(text, &end, 10);
    if (!end || *end || *out == 0)
        return error_set(error, ERROR_USAGE, "`--sample %s` should be a number, as in 25", text);
    return 0;
}

/* Keep as many as are wanted, whichever the lots say. */
static void draw(struct period *period, struct arena *arena)
{
    const struct population *population = &period->population;
    struct landed *lots = arena_alloc_array(arena, population->count, sizeof *lots);
    size_t count = population->count < period->sample ? population->count : period->sample;

    for (size_t i = 0; i < population->count; i++)
        lots[i] = (struct landed){i, lot_of(period->request->seed, population->items[i])};
    if (count < population->count) {
        qsort(lots, population->count, sizeof *lots, compare_lots);
        qsort(lots, count, sizeof *lots, compare_numbers);
    }
    period->drawn = arena_alloc_array(arena, count, sizeof *period->drawn);
    for (size_t i = 0; i < count; i++)
        period->drawn[i] = population->items[lots[i].number];
    period->drawn_count = count;
}

/* ---- the whole ---- */

/* Is it under one of the paths that were named, if any were? */
static bool is_named(void *context, struct str path)
{
    const struct period_request *request = context;

    for (size_t i = 0; i < request->named.count; i++)
        if (scene_is_under(request->named.items[i], path))
            return true;
    return request->named.count == 0;
}

int period_find(struct period *out, struct scene *scene, const struct period_request *request,
                struct error *error)
{
    const struct zone *zone = &scene->isms.model.config.zone;
    struct population_request wanted = {
        .all = request->all, .wants = is_named, .context = (void *)(uintptr_t)request};

    *out = (struct period){.request = request, .zone = scene->isms.model.config.zone_name};
    if (read_period(out, request->period, error) < 0 ||
        read_sample(&out->sample, request->sample, error) < 0)
        return -1;
    wanted.from = out->begins = zone_day_begin(zone, out->from);
    wanted.until = out->ends = zone_day_end(zone, out->until);
    population_find(&out->population, scene->approvals, &wanted);
    draw(out, &scene->arena);
    out->git = period_command(out, scene->approvals, &scene->arena);
    return 0;
}
