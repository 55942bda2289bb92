/*
 * Runs the pages of tests/redteam: attacks on the approval record, and the honest
 * histories that look like them; and docs/explanation/approvals-examples.md. Each section of level
 * 2 with blocks is a scripted repository (scripted/page.h) with the verdicts that it must get, byte
 * for byte:
 *
 *     ```verdicts
 *     procedures/backup.md approved (independent): approved by Jo Park (CTO)
 *     risks.csv#R-001 missing (no-approval): no approval found in this history
 *     procedures/backup.md@1 stale: ...      the revision before the newest, and so on
 *     ```
 *
 * The code of the reason is left out in docs/, which people read.
 *
 * A section called "Given" stands before each one that follows it, up to the next
 * of that name. A ```sh block is run in the repository after it was written. The
 * clock is 2026-07-01. In the page stand for things that are made for the run:
 *
 *     {{key NAME}}       the public line of an SSH key
 *     {{private NAME}}   the path of its private half
 *     {{openpgp NAME}}   the public half of an OpenPGP key of openpgp.sh, armoured
 *     {{sign NAME}}      options by which git signs with it
 *
 * Where gpg is not there, pages with OpenPGP keys are skipped.
 *
 * Usage: redteam [--bless] PAGE...   --bless writes the verdicts into the pages
 */
#define _XOPEN_SOURCE 700 /* nftw, mkdtemp */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/file.h"
#include "isms/isms.h"
#include "scripted/page.h"

struct page {
    const char *path;
    const char *keys; /* the folder of the run's keys */
    bool skipped;     /* it wants keys that cannot be made here */
    struct arena arena;
    struct source source;
    struct markdown markdown;
    size_t given_from, given_to; /* the blocks of the section "Given" */
    bool bless;
    struct str original;     /* the page as it is, before keys are put in */
    struct buffer rewritten; /* the page up to `copied`, with new verdicts */
    size_t copied;
    size_t passed, failed;
};

/* What is needed to judge one repository. */
struct scene {
    struct arena arena;
    struct repository *repository;
    struct knowledge knowledge;
    struct isms isms;
    bool codes; /* the codes of reasons are part of what is compared */
};

static void fault(struct page *page, struct str title, const char *what, struct str detail)
{
    printf("FAILED: %s: \"%.*s\": %s\n%.*s\n", page->path, STR_ARG(title), what, STR_ARG(detail));
    page->failed++;
}

static int remove_entry(const char *path, const struct stat *status, int type, struct FTW *walk)
{
    (void)status;
    (void)type;
    (void)walk;
    return remove(path);
}

/* ---- judging ---- */

/* At the end of the first of July, 2026. */
static int open_scene(struct scene *scene, const char *folder, struct error *error)
{
    const struct isms_options options = {0};

    arena_init(&scene->arena);
    setenv("ISMSLINT_NOW", "1782950399", 1);
    if (repository_open(&scene->repository, folder, error) < 0 ||
        knowledge_init(&scene->knowledge, &scene->arena, error) < 0 ||
        isms_open(&scene->isms, &scene->knowledge, scene->repository, &options, &scene->arena,
                  error) < 0)
        return -1;
    return isms_need_approvals(&scene->isms, error);
}

static void close_scene(struct scene *scene)
{
    isms_close(&scene->isms);
    knowledge_release(&scene->knowledge);
    repository_free(scene->repository);
    arena_release(&scene->arena);
}

static const struct artifact *find_artifact(const struct scene *scene, struct str path,
                                            struct str id)
{
    for (size_t i = 0; i < scene->isms.model.artifacts.count; i++) {
        const struct artifact *artifact = scene->isms.model.artifacts.items[i];

        if (str_equal(artifact->file->path, path) &&
            (id.len ? str_equal(artifact->id, id) : !artifact->is_row))
            return artifact;
    }
    return NULL;
}

static void add_verdict(struct buffer *out, const struct scene *scene, struct str subject,
                        const struct approval_revision *revision)
{
    struct str code = approval_reason_code(revision->code);

    buffer_printf(out, "%.*s %s", STR_ARG(subject), approval_verdict_name(revision->verdict));
    if (scene->codes)
        buffer_printf(out, " (%.*s)", STR_ARG(code));
    buffer_printf(out, ": %.*s\n", STR_ARG(revision->reason));
}

/* "PATH", "PATH#ID", "PATH@2": what a line of the block asks about. */
static void judge_line(struct buffer *out, struct scene *scene, struct str line)
{
    struct str subject, rest = line, path, id = {0};
    const struct approval_judgement *judgement;
    const struct artifact *artifact;
    ptrdiff_t at, hash;
    size_t number = 0;

    str_split(&subject, &rest, ' ');
    path = subject;
    at = str_find(subject, STR("@"), 0);
    if (at >= 0) {
        number = (size_t)strtoul(subject.data + at + 1, NULL, 10);
        path = str_slice(subject, 0, (size_t)at);
    }
    hash = str_find(path, STR("#"), 0);
    if (hash >= 0) {
        id = str_slice(path, (size_t)hash + 1, path.len);
        path = str_slice(path, 0, (size_t)hash);
    }
    artifact = find_artifact(scene, path, id);
    judgement = artifact  ? approvals_judge(scene->isms.approvals, artifact)
                : !id.len ? approvals_judge_path(scene->isms.approvals, path)
                          : NULL;
    if (!judgement || number >= judgement->revision_count)
        buffer_printf(out, "%.*s is not there\n", STR_ARG(subject));
    else
        add_verdict(out, scene, subject, &judgement->revisions[number]);
}

static int judge(struct buffer *out, const struct page *page, const char *folder, struct str asked,
                 struct error *error)
{
    struct scene scene = {.codes = strncmp(page->path, "docs/", 5) != 0};
    int result = open_scene(&scene, folder, error);
    struct str line;

    while (result == 0 && str_next_line(&line, &asked))
        judge_line(out, &scene, line);
    close_scene(&scene);
    return result;
}

/* ---- sections ---- */

static const struct markdown_block *block_called(const struct page *page, size_t from, size_t to,
                                                 const char *info)
{
    for (size_t i = from; i < to; i++)
        if (page->markdown.blocks[i].type == MARKDOWN_FENCE &&
            str_equal_c(page->markdown.blocks[i].info, info))
            return &page->markdown.blocks[i];
    return NULL;
}

/* A section without a block is prose. */
static bool has_blocks(const struct page *page, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (page->markdown.blocks[i].type == MARKDOWN_FENCE)
            return true;
    return false;
}

static int write_repository(struct page *page, const char *folder, size_t from, size_t to,
                            struct error *error)
{
    struct replay_options options = {.folder = folder};
    size_t given = page->given_to - page->given_from;
    struct markdown_block *blocks =
        arena_alloc_array(&page->arena, given + to - from, sizeof *blocks);
    struct scripted_page script;

    memcpy(blocks, page->markdown.blocks + page->given_from, given * sizeof *blocks);
    memcpy(blocks + given, page->markdown.blocks + from, (to - from) * sizeof *blocks);
    if (scripted_page_read(&script, &page->source, blocks, given + to - from, &page->arena, error) <
        0)
        return -1;
    return replay_write(&options, script.steps, script.count, NULL, error);
}

static int run_shell(const struct page *page, const char *folder, size_t from, size_t to,
                     struct error *error)
{
    const struct markdown_block *block = block_called(page, from, to, "sh");
    struct buffer command = {0};
    int status = 0;

    if (!block)
        return 0;
    buffer_printf(&command, "cd '%s' && set -e && {\n%.*s\n} >/dev/null 2>&1", folder,
                  STR_ARG(block->text));
    status = system(command.data);
    buffer_release(&command);
    return status == 0 ? 0 : error_set(error, ERROR_FAILURE, "its sh block failed");
}

/* In the page without keys the block is the first one below the section's title. */
static void rewrite(struct page *page, struct str title, const struct markdown_block *block,
                    struct str output)
{
    struct str heading = arena_printf(&page->arena, "\n## %.*s\n", STR_ARG(title));
    ptrdiff_t start = str_find(page->original, heading, page->copied);

    if (start >= 0)
        start = str_find(page->original, STR("```verdicts\n"), (size_t)start);
    if (start < 0)
        return;
    buffer_add(&page->rewritten, str_slice(page->original, page->copied, (size_t)start));
    buffer_printf(&page->rewritten, "```verdicts\n%.*s```", STR_ARG(output));
    page->copied = (size_t)start + (block->span.end - block->span.start);
}

static void check_section(struct page *page, struct str title, size_t from, size_t to)
{
    const struct markdown_block *expected = block_called(page, from, to, "verdicts");
    char folder[] = "/tmp/ismslint-redteam-XXXXXX";
    struct buffer output = {0};
    struct error error = {0};

    if (!expected)
        fault(page, title, "it lacks a `verdicts` block", STR(""));
    else if (!mkdtemp(folder))
        fault(page, title, "cannot make a folder in /tmp", STR(""));
    else if (write_repository(page, folder, from, to, &error) < 0 ||
             run_shell(page, folder, from, to, &error) < 0 ||
             judge(&output, page, folder, expected->text, &error) < 0)
        fault(page, title, "it cannot be run:", str_of(error.message));
    else if (!page->bless && !str_equal(expected->text, buffer_str(&output)))
        fault(page, title, "the verdicts are others:", buffer_str(&output));
    else
        page->passed++;
    if (expected && page->bless && output.len)
        rewrite(page, title, expected, buffer_str(&output));
    nftw(folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    buffer_release(&output);
}

static void check_sections(struct page *page)
{
    const struct markdown_block *blocks = page->markdown.blocks;
    size_t count = page->markdown.block_count;

    for (size_t i = 0; i < count; i++) {
        size_t to = i + 1;

        if (blocks[i].type != MARKDOWN_HEADING || blocks[i].level != 2)
            continue;
        while (to < count && !(blocks[to].type == MARKDOWN_HEADING && blocks[to].level <= 2))
            to++;
        if (str_starts_with(blocks[i].title, STR("Given"))) {
            page->given_from = i + 1;
            page->given_to = to;
        } else if (has_blocks(page, i + 1, to)) {
            check_section(page, blocks[i].title, i + 1, to);
        }
    }
}

/* ---- keys ---- */

/* The public line of the key NAME, which is made when it is first asked for. */
static struct str key_line(struct page *page, struct str name)
{
    struct error error;
    struct str line = {0};
    const char *path = arena_printf(&page->arena, "%s/%.*s.pub", page->keys, STR_ARG(name)).data;
    const char *command =
        arena_printf(&page->arena,
                     "ssh-keygen -q -t ed25519 -N '' -C '' -f '%s/%.*s' </dev/null >/dev/null 2>&1",
                     page->keys, STR_ARG(name))
            .data;

    if (access(path, R_OK) != 0 && system(command) != 0)
        printf("skipped: no SSH keys, ssh-keygen is not there\n");
    file_read(&line, path, &page->arena, &error);
    return str_trim(line);
}

static struct str private_path(struct page *page, struct str name)
{
    key_line(page, name);
    return arena_printf(&page->arena, "%s/%.*s", page->keys, STR_ARG(name));
}

enum { NO_GPG = 77 }; /* what openpgp.sh returns without it */

/* A file of the folder that openpgp.sh fills when it is first asked for. */
static struct str openpgp_file(struct page *page, struct str name, const char *suffix)
{
    const char *folder = arena_printf(&page->arena, "%s/openpgp", page->keys).data;
    const char *path = arena_printf(&page->arena, "%s/%.*s.%s", folder, STR_ARG(name), suffix).data;
    const char *command = arena_printf(&page->arena,
                                       "mkdir '%s' && sh tests/redteam/signatures/openpgp.sh '%s' "
                                       "</dev/null >/dev/null 2>&1",
                                       folder, folder)
                              .data;
    int status = access(folder, R_OK) == 0 ? 0 : system(command);
    struct error error;
    struct str text = {0};

    if (status != 0 && WIFEXITED(status) && WEXITSTATUS(status) == NO_GPG)
        printf("skipped: no OpenPGP keys, gpg is not there\n");
    else if (status != 0)
        fault(page, name, "openpgp.sh cannot make its keys", STR(""));
    if (file_read(&text, path, &page->arena, &error) < 0)
        page->skipped = true;
    return str_trim(text);
}

static struct str openpgp_key(struct page *page, struct str name)
{
    return openpgp_file(page, name, "asc");
}

static struct str openpgp_options(struct page *page, struct str name)
{
    return arena_printf(&page->arena,
                        "-c gpg.format=openpgp -c gpg.program=%s/openpgp/gpg -c "
                        "user.signingkey=%.*s",
                        page->keys, STR_ARG(openpgp_file(page, name, "fpr")));
}

/* What {{VERB NAME}} stands for. */
static const struct {
    const char *verb;
    struct str (*make)(struct page *page, struct str name);
} placeholders[] = {
    {"key", key_line},
    {"private", private_path},
    {"openpgp", openpgp_key},
    {"sign", openpgp_options},
};

static struct str put_in(struct page *page, struct str word)
{
    struct str verb, name = word;

    str_split(&verb, &name, ' ');
    for (size_t i = 0; i < sizeof placeholders / sizeof placeholders[0]; i++)
        if (str_equal_c(verb, placeholders[i].verb))
            return placeholders[i].make(page, name);
    fault(page, word, "there is no such placeholder", STR(""));
    return (struct str){0};
}

/* TEXT with the keys put in. */
static struct str expand(struct page *page, struct str text)
{
    struct buffer out = {0};
    struct str expanded;
    size_t done = 0;

    for (;;) {
        ptrdiff_t open = str_find(text, STR("{{"), done);
        ptrdiff_t close = open < 0 ? -1 : str_find(text, STR("}}"), (size_t)open);

        if (close < 0)
            break;
        buffer_add(&out, str_slice(text, done, (size_t)open));
        buffer_add(&out, put_in(page, str_slice(text, (size_t)open + 2, (size_t)close)));
        done = (size_t)close + 2;
    }
    buffer_add(&out, str_slice(text, done, text.len));
    expanded = arena_str(&page->arena, buffer_str(&out));
    buffer_release(&out);
    return expanded;
}

static void write_back(struct page *page)
{
    FILE *file;

    if (!page->copied)
        return;
    buffer_add(&page->rewritten, str_slice(page->original, page->copied, page->original.len));
    file = fopen(page->path, "wb");
    if (!file || fwrite(page->rewritten.data, 1, page->rewritten.len, file) != page->rewritten.len)
        printf("FAILED: cannot write %s\n", page->path);
    if (file)
        fclose(file);
}

static void check_page(struct page *page)
{
    struct sink sink;
    struct error error;

    arena_init(&page->arena);
    sink_init(&sink, &page->arena);
    if (file_read(&page->original, page->path, &page->arena, &error) < 0) {
        printf("FAILED: %s\n", error.message);
        page->failed++;
    } else {
        source_init(&page->source, str_of(page->path), expand(page, page->original), &page->arena);
        if (markdown_read(&page->markdown, &page->source, &page->arena, &sink) < 0 ||
            sink.diagnostics.count > 0) {
            printf("FAILED: %s: %.*s\n", page->path, STR_ARG(sink.diagnostics.items[0]->message));
            page->failed++;
        }
        if (page->skipped)
            printf("skipped: %s\n", page->path);
        else
            check_sections(page);
        write_back(page);
    }
    buffer_release(&page->rewritten);
    sink_release(&sink);
    arena_release(&page->arena);
}

/* gpg has left one behind in its home, if it ran. */
static void stop_agent(const char *keys)
{
    char command[256];

    snprintf(command, sizeof command,
             "test ! -d '%s/openpgp/home' || gpgconf --homedir '%s/openpgp/home' --kill gpg-agent",
             keys, keys);
    if (system(command) != 0)
        printf("gpg-agent could not be stopped\n");
}

int main(int argc, char **argv)
{
    bool bless = argc > 1 && strcmp(argv[1], "--bless") == 0;
    char keys[] = "/tmp/ismslint-keys-XXXXXX";
    size_t passed = 0, failed = 0;

    if (!mkdtemp(keys))
        return 1;
    for (int i = 1 + bless; i < argc; i++) {
        struct page page = {.path = argv[i], .bless = bless, .keys = keys};

        check_page(&page);
        passed += page.passed;
        failed += page.failed;
    }
    stop_agent(keys);
    nftw(keys, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
    printf("%zu passed, %zu failed\n", passed, failed);
    return failed > 0;
}
