/*
 * Runs the tests of rule pages: each section under "Tests" whose heading begins with
 * "Fails" or "Passes" is a scripted repository (scripted/page.h) that is judged by
 * the page's rule alone. A section that fails shows the report in an `output`
 * block, byte for byte. The clock is 2026-07-01 unless the section says
 * "as-of: DATE" on a line of its own.
 *
 * Sections under "Examples" are run likewise if they hold files: "Wrong" has a finding,
 * without showing it, and "Right" has none.
 *
 * Usage: pages [--bless] PAGE...   --bless writes the reports into the pages
 */
#define _XOPEN_SOURCE 700 /* nftw, mkdtemp */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/file.h"
#include "changes/compare.h"
#include "report/report.h"
#include "scripted/page.h"

struct page {
    const char *path;
    struct str rule;
    struct arena arena;
    struct source source;
    struct markdown markdown;
    bool bless;
    struct buffer rewritten; /* the page up to `copied`, with new outputs */
    size_t copied;
    size_t passed, failed;
};

/* The blocks FROM..TO under one heading. */
struct section {
    struct str title;
    size_t from, to;
    struct span span;
    bool example; /* it shows no report */
    bool fails;   /* it shows a finding; otherwise it shows that there is none */
};

static void fault(struct page *page, const struct section *section, const char *what,
                  struct str detail)
{
    printf("FAILED: %s: \"%.*s\": %s\n%.*s\n", page->path, STR_ARG(section->title), what,
           STR_ARG(detail));
    page->failed++;
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

static int64_t as_of(const struct section *section)
{
    struct str text = span_text(section->span);
    ptrdiff_t at = str_find(text, STR("\nas-of: "), 0);
    struct civil civil = {2026, 7, 1};

    if (at >= 0)
        civil_parse(&civil, str_slice(text, (size_t)at + 8, (size_t)at + 18));
    return civil_to_days(civil);
}

/* Judge the repository in FOLDER by the page's rule; the report goes to OUT. */
static int judge(struct buffer *out, size_t *findings, struct page *page, const char *folder,
                 int64_t day, struct error *error)
{
    const char *const rules[] = {arena_str(&page->arena, page->rule).data};
    struct lint_options options = {.only_rules = rules, .only_rule_count = 1};
    const struct isms_options tree = {0};
    const struct compare_options alone = {0};
    struct report_options report = {.quiet = true};
    struct str notice;
    struct lint_result result;
    char now[32];
    int status;

    snprintf(now, sizeof now, "%lld", (long long)(day + 1) * SECONDS_PER_DAY - 1);
    setenv("ISMSLINT_NOW", now, 1);
    status = compare_run(&result, &notice, folder, &tree, &options, &alone, &page->arena, error);

    if (status == 0) {
        *findings = result.findings.count;
        report_format_find(STR("text"))->write(out, &result, &report);
    }
    lint_result_release(&result);
    return status;
}

static int run_section(struct buffer *out, size_t *findings, struct page *page,
                       const struct section *section, struct error *error)
{
    char folder[] = "/tmp/ismslint-page-XXXXXX";
    struct replay_options options = {.folder = folder};
    struct scripted_page script;
    int status = -1;

    if (!mkdtemp(folder))
        return error_set(error, ERROR_FAILURE, "cannot make a folder in /tmp");
    if (scripted_page_read(&script, &page->source, page->markdown.blocks + section->from,
                           section->to - section->from, &page->arena, error) == 0 &&
        replay_write(&options, script.steps, script.count, NULL, error) == 0)
        status = judge(out, findings, page, folder, as_of(section), error);
    nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    return status;
}

static const struct markdown_block *output_block(const struct page *page,
                                                 const struct section *section)
{
    for (size_t i = section->from; i < section->to; i++)
        if (page->markdown.blocks[i].type == MARKDOWN_FENCE &&
            str_equal_c(page->markdown.blocks[i].info, "output"))
            return &page->markdown.blocks[i];
    return NULL;
}

static void rewrite(struct page *page, const struct markdown_block *block, struct str output)
{
    buffer_add(&page->rewritten, str_slice(page->source.text, page->copied, block->span.start));
    buffer_printf(&page->rewritten, "```output\n%.*s```", STR_ARG(output));
    page->copied = block->span.end;
}

static void compare(struct page *page, const struct section *section, struct str output,
                    size_t findings)
{
    const struct markdown_block *expected = output_block(page, section);

    if (!section->fails && findings) {
        fault(page, section, "nothing should be found, but was:", output);
    } else if (section->fails && !findings) {
        fault(page, section, "something should be found, and nothing was", STR(""));
    } else if (section->fails && !expected && !section->example) {
        fault(page, section, "the section lacks an `output` block; it should say:", output);
    } else if (expected && page->bless) {
        rewrite(page, expected, output);
        page->passed++;
    } else if (expected && !str_equal(expected->text, output)) {
        fault(page, section, "the output is another; it is:", output);
    } else {
        page->passed++;
    }
}

static void check_section(struct page *page, const struct section *section)
{
    struct buffer output = {0};
    struct error error;
    size_t findings = 0;

    if (run_section(&output, &findings, page, section, &error) < 0)
        fault(page, section, "it cannot be run:", str_of(error.message));
    else
        compare(page, section, buffer_str(&output), findings);
    buffer_release(&output);
}

/* The heading of a section that may be run. */
static bool is_runnable(const struct markdown_block *block, struct section *section)
{
    static const struct {
        const char *word;
        bool example, fails;
    } words[] = {
        {"Fails", false, true},
        {"Passes", false, false},
        {"Wrong", true, true},
        {"Right", true, false},
    };

    if (block->type != MARKDOWN_HEADING || block->level < 2 || block->level > 3)
        return false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!str_starts_with(block->title, str_of(words[i].word)))
            continue;
        section->title = block->title;
        section->example = words[i].example;
        section->fails = words[i].fails;
        return true;
    }
    return false;
}

/* Does a block of the section name a file, behind its language? */
static bool has_files(const struct page *page, const struct section *section)
{
    for (size_t i = section->from; i < section->to; i++)
        if (page->markdown.blocks[i].type == MARKDOWN_FENCE &&
            str_find(str_trim(page->markdown.blocks[i].info), STR(" "), 0) >= 0)
            return true;
    return false;
}

/* What stands between the heading, block number AT, and the next that does not lie deeper. */
static void set_extent(struct page *page, struct section *section, size_t at)
{
    const struct markdown_block *blocks = page->markdown.blocks;
    size_t count = page->markdown.block_count, to = at + 1;

    while (to < count &&
           !(blocks[to].type == MARKDOWN_HEADING && blocks[to].level <= blocks[at].level))
        to++;
    section->from = at + 1;
    section->to = to;
    section->span = span_of(&page->source, blocks[at].span.end,
                            to < count ? blocks[to].span.start : page->source.text.len);
}

static void check_sections(struct page *page)
{
    size_t fails = 0, passes = 0;

    for (size_t i = 0; i < page->markdown.block_count; i++) {
        struct section section = {0};

        if (!is_runnable(&page->markdown.blocks[i], &section))
            continue;
        set_extent(page, &section, i);
        if (section.example && !has_files(page, &section))
            continue;
        fails += section.fails && !section.example;
        passes += !section.fails && !section.example;
        check_section(page, &section);
    }
    if (!fails || !passes) {
        printf("FAILED: %s: a page wants a section that fails and one that passes\n", page->path);
        page->failed++;
    }
}

static void write_back(struct page *page)
{
    FILE *file;

    if (!page->copied)
        return;
    buffer_add(&page->rewritten, str_slice(page->source.text, page->copied, page->source.text.len));
    file = fopen(page->path, "wb");
    if (!file || fwrite(page->rewritten.data, 1, page->rewritten.len, file) != page->rewritten.len)
        printf("FAILED: cannot write %s\n", page->path);
    if (file)
        fclose(file);
}

/* The rule's id is the file's name. */
static struct str rule_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct str name = str_of(slash ? slash + 1 : path);

    return str_slice(name, 0, name.len - 3);
}

static void check_page(struct page *page)
{
    struct sink sink;
    struct error error;
    struct str text;

    arena_init(&page->arena);
    sink_init(&sink, &page->arena);
    page->rule = rule_of(page->path);
    if (file_read(&text, page->path, &page->arena, &error) < 0) {
        printf("FAILED: %s\n", error.message);
        page->failed++;
    } else {
        source_init(&page->source, str_of(page->path), text, &page->arena);
        if (markdown_read(&page->markdown, &page->source, &page->arena, &sink) < 0 ||
            sink.diagnostics.count > 0) {
            printf("FAILED: %s: %.*s\n", page->path, STR_ARG(sink.diagnostics.items[0]->message));
            page->failed++;
        }
        check_sections(page);
        write_back(page);
    }
    buffer_release(&page->rewritten);
    sink_release(&sink);
    arena_release(&page->arena);
}

int main(int argc, char **argv)
{
    bool bless = argc > 1 && strcmp(argv[1], "--bless") == 0;
    size_t passed = 0, failed = 0;

    for (int i = 1 + bless; i < argc; i++) {
        struct page page = {.path = argv[i], .bless = bless};

        check_page(&page);
        passed += page.passed;
        failed += page.failed;
    }
    printf("%zu passed, %zu failed\n", passed, failed);
    return failed > 0;
}
