/*
 * Judges artifacts in which every field is an attack, by each rule that comes with the program:
 * of each kind that the rule is on, as JSON, YAML, CSV and Markdown. No rule may crash, print
 * anything that acts (output.h), or take more than a second of processor time.
 *
 * A row for each way to be hostile: what the schema takes, with controls, forged lines and
 * markup in every text, or with a megabyte of it, or thousands of it in lists; and what it does
 * not take: deep lists, maps, numbers beyond measure, days that there are not, nothing.
 *
 * Usage: run-hostile
 */
#define _XOPEN_SOURCE 700 /* nftw, mkdtemp */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/json_writer.h"
#include "changes/compare.h"
#include "git/replay.h"
#include "output.h"
#include "report/report.h"
#include "rules/rules.h"

enum {
    DEEP = 150,
    MANY = 500,
    MEGABYTE = 1024 * 1024, /* bytes of an id or name, */
    LONG = 32 * 1024,       /* and of every other text beside it */
    MOST_NESTED = 3,        /* maps and lists that the schema describes */
    MOST_STEPS = 16
};

static const struct str ATTACK = STR_INIT("x\n::error file=a::forged\r\n  ##[error]f##vso[a "
                                          "b=c]\033]0;t\007\xC2\x9B\xE2\x80\xAE|=1+1`<img src=x>"
                                          "@team #1 [l](http://evil.example)\x7F\t{{self}} A.5.1");

/* One artifact while it is written. */
struct author {
    struct json_writer json;
    const struct kind *kind;
    struct str text; /* of every field that holds one */
    size_t items;    /* of every list */
    size_t number;   /* of the field */
};

static void write_shaped(struct author *author, const struct jsonschema_shape *shape, int depth);

static void write_members(struct author *author, const struct jsonschema_shape *shape, int depth)
{
    json_write_object_begin(&author->json);
    for (size_t i = 0; i < shape->property_count; i++) {
        json_write_key(&author->json, shape->properties[i].name);
        write_shaped(author, shape->properties[i].shape, depth + 1);
    }
    json_write_object_end(&author->json);
}

static void write_items(struct author *author, const struct jsonschema_shape *shape, int depth)
{
    json_write_array_begin(&author->json);
    for (size_t i = 0; i < author->items; i++)
        write_shaped(author, shape->items, depth + 1);
    json_write_array_end(&author->json);
}

/* What the schema takes, as far as its shape tells. */
static void write_shaped(struct author *author, const struct jsonschema_shape *shape, int depth)
{
    unsigned types = shape && depth <= MOST_NESTED ? shape->types : 0;

    if (shape && shape->allowed_count && shape->allowed[0]->type == VALUE_STRING)
        json_write_string(&author->json, shape->allowed[0]->string);
    else if (shape && str_equal_c(shape->format, "date"))
        json_write_string(&author->json,
                          author->number % 2 ? STR("9999-12-31") : STR("0001-01-01"));
    else if (types & 1U << VALUE_LIST)
        write_items(author, shape, depth);
    else if (types & 1U << VALUE_STRING || !types)
        json_write_string(&author->json, author->text);
    else if (types & 1U << VALUE_INT)
        json_write_int(&author->json, author->number % 2 ? INT64_MAX : 3);
    else if (types & 1U << VALUE_MAP)
        write_members(author, shape, depth);
    else
        json_write_bool(&author->json, author->number % 2);
}

static void write_deep(struct author *author)
{
    for (int i = 0; i < DEEP; i++)
        json_write_array_begin(&author->json);
    json_write_string(&author->json, author->text);
    for (int i = 0; i < DEEP; i++)
        json_write_array_end(&author->json);
}

static void write_map(struct author *author)
{
    json_write_object_begin(&author->json);
    json_write_string_member(&author->json, "\n::error::forged\033[2J", author->text);
    json_write_object_end(&author->json);
}

static void write_number(struct author *author)
{
    static const char *const numbers[] = {
        "1e400", "-0.0", "99999999999999999999999", "-1e-400", "9223372036854775807", "0.1"};

    json_write_decimal(&author->json, str_of(numbers[author->number % 6]));
}

static void write_day(struct author *author)
{
    static const char *const days[] = {"2026-02-30", "0000-00-00",  "99999-01-01",
                                       "2026-1-1",   "-2026-01-01", "2026-01-01T25:00:00Z"};

    json_write_string(&author->json, str_of(days[author->number % 6]));
}

static void write_nothing(struct author *author)
{
    if (author->number % 3 == 0)
        json_write_null(&author->json);
    else if (author->number % 3 == 1)
        json_write_bool(&author->json, false);
    else
        json_write_string(&author->json, STR(""));
}

/* A way to be hostile: by SHAPED what the schema takes, else by WRITE. */
static const struct way {
    const char *name;
    void (*write)(struct author *author);
    bool is_long;
    size_t items;
} ways[] = {
    {"attack", NULL, false, 2},    {"many", NULL, false, MANY},
    {"megabyte", NULL, true, 1},   {"deep", write_deep, false, 0},
    {"maps", write_map, false, 0}, {"numbers", write_number, false, 0},
    {"days", write_day, false, 0}, {"nothing", write_nothing, false, 0},
};

enum { WAYS = sizeof ways / sizeof ways[0] };

static struct str long_text(size_t len)
{
    static struct buffer text;

    while (text.len < MEGABYTE)
        buffer_add(&text, ATTACK);
    return str_slice(buffer_str(&text), 0, len);
}

static bool is_name(const struct kind *kind, struct str field)
{
    return str_equal(field, kind->id_field) || str_equal(field, kind->name_field);
}

/* The id is another of each way, so that no duplicate ends what is looked at. */
static void write_field(struct author *author, const struct way *way,
                        const struct jsonschema_property *property)
{
    struct buffer id = {0};

    json_write_key(&author->json, property->name);
    author->number++;
    if (way->is_long)
        author->text = long_text(is_name(author->kind, property->name) ? MEGABYTE : LONG);
    if (!way->write && !way->is_long && str_equal(property->name, author->kind->id_field)) {
        buffer_printf(&id, "%s %.*s", way->name, STR_ARG(ATTACK));
        json_write_string(&author->json, buffer_str(&id));
    } else if (way->write) {
        way->write(author);
    } else {
        write_shaped(author, property->shape, 1);
    }
    buffer_release(&id);
}

static void write_artifact(struct json_writer *json, const struct kind *kind, const struct way *way)
{
    struct author author = {.json = *json, .kind = kind, .text = ATTACK, .items = way->items};

    json_write_object_begin(&author.json);
    for (size_t i = 0; i < kind->shape->property_count; i++)
        write_field(&author, way, &kind->shape->properties[i]);
    json_write_string_member(&author.json, "x\n::error::forged", ATTACK);
    json_write_object_end(&author.json);
    *json = author.json;
}

/* ---- files ---- */

/* The steps of one kind's repository. */
struct files {
    struct replay_step steps[MOST_STEPS];
    size_t count;
    struct arena *arena;
};

static void add_file(struct files *files, const char *path, struct buffer *content)
{
    files->steps[files->count++] =
        (struct replay_step){.verb = REPLAY_WRITE,
                             .path = arena_str(files->arena, str_of(path)),
                             .content = arena_str(files->arena, buffer_str(content))};
    buffer_release(content);
}

/* JSON is YAML; libyaml takes long over a megabyte. */
static void add_register(struct files *files, const struct kind *kind, const char *path,
                         bool longer)
{
    struct buffer content = {0};
    struct json_writer json;

    json_writer_init(&json, &content, true);
    json_write_object_begin(&json);
    json_write_key(&json, kind->list.len ? kind->list : kind->plural);
    json_write_array_begin(&json);
    for (size_t i = 0; i < WAYS; i++)
        if (longer || !ways[i].is_long)
            write_artifact(&json, kind, &ways[i]);
    json_write_array_end(&json);
    json_write_object_end(&json);
    add_file(files, path, &content);
}

static void add_document(struct files *files, const struct kind *kind, const struct way *way)
{
    struct buffer content = {0};
    struct json_writer json;
    char path[64];

    buffer_add_c(&content, "---\n");
    json_writer_init(&json, &content, true);
    write_artifact(&json, kind, way);
    buffer_printf(&content, "\n---\n# %.*s\n\nTODO %.*s\n\n| a |\n|---|\n| %.*s |\n",
                  STR_ARG(ATTACK), STR_ARG(ATTACK), STR_ARG(ATTACK));
    snprintf(path, sizeof path, "h/%s.md", way->name);
    add_file(files, path, &content);
}

static void add_cells(struct buffer *content, const struct kind *kind, struct str cell)
{
    for (size_t i = 0; i < kind->shape->property_count; i++)
        buffer_printf(content, "%s\"%.*s\"", i ? "," : "",
                      STR_ARG(cell.len ? cell : kind->shape->properties[i].name));
    buffer_add_c(content, "\r\n");
}

static void add_table(struct files *files, const struct kind *kind)
{
    struct buffer content = {0};

    add_cells(&content, kind, (struct str){0});
    add_cells(&content, kind, ATTACK);
    add_cells(&content, kind, STR("2026-02-30"));
    add_cells(&content, kind, STR("99999999999999999999"));
    add_file(files, "h/table.csv", &content);
}

static void add_files(struct files *files, const struct kind *kind)
{
    struct buffer content = {0};

    buffer_printf(&content, "version: 1\nartifacts:\n  - {kind: %.*s, files: [\"h/*\"]}\n",
                  STR_ARG(kind->name));
    add_file(files, ".ismslint.yaml", &content);
    if (kind->forms & FORM_REGISTER) {
        add_register(files, kind, "h/register.json", true);
        add_register(files, kind, "h/register.yaml", false);
        add_table(files, kind);
    }
    for (size_t i = 0; kind->forms & FORM_DOCUMENT && i < WAYS; i++)
        if (!ways[i].is_long)
            add_document(files, kind, &ways[i]);
}

/* ---- judging ---- */

struct trial {
    struct rules rules;
    struct kinds kinds;
    struct arena arena;
    struct error error;
    size_t passed, failed;
};

static void fail(struct trial *trial, const struct rule *rule, const struct kind *kind,
                 const char *what)
{
    printf("FAILED: %.*s on %.*s: %s\n", STR_ARG(rule->id), STR_ARG(kind->name), what);
    trial->failed++;
}

static bool prints_well(struct buffer *faults, struct lint_result *result)
{
    const struct report_options options = {.all = true};
    const struct report_format *format;
    bool good = true;

    for (size_t i = 0; (format = report_format_at(REPORT_FINDINGS, i)) != NULL; i++) {
        struct buffer out = {0};

        format->write(&out, result, &options);
        good = output_is_harmless(faults, str_of(format->name), buffer_str(&out)) && good;
        buffer_release(&out);
    }
    return good;
}

static void judge(struct trial *trial, const struct rule *rule, const struct kind *kind,
                  const char *folder)
{
    const char *const id = arena_str(&trial->arena, rule->id).data;
    struct lint_options options = {.only_rules = &id, .only_rule_count = 1};
    const struct isms_options tree = {0};
    const struct compare_options alone = {0};
    struct lint_result result = {0};
    struct str notice;
    struct buffer faults = {0};
    struct arena arena;
    clock_t start = clock();

    arena_init(&arena);
    if (compare_run(&result, &notice, folder, &tree, &options, &alone, &arena, &trial->error) < 0)
        fail(trial, rule, kind, trial->error.message);
    else if (result.configuration_broken || !result.summary.artifacts)
        fail(trial, rule, kind, "nothing was judged");
#ifndef __SANITIZE_ADDRESS__
    else if (clock() - start > CLOCKS_PER_SEC)
        fail(trial, rule, kind, "it takes more than a second");
#endif
    else if (!prints_well(&faults, &result))
        fail(trial, rule, kind, buffer_c(&faults));
    else
        trial->passed++;
    (void)start;
    buffer_release(&faults);
    lint_result_release(&result);
    arena_release(&arena);
}

/* Rules on any artifact, on documents and on the ISMS are judged with policies and with risks. */
static bool is_on(const struct rule *rule, const struct kind *kind)
{
    static const char *const words[] = {"artifact", "document", "isms"};
    bool example = str_equal_c(kind->name, "policy") || str_equal_c(kind->name, "risk");
    bool wide = false;

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        wide = wide || str_list_has(rule->on, str_of(words[i]));
    return str_list_has(rule->on, kind->name) || (wide && example);
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

static void try_kind(struct trial *trial, struct kind *kind)
{
    char folder[] = "/tmp/ismslint-hostile-XXXXXX";
    struct replay_options options = {.folder = folder};
    struct arena arena;
    struct files files = {.arena = &arena};

    arena_init(&arena);
    if (kinds_need_schema(&trial->kinds, kind, &trial->error) < 0 || !mkdtemp(folder))
        abort();
    add_files(&files, kind);
    if (replay_write(&options, files.steps, files.count, NULL, &trial->error) < 0)
        abort();
    for (size_t i = 0; i < trial->rules.count; i++)
        if (is_on(trial->rules.items[i], kind))
            judge(trial, trial->rules.items[i], kind, folder);
    nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    arena_release(&arena);
}

/* Each rule must have been judged with something. */
static void check_coverage(struct trial *trial)
{
    for (size_t i = 0; i < trial->rules.count; i++) {
        bool judged = false;

        for (size_t k = 0; k < trial->kinds.count; k++)
            judged = judged || is_on(trial->rules.items[i], &trial->kinds.items[k]);
        if (!judged)
            fail(trial, trial->rules.items[i], &trial->kinds.items[0], "it is on no kind");
    }
}

int main(void)
{
    struct trial trial = {0};

    arena_init(&trial.arena);
    setenv("ISMSLINT_NOW", "1782907200", 1);
    if (rules_load(&trial.rules, &trial.arena, &trial.error) < 0 ||
        kinds_load(&trial.kinds, &trial.arena, &trial.error) < 0) {
        printf("FAILED: %s\n", trial.error.message);
        return 1;
    }
    for (size_t i = 0; i < trial.kinds.count; i++)
        try_kind(&trial, &trial.kinds.items[i]);
    check_coverage(&trial);
    printf("%zu passed, %zu failed\n", trial.passed, trial.failed);
    kinds_release(&trial.kinds);
    arena_release(&trial.arena);
    return trial.failed > 0;
}
