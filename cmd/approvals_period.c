#include "cmd/approvals_period.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/digest.h"

/* One revision that landed in the window. */
struct landed {
    const struct artifact *artifact;
    const struct approval_revision *revision;
    struct digest lot; /* decides whether it is drawn */
};

struct population {
    int64_t from, until; /* days, both included */
    VECTOR(struct landed) items;
};

static int read_period(struct population *population, const char *text, struct error *error)
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
    population->from = civil_to_days(from);
    population->until = civil_to_days(until);
    if (population->from > population->until)
        return error_set(error, ERROR_USAGE, "`--period %s` ends before it begins", text);
    return 0;
}

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

static void add_revisions(struct population *population, const struct artifact *artifact,
                          const struct approval_judgement *judgement,
                          const struct period_request *request)
{
    for (size_t i = 0; i < judgement->revision_count; i++) {
        const struct approval_revision *revision = &judgement->revisions[i];
        int64_t day = day_of_instant(revision->date);

        if (!revision->landed || day < population->from || day > population->until ||
            !(revision->required || request->all))
            continue;
        vector_push(&population->items,
                    ((struct landed){artifact, revision, lot_of(request->seed, revision)}));
    }
}

static void find_revisions(struct population *population, struct scene *scene,
                           const struct period_request *request)
{
    for (size_t i = 0; i < scene->model.artifacts.count; i++) {
        const struct artifact *artifact = scene->model.artifacts.items[i];

        if (!artifact->is_row)
            add_revisions(population, artifact, approvals_judge(scene->approvals, artifact),
                          request);
    }
}

static int compare_lots(const void *a, const void *b)
{
    return memcmp(((const struct landed *)a)->lot.bytes, ((const struct landed *)b)->lot.bytes,
                  SHA256_DIGEST_SIZE);
}

static int compare_dates(const void *a, const void *b)
{
    const struct landed *x = a, *y = b;

    if (x->revision->date != y->revision->date)
        return x->revision->date < y->revision->date ? -1 : 1;
    return str_compare(x->revision->path, y->revision->path);
}

/* Keep COUNT of them, whichever the lots say. */
static int draw(struct population *population, const char *sample, struct error *error)
{
    char *end;
    unsigned long count;

    if (!sample)
        return 0;
    count = strtoul(sample, &end, 10);
    if (*end || end == sample || count == 0)
        return error_set(error, ERROR_USAGE, "`--sample %s` should be a number, as in 25", sample);
    qsort(population->items.items, population->items.count, sizeof *population->items.items,
          compare_lots);
    if (population->items.count > count)
        population->items.count = count;
    return 0;
}

/* The paths whose landings are counted, each once, as a shell takes them. */
static void add_paths(struct buffer *out, struct scene *scene, const struct period_request *request)
{
    struct str last = {0};

    for (size_t i = 0; i < scene->model.artifacts.count; i++) {
        const struct artifact *artifact = scene->model.artifacts.items[i];
        struct str path = artifact->file->path;

        if (artifact->is_row || str_equal(path, last) ||
            !(request->all || approvals_judge(scene->approvals, artifact)->required))
            continue;
        last = path;
        buffer_add_c(out, " '");
        for (size_t k = 0; k < path.len; k++)
            if (path.data[k] == '\'')
                buffer_add_c(out, "'\\''");
            else
                buffer_add_char(out, path.data[k]);
        buffer_add_char(out, '\'');
    }
}

static void explain_population(struct buffer *out, const struct population *population,
                               size_t whole, struct scene *scene,
                               const struct period_request *request)
{
    char from[16], until[16], head[OBJECT_ID_HEX + 1];
    struct object_id id;

    if (!approvals_head(&id, scene->approvals))
        return;
    civil_format(from, civil_from_days(population->from));
    civil_format(until, civil_from_days(population->until));
    object_id_hex(head, &id, 12);
    buffer_printf(out, "\npopulation: %zu revisions of today's documents landed from %s to %s",
                  whole, from, until);
    if (whole > population->items.count)
        buffer_printf(out, ", %zu of them drawn", population->items.count);
    buffer_printf(out,
                  "\ngit counts them too: git log --first-parent -m --no-renames --format= "
                  "--name-only --since=%sT00:00:00Z --until=%sT23:59:59Z %s --",
                  from, until, head);
    add_paths(out, scene, request);
    buffer_add_c(out, " | grep -c .\nThis is evidence about changes of documents, not about "
                      "changes of software.\n");
}

static void write_rows(struct buffer *out, const struct population *population,
                       void (*write)(struct buffer *out, const struct table *table),
                       struct arena *arena)
{
    enum { COLUMNS = 8 };
    static const char *const columns[COLUMNS] = {"id",        "version", "landed", "verdict",
                                                 "approvals", "authors", "commit", "path"};
    size_t count = population->items.count;
    struct str *cells = arena_alloc_array(arena, count * COLUMNS, sizeof *cells);
    struct table table = {columns, COLUMNS, cells, count};

    for (size_t i = 0; i < count; i++)
        approvals_row(cells + i * COLUMNS, population->items.items[i].artifact,
                      population->items.items[i].revision, arena);
    write(out, &table);
}

int period_write(struct buffer *out, struct scene *scene, const struct period_request *request,
                 void (*write)(struct buffer *out, const struct table *table), bool explain,
                 struct error *error)
{
    struct population population = {0};
    size_t whole;
    int status = -1;

    if (read_period(&population, request->period, error) < 0)
        goto out;
    find_revisions(&population, scene, request);
    whole = population.items.count;
    if (draw(&population, request->sample, error) < 0)
        goto out;
    if (population.items.count)
        qsort(population.items.items, population.items.count, sizeof *population.items.items,
              compare_dates);
    write_rows(out, &population, write, &scene->arena);
    if (explain)
        explain_population(out, &population, whole, scene, request);
    status = 0;
out:
    vector_release(&population.items);
    return status;
}
