/*
 * Runs the pages of tests/cases, and those of docs/ that show commands: a page is a scripted
 * repository (scripted/page.h) and what people see who work in it. After the scripted blocks these
 * count, in order:
 *
 *     ```requires       paths from the project's root, one a line: where one is
 *     ```               absent the page is skipped, and that is said
 *     ```sh             run in the repository; must succeed
 *     ```
 *     ```console        lines "$ COMMAND", each followed by what it prints on both
 *     ```               channels, and by "[exit N]" unless N is 0
 *
 * Commands are run by sh in the repository (an empty folder if the page scripts
 * none), with `ismslint` on the PATH, $ROOT the project's root, HOME empty, the
 * clock at noon of 2026-07-01.
 * "in 0.02 s" is compared as "in TIME", the repository's path as "REPOSITORY".
 *
 * Usage: cases [--bless] BUILD PAGE...   --bless writes what is printed into the pages
 */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "scripted/page.h"

struct runner {
    bool bless;
    char root[PATH_MAX];  /* of the project */
    char build[PATH_MAX]; /* absolute: where ismslint is */
    char work[64];        /* where repositories are made */
    size_t passed, failed;
};

/* One page while it runs. */
struct page {
    struct runner *runner;
    const char *path;
    char folder[2 * PATH_MAX]; /* the repository */
    struct source source;      /* the page */
    struct markdown markdown;
    struct buffer rewritten; /* the page with what was printed */
    size_t faults;
    bool skipped;
};

static bool read_file(struct buffer *out, const char *path)
{
    FILE *file = fopen(path, "rb");
    char chunk[65536];
    size_t size;

    if (!file)
        return false;
    while ((size = fread(chunk, 1, sizeof chunk, file)) > 0)
        buffer_add(out, (struct str){chunk, size});
    fclose(file);
    return true;
}

static bool write_file(const char *path, struct str text)
{
    FILE *file = fopen(path, "wb");
    bool good;

    if (!file)
        return false;
    good = fwrite(text.data, 1, text.len, file) == text.len;
    return fclose(file) == 0 && good;
}

static void fault(struct page *page, const char *what, struct str detail)
{
    printf("FAILED: %s: %s\n%.*s\n", page->path, what, STR_ARG(detail));
    page->faults++;
}

/* SCRIPT quoted for sh. */
static void add_quoted(struct buffer *out, struct str script)
{
    buffer_add_char(out, '\'');
    for (size_t i = 0; i < script.len; i++) {
        if (script.data[i] == '\'')
            buffer_add_c(out, "'\\''");
        else
            buffer_add_char(out, script.data[i]);
    }
    buffer_add_char(out, '\'');
}

/* Run SCRIPT in the page's folder; what it prints on both channels is appended to OUT. */
static int run_script(struct buffer *out, const struct page *page, struct str script)
{
    struct buffer command;
    char chunk[4096];
    size_t size;
    FILE *pipe;
    int status;

    buffer_init(&command);
    buffer_printf(&command, "cd '%s' && PATH='%s':\"$PATH\" HOME='%s/../home' sh -c ", page->folder,
                  page->runner->build, page->folder);
    add_quoted(&command, script);
    buffer_add_c(&command, " 2>&1 </dev/null");
    fflush(stdout);
    pipe = popen(buffer_c(&command), "r");
    buffer_release(&command);
    if (!pipe)
        return -1;
    while ((size = fread(chunk, 1, sizeof chunk, pipe)) > 0)
        buffer_add(out, (struct str){chunk, size});
    status = pclose(pipe);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* The bytes of " in 0.02 s" at the start of TEXT behind its first four, or 0. */
static size_t time_length(struct str text)
{
    size_t end = 4;

    if (!str_starts_with(text, STR(" in ")))
        return 0;
    while (end < text.len && (ascii_is_digit(text.data[end]) || text.data[end] == '.'))
        end++;
    return end > 4 && str_starts_with(str_slice(text, end, text.len), STR(" s\n")) ? end + 2 : 0;
}

/* Append TEXT without what differs from run to run. */
static void add_normal(struct buffer *out, struct str text, struct str folder)
{
    for (size_t i = 0; i < text.len;) {
        struct str rest = str_slice(text, i, text.len);

        if (time_length(rest) > 0) {
            buffer_add_c(out, " in TIME");
            i += time_length(rest);
        } else if (str_starts_with(rest, folder)) {
            buffer_add_c(out, "REPOSITORY");
            i += folder.len;
        } else {
            buffer_add_char(out, text.data[i++]);
        }
    }
}

static struct str text_between(const struct page *page, size_t start, size_t end)
{
    return str_slice(page->source.text, start, end);
}

/* The lines between the fences of BLOCK, byte for byte: its text has LF for every line end. */
static struct str inside_of(const struct page *page, const struct markdown_block *block)
{
    struct str first, text = text_between(page, block->span.start, block->span.end);

    str_next_line(&first, &text);
    while (text.len && text.data[text.len - 1] != '\n')
        text.len--;
    return text;
}

/* Run one command as a person would, and append what they would see. */
static void add_session(struct buffer *out, const struct page *page, struct str command)
{
    struct buffer raw;
    int status;

    buffer_init(&raw);
    status = run_script(&raw, page, command);
    add_normal(out, buffer_str(&raw), str_of(page->folder));
    if (out->len > 0 && out->data[out->len - 1] != '\n')
        buffer_add_char(out, '\n');
    if (status != 0)
        buffer_printf(out, "[exit %d]\n", status);
    buffer_release(&raw);
}

/* Run the commands of a console block and compare; the result goes to the rewritten page. */
static void run_console(struct page *page, struct str block)
{
    struct str line, rest = block;
    struct buffer session;

    buffer_init(&session);
    while (str_next_line(&line, &rest)) {
        if (!str_starts_with(line, STR("$ ")))
            continue;
        buffer_printf(&session, "%.*s\n", STR_ARG(line));
        add_session(&session, page, str_slice(line, 2, line.len));
    }
    buffer_add(&page->rewritten, buffer_str(&session));
    if (!page->runner->bless && !str_equal(buffer_str(&session), block)) {
        fault(page, "a console block prints something else; it should print:", block);
        printf("but it prints:\n%s", buffer_c(&session));
    }
    buffer_release(&session);
}

static void run_shell(struct page *page, struct str block)
{
    struct buffer out;

    buffer_init(&out);
    if (run_script(&out, page, block) != 0)
        fault(page, "a sh block fails", buffer_str(&out));
    buffer_release(&out);
}

/* A page whose requirements are absent does nothing else. */
static void check_requirements(struct page *page, struct str block)
{
    struct str line, rest = block;

    while (str_next_line(&line, &rest)) {
        char path[2 * PATH_MAX];

        snprintf(path, sizeof path, "%s/%.*s", page->runner->root, STR_ARG(line));
        if (access(path, R_OK) == 0)
            continue;
        printf("%s: skipped: %.*s is absent\n", page->path, STR_ARG(line));
        page->skipped = true;
        return;
    }
}

/* Run the blocks in order; what stands between them is copied into the rewritten page. */
static void run_blocks(struct page *page)
{
    size_t copied = 0;

    for (size_t i = 0; i < page->markdown.block_count; i++) {
        const struct markdown_block *block = &page->markdown.blocks[i];
        bool console = block->type == MARKDOWN_FENCE && str_equal_c(block->info, "console");

        if (block->type != MARKDOWN_FENCE)
            continue;
        if (console) {
            struct str inside = inside_of(page, block);
            size_t start = (size_t)(inside.data - page->source.text.data);

            buffer_add(&page->rewritten, text_between(page, copied, start));
            run_console(page, inside);
            copied = start + inside.len;
        } else if (str_equal_c(block->info, "sh")) {
            run_shell(page, block->text);
        }
    }
    buffer_add(&page->rewritten, text_between(page, copied, page->source.text.len));
}

/* Make the page's repository, or an empty folder if it scripts none. */
static void make_repository(struct page *page, struct arena *arena)
{
    const struct replay_options options = {.folder = page->folder};
    struct scripted_page script;
    struct error error = {0};

    if (scripted_page_read(&script, &page->source, page->markdown.blocks,
                           page->markdown.block_count, arena, &error) < 0 ||
        (script.count > 0 && replay_write(&options, script.steps, script.count, NULL, &error) < 0))
        fault(page, "the repository cannot be made", str_of(error.message));
    mkdir(page->folder, 0777);
}

static bool read_markdown(struct page *page, struct str text, struct arena *arena)
{
    struct sink sink;
    int result;

    sink_init(&sink, arena);
    source_init(&page->source, str_of(page->path), text, arena);
    result = markdown_read(&page->markdown, &page->source, arena, &sink);
    if (result < 0 || sink.diagnostics.count > 0)
        fault(page, "the page cannot be read", sink.diagnostics.items[0]->message);
    sink_release(&sink);
    return result == 0;
}

/*
 * "tests/cases/crlf.md": the repository is WORK/crlf/repository, so that what
 * is beside it ("../bare.git") belongs to the page as well.
 */
static void empty_folder(struct page *page)
{
    const char *slash = strrchr(page->path, '/'), *name = slash ? slash + 1 : page->path;
    struct buffer command;
    char folder[2 * PATH_MAX];

    buffer_init(&command);
    snprintf(folder, sizeof folder, "%s/%.*s", page->runner->work, (int)strcspn(name, "."), name);
    buffer_printf(&command, "rm -rf '%s' && mkdir -p '%s/home'", folder, folder);
    if (system(buffer_c(&command)) != 0)
        fault(page, "the folder cannot be emptied", str_of(folder));
    buffer_clear(&command);
    buffer_printf(&command, "%s/repository", folder);
    snprintf(page->folder, sizeof page->folder, "%s", buffer_c(&command));
    buffer_release(&command);
}

static void check_all_requirements(struct page *page)
{
    for (size_t i = 0; i < page->markdown.block_count; i++)
        if (str_equal_c(page->markdown.blocks[i].info, "requires"))
            check_requirements(page, page->markdown.blocks[i].text);
}

static void run_text(struct page *page, struct str text, struct arena *arena)
{
    if (!read_markdown(page, text, arena))
        return;
    check_all_requirements(page);
    if (page->skipped)
        return;
    empty_folder(page);
    make_repository(page, arena);
    if (page->faults == 0)
        run_blocks(page);
    if (page->runner->bless && page->faults == 0 &&
        !str_equal(buffer_str(&page->rewritten), text)) {
        printf("blessed %s\n", page->path);
        if (!write_file(page->path, buffer_str(&page->rewritten)))
            fault(page, "cannot be written", str_of(strerror(errno)));
    }
}

static void run_page(struct runner *runner, const char *path)
{
    struct page page = {.runner = runner, .path = path};
    struct buffer text;
    struct arena arena;

    arena_init(&arena);
    buffer_init(&text);
    buffer_init(&page.rewritten);
    if (read_file(&text, path))
        run_text(&page, buffer_str(&text), &arena);
    else
        fault(&page, "cannot be read", str_of(strerror(errno)));
    runner->failed += page.faults > 0;
    runner->passed += page.faults == 0 && !page.skipped;
    buffer_release(&page.rewritten);
    buffer_release(&text);
    arena_release(&arena);
}

/*
 * A folder outside of every repository, and an environment in which nothing is
 * left to the machine: the clock stands at noon of 2026-07-01.
 */
static bool set_up(struct runner *runner)
{
    static const char *const variables[][2] = {
        {"LC_ALL", "C.UTF-8"},
        {"GIT_CONFIG_NOSYSTEM", "1"},
        {"ISMSLINT_NOW", "1782907200"},
        {"GIT_AUTHOR_NAME", "Ana Ruiz"},
        {"GIT_AUTHOR_EMAIL", "ana@example.org"},
        {"GIT_AUTHOR_DATE", "2026-06-01T12:00:00Z"},
        {"GIT_COMMITTER_NAME", "Ana Ruiz"},
        {"GIT_COMMITTER_EMAIL", "ana@example.org"},
        {"GIT_COMMITTER_DATE", "2026-06-01T12:00:00Z"},
    };

    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++)
        setenv(variables[i][0], variables[i][1], 1);
    unsetenv("NO_COLOR");
    unsetenv("GIT_DIR");
    snprintf(runner->work, sizeof runner->work, "/tmp/ismslint-cases-XXXXXX");
    return mkdtemp(runner->work) && getcwd(runner->root, sizeof runner->root) &&
           setenv("ROOT", runner->root, 1) == 0;
}

static void remove_work(const struct runner *runner)
{
    struct buffer command;

    buffer_init(&command);
    buffer_printf(&command, "rm -rf '%s'", runner->work);
    if (system(buffer_c(&command)) != 0)
        printf("cannot remove %s\n", runner->work);
    buffer_release(&command);
}

int main(int argc, char **argv)
{
    struct runner runner = {0};
    int next = 1;

    if (next < argc && strcmp(argv[next], "--bless") == 0) {
        runner.bless = true;
        next++;
    }
    if (next >= argc || !realpath(argv[next], runner.build) || !set_up(&runner)) {
        fputs("usage: cases [--bless] BUILD PAGE...\n", stderr);
        return 2;
    }
    for (next++; next < argc; next++)
        run_page(&runner, argv[next]);
    remove_work(&runner);
    printf("%zu passed, %zu failed\n", runner.passed, runner.failed);
    return runner.failed > 0;
}
