#include "report/period.h"

#include <string.h>

#include "base/clock.h"
#include "base/shell.h"
#include "base/visible.h"
#include "report/markdown.h"
#include "report/revision.h"
#include "report/wrap.h"

/* ---- the command ---- */

/* As a shell takes it: a path from the root, in which nothing is a pattern. */
static void add_path(struct buffer *out, struct str path)
{
    bool literal = !shell_is_plain_sight(path);

    for (size_t i = 0; i < path.len; i++)
        literal = literal || strchr("*?[\\", path.data[i]);
    buffer_add_char(out, ' ');
    shell_add_quoted(out, literal ? ":(top,literal)" : ":/", path);
}

/* What git understands as a time: it knows the years from 1970 to 2099. */
static void add_bound(struct buffer *out, const char *option, int64_t instant)
{
    static const struct civil first = {1970, 1, 1}, end = {2100, 1, 1};
    char text[32];

    if (instant >= civil_to_days(first) * SECONDS_PER_DAY &&
        instant < civil_to_days(end) * SECONDS_PER_DAY)
        visible_printf(out, " %s=%s", option, instant_format(text, instant));
}

/*
 * The plumbing of git, so that nobody's settings change the count. Other than
 * --since, --since-as-filter does not end the walk at a commit whose date went back.
 */
struct str period_command(const struct period *period, const struct approvals *approvals,
                          struct arena *arena)
{
    const char *raw = repository_state(approvals_repository(approvals))->replaced
                          ? "git --no-replace-objects"
                          : "git";
    struct buffer command = {0};
    char hex[OBJECT_ID_HEX + 1];
    struct object_id head;
    struct str kept;

    if (!approvals_head(&head, approvals))
        return (struct str){0};
    visible_printf(&command, "%s rev-list --first-parent", raw);
    add_bound(&command, "--since-as-filter", period->begins);
    add_bound(&command, "--until", period->ends);
    visible_printf(&command,
                   " %s | %s diff-tree --stdin -r --root --diff-merges=first-parent "
                   "--no-commit-id --no-renames --name-only --",
                   object_id_hex(hex, &head, 12), raw);
    for (size_t i = 0; i < period->population.paths.count; i++)
        add_path(&command, period->population.paths.items[i]);
    buffer_add_c(&command, " | grep -c .");
    kept = arena_str(arena, buffer_str(&command));
    buffer_release(&command);
    return kept;
}

/* Can git count it? */
static bool is_countable(const struct period *period)
{
    return !period->population.gap.len && period->population.paths.count;
}

/* ---- in words ---- */

static struct str population_words(const struct period *period, struct arena *arena)
{
    const struct population *population = &period->population;
    char from[16], until[16];
    struct str named = {0};

    for (size_t i = 0; i < period->request->named.count; i++)
        named = arena_printf(arena, "%.*s%s%.*s", STR_ARG(named), i ? ", " : " at ",
                             STR_ARG(period->request->named.items[i].len
                                         ? period->request->named.items[i]
                                         : STR("the whole repository")));
    return arena_printf(arena,
                        "%zu revision%s of documents%.*s reached the main branch from %s to %s "
                        "(%.*s), including revisions of deleted documents",
                        population->count, population->count == 1 ? "" : "s", STR_ARG(named),
                        civil_format(from, civil_from_days(period->from)),
                        civil_format(until, civil_from_days(period->until)), STR_ARG(period->zone));
}

/* Empty if everything was asked for. */
static struct str sample_words(const struct period *period, struct arena *arena)
{
    size_t drawn = period->drawn_count;
    const char *seed = period->request->seed;

    if (period->sample == SIZE_MAX)
        return (struct str){0};
    if (drawn == period->population.count)
        return arena_printf(arena, "the table lists the whole population (--sample %zu)",
                            period->sample);
    if (!seed)
        return arena_printf(arena, "the table lists %zu of the revisions, drawn without a seed",
                            drawn);
    return arena_printf(arena, "the table lists %zu of the revisions, drawn with the seed \"%s\"",
                        drawn, seed);
}

/* What git counts, and how that differs from what is listed. */
static struct str count_words(const struct period *period, struct arena *arena)
{
    const struct population *population = &period->population;
    struct str words = arena_printf(arena, "git counts %zu change%s of their files",
                                    population->landings, population->landings == 1 ? "" : "s");

    if (population->left)
        words = arena_printf(arena, "%.*s, minus %zu at the former path of a moved document",
                             STR_ARG(words), population->left);
    if (population->unasked)
        words = arena_printf(arena, "%.*s, minus %zu %s", STR_ARG(words), population->unasked,
                             period->request->all ? "while the file held no document"
                                                  : "for which no approval was required");
    if (population->count > population->listed)
        words = arena_printf(arena, "%.*s, plus %zu of a file that holds two documents",
                             STR_ARG(words), population->count - population->listed);
    return words;
}

static const char *const boundary =
    "This is evidence about changes of documents, not about changes of software.";

static void write_line(struct buffer *out, const char *word, struct str text, size_t width)
{
    visible_printf(out, "%s", word);
    wrap_paragraph(out, text, width, 2, str_of(word).len);
}

void period_write_text(struct buffer *out, const struct period *period, size_t width,
                       struct arena *arena)
{
    struct str sample = sample_words(period, arena);

    width = width ? width : SIZE_MAX;
    write_line(out, "population: ", population_words(period, arena), width);
    if (sample.len)
        write_line(out, "sample: ", sample, width);
    if (period->population.gap.len) {
        write_line(out, "The list may be incomplete: ", period->population.gap, width);
    } else if (is_countable(period)) {
        visible_printf(out, "%.*s:\n  %.*s\n", STR_ARG(count_words(period, arena)),
                       STR_ARG(period->git));
    }
    wrap_paragraph(out, str_of(boundary), width, 0, 0);
}

static void add_sentence(struct buffer *out, struct str text)
{
    markdown_add(out, text);
    buffer_add_c(out, ".\n");
}

void period_write_markdown(struct buffer *out, const struct period *period, struct arena *arena)
{
    struct str sample = sample_words(period, arena);

    buffer_add_c(out, "Population: ");
    add_sentence(out, population_words(period, arena));
    if (sample.len) {
        buffer_add_c(out, "\nSample: ");
        add_sentence(out, sample);
    }
    if (period->population.gap.len) {
        buffer_add_c(out, "\nThe list may be incomplete: ");
        add_sentence(out, period->population.gap);
    } else if (is_countable(period)) {
        visible_printf(out, "\n%.*s:\n\n```sh\n%.*s\n```\n", STR_ARG(count_words(period, arena)),
                       STR_ARG(period->git));
    }
    visible_printf(out, "\n%s\n", boundary);
}

/* ---- in JSON ---- */

static void write_end(struct json_writer *json, const char *key, int64_t day, int64_t instant)
{
    json_write_member(json, key);
    json_write_object_begin(json);
    revision_write_day(json, "day", day);
    revision_write_instant(json, "instant", instant);
    json_write_object_end(json);
}

static void write_count(struct json_writer *json, const struct period *period)
{
    const struct population *population = &period->population;

    json_write_member(json, "git");
    if (!is_countable(period)) {
        json_write_null(json);
        return;
    }
    json_write_string(json, period->git);
    json_write_int_member(json, "git_count", (int64_t)population->landings);
    json_write_int_member(json, "git_old_places", (int64_t)population->left);
    json_write_int_member(json, "git_not_asked", (int64_t)population->unasked);
    json_write_int_member(json, "listed_twice", (int64_t)(population->count - population->listed));
}

static void write_sample(struct json_writer *json, const struct period *period)
{
    json_write_member(json, "sample");
    if (period->sample == SIZE_MAX) {
        json_write_null(json);
        return;
    }
    json_write_object_begin(json);
    json_write_string_member(json, "seed",
                             str_of(period->request->seed ? period->request->seed : ""));
    json_write_int_member(json, "asked", (int64_t)period->sample);
    json_write_int_member(json, "drawn", (int64_t)period->drawn_count);
    json_write_object_end(json);
}

void period_write_json(struct json_writer *json, const struct period *period)
{
    json_write_member(json, "population");
    json_write_object_begin(json);
    write_end(json, "from", period->from, period->begins);
    write_end(json, "until", period->until, period->ends);
    json_write_string_member(json, "time_zone", period->zone);
    json_write_strings_member(json, "paths", period->request->named);
    json_write_bool_member(json, "all", period->request->all);
    json_write_int_member(json, "count", (int64_t)period->population.count);
    json_write_bool_member(json, "complete", !period->population.gap.len);
    json_write_string_member(json, "gap", period->population.gap);
    write_count(json, period);
    write_sample(json, period);
    json_write_object_end(json);
}
