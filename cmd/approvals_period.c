#include "cmd/approvals_period.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "approval/population.h"
#include "base/clock.h"
#include "base/digest.h"

/* One revision that landed in the window. */
struct landed {
    const struct approval_revision *revision;
    size_t number;     /* in the population */
    struct digest lot; /* decides whether it is drawn */
};

struct listing {
    struct scene *scene;
    const struct period_request *request;
    int64_t from, until; /* days, both included */
    struct population population;
    VECTOR(struct landed) drawn;
};

static int read_period(struct listing *listing, const char *text, struct error *error)
{
    struct str whole = str_of(text);
    ptrdiff_t dots = str_find(whole, STR(".."), 0);
    struct civil from, until;

    if (dots < 0 || !civil_parse(&from, str_slice(whole, 0, (size_t)dots)) ||
        !civil_parse(&until, str_slice(whole, (size_t)dots + 2, whole.len)))
        return error_set(error, ERROR_USAGE,
                         "`--period %s` should be two days, as in "
                         "2026-01-01..2026-06-30",
                         text);
    listing->from = civil_to_days(from);
    listing->until = civil_to_days(until);
    if (listing->from > listing->until)
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
    digest_add_field(&state, (struct str){(const char *)revision->landing.bytes, OBJECT_ID_SIZE});
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

/* Keep COUNT of them, whichever the lots say. */
static void draw(struct listing *listing, size_t count)
{
    for (size_t i = 0; i < listing->population.count; i++) {
        const struct approval_revision *revision = listing->population.items[i];

        vector_push(&listing->drawn,
                    ((struct landed){revision, i, lot_of(listing->request->seed, revision)}));
    }
    if (listing->drawn.count <= count)
        return;
    qsort(listing->drawn.items, listing->drawn.count, sizeof *listing->drawn.items, compare_lots);
    listing->drawn.count = count;
    qsort(listing->drawn.items, count, sizeof *listing->drawn.items, compare_numbers);
}

/* ---- how many there are ---- */

/* The instant at which DAY begins in the time zone of the configuration. */
static int64_t begin_of_day(const struct listing *listing, int64_t day)
{
    return day * SECONDS_PER_DAY - (int64_t)listing->scene->model.config.utc_offset * 60;
}

/* As a shell takes it: a path from the root, in which nothing is a pattern. */
static void add_path(struct buffer *out, struct str path)
{
    bool plain = true;

    for (size_t i = 0; i < path.len; i++)
        plain = plain && !strchr("*?[\\", path.data[i]);
    buffer_add_c(out, plain ? " ':/" : " ':(top,literal)");
    for (size_t i = 0; i < path.len; i++)
        if (path.data[i] == '\'')
            buffer_add_c(out, "'\\''");
        else
            buffer_add_char(out, path.data[i]);
    buffer_add_char(out, '\'');
}

/* What git understands as a time: it knows the years from 1970 to 2099. */
static void add_bound(struct buffer *out, const char *option, int64_t instant)
{
    static const struct civil first = {1970, 1, 1}, end = {2100, 1, 1};
    char text[32];

    if (instant >= civil_to_days(first) * SECONDS_PER_DAY &&
        instant < civil_to_days(end) * SECONDS_PER_DAY)
        buffer_printf(out, " %s=%s", option, instant_format(text, instant));
}

/*
 * The plumbing of git, so that nobody's settings change the count. Other than
 * --since, --since-as-filter does not end the walk at a commit whose date went back.
 */
static void add_command(struct buffer *out, const struct listing *listing)
{
    const char *raw =
        repository_state(listing->scene->repository)->replaced ? "git --no-replace-objects" : "git";
    char hex[OBJECT_ID_HEX + 1];
    struct object_id head;

    if (!approvals_head(&head, listing->scene->approvals))
        return;
    buffer_printf(out, "  %s rev-list --first-parent", raw);
    add_bound(out, "--since-as-filter", begin_of_day(listing, listing->from));
    add_bound(out, "--until", begin_of_day(listing, listing->until + 1) - 1);
    buffer_printf(out,
                  " %s | %s diff-tree --stdin -r --root --diff-merges=first-parent "
                  "--no-commit-id --no-renames --name-only --",
                  object_id_hex(hex, &head, 12), raw);
    for (size_t i = 0; i < listing->population.paths.count; i++)
        add_path(out, listing->population.paths.items[i]);
    buffer_add_c(out, " | grep -c .\n");
}

/* What git counts, and how that differs from what is listed. */
static void explain_count(struct buffer *out, const struct listing *listing)
{
    const struct population *population = &listing->population;

    if (!population->paths.count)
        return;
    buffer_printf(out, "git counts %zu change%s of their files", population->landings,
                  population->landings == 1 ? "" : "s");
    if (population->left)
        buffer_printf(out, ", less %zu of the old place of a document that was moved",
                      population->left);
    if (population->unasked)
        buffer_printf(out, ", less %zu %s", population->unasked,
                      listing->request->all ? "while they held no document"
                                            : "of which no approval was asked for");
    if (population->count > population->listed)
        buffer_printf(out, ", and %zu of a file that is a document twice",
                      population->count - population->listed);
    buffer_add_c(out, ":\n");
    add_command(out, listing);
}

/* "UTC" or "UTC+02:00" of an offset in minutes. */
static const char *zone_name(char out[static 16], int32_t offset)
{
    int minutes = offset < 0 ? -offset : offset;

    if (!offset)
        return "UTC";
    snprintf(out, 16, "UTC%c%02d:%02d", offset < 0 ? '-' : '+', minutes / 60 % 100, minutes % 60);
    return out;
}

static void explain_population(struct buffer *out, const struct listing *listing)
{
    const struct population *population = &listing->population;
    char from[16], until[16], zone[16];

    civil_format(from, civil_from_days(listing->from));
    civil_format(until, civil_from_days(listing->until));
    buffer_printf(out,
                  "\npopulation: %zu revision%s of documents landed from %s to %s (%s), those of "
                  "documents that are gone included",
                  population->count, population->count == 1 ? "" : "s", from, until,
                  zone_name(zone, listing->scene->model.config.utc_offset));
    if (population->count > listing->drawn.count)
        buffer_printf(out, "; %zu drawn", listing->drawn.count);
    buffer_add_char(out, '\n');
    if (population->gap.len)
        buffer_printf(out, "It is not known to be complete: %.*s.\n", STR_ARG(population->gap));
    else
        explain_count(out, listing);
    buffer_add_c(out, "This is evidence about changes of documents, not about changes of "
                      "software.\n");
}

/* ---- the list ---- */

static void write_rows(struct buffer *out, const struct listing *listing,
                       void (*write)(struct buffer *out, const struct table *table))
{
    enum { COLUMNS = 8 };
    static const char *const columns[COLUMNS] = {"id",        "version", "landed", "verdict",
                                                 "approvals", "authors", "commit", "path"};
    struct arena *arena = &listing->scene->arena;
    size_t count = listing->drawn.count;
    struct str *cells = arena_alloc_array(arena, count * COLUMNS, sizeof *cells);
    struct table table = {columns, COLUMNS, cells, count};

    for (size_t i = 0; i < count; i++)
        approvals_row(cells + i * COLUMNS, listing->drawn.items[i].revision->id,
                      listing->drawn.items[i].revision, arena);
    write(out, &table);
}

int period_write(struct buffer *out, struct scene *scene, const struct period_request *request,
                 void (*write)(struct buffer *out, const struct table *table), bool explain,
                 struct error *error)
{
    struct listing listing = {.scene = scene, .request = request};
    struct population_request wanted = {
        .all = request->all, .wants = request->wants, .context = request->context};
    size_t sample;

    if (read_period(&listing, request->period, error) < 0 ||
        read_sample(&sample, request->sample, error) < 0)
        return -1;
    wanted.from = begin_of_day(&listing, listing.from);
    wanted.until = begin_of_day(&listing, listing.until + 1) - 1;
    population_find(&listing.population, scene->approvals, &wanted);
    draw(&listing, sample);
    write_rows(out, &listing, write);
    if (explain)
        explain_population(out, &listing);
    vector_release(&listing.drawn);
    return 0;
}
