/* ismslint demo: write a small company's ISMS as a repository to try things on. */
#include "base/embedded.h"
#include "base/shell.h"
#include "base/visible.h"
#include "cmd/command.h"
#include "scripted/page.h"

/* The page that scripts the demo, or NULL. */
static const struct embedded_file *demo_page(void)
{
    for (size_t i = 0; i < embedded_file_count; i++)
        if (str_starts_with(embedded_files[i].path, STR("demo/")) &&
            str_ends_with(embedded_files[i].path, STR(".md")))
            return &embedded_files[i];
    return NULL;
}

static int read_page(struct scripted_page *out, const struct embedded_file *file,
                     struct arena *arena, struct error *error)
{
    struct source *source = ARENA_NEW(arena, struct source);
    struct markdown markdown;
    struct sink sink;
    int result;

    sink_init(&sink, arena);
    source_init(source, file->path, file->content, arena);
    result = markdown_read(&markdown, source, arena, &sink);
    if (result < 0)
        error_set(error, ERROR_FAILURE, "%.*s: %.*s", STR_ARG(file->path),
                  STR_ARG(sink.diagnostics.items[0]->message));
    else
        result =
            scripted_page_read(out, source, markdown.blocks, markdown.block_count, arena, error);
    sink_release(&sink);
    return result;
}

static int write_demo(struct buffer *out, const char *folder, struct arena *arena,
                      struct error *error)
{
    const struct embedded_file *file = demo_page();
    const struct replay_options options = {.folder = folder};
    struct scripted_page page;

    if (!file)
        return error_set(error, ERROR_FAILURE, "this build of ismslint has no demo");
    if (read_page(&page, file, arena, error) < 0 ||
        replay_write(&options, page.steps, page.count, NULL, error) < 0)
        return -1;
    visible_printf(out, "wrote the demo ISMS to %s: %zu commits of a year\n", folder, page.commits);
    buffer_add_c(out, "try: ismslint -C ");
    shell_add_word(out, str_of(folder));
    buffer_add_char(out, '\n');
    return EXIT_CLEAN;
}

static int run(struct buffer *out, const struct invocation *invocation, struct error *error)
{
    struct arena arena;
    struct str folder;
    int status;

    arena_init(&arena);
    folder = str_of(invocation->operands.items[0]);
    if (!str_starts_with(folder, STR("/")) && !str_equal_c(str_of(invocation->directory), "."))
        folder = arena_printf(&arena, "%s/%.*s", invocation->directory, STR_ARG(folder));
    status = write_demo(out, folder.data, &arena, error);
    arena_release(&arena);
    return status;
}

static const struct example examples[] = {
    {"ismslint demo build/demo", "write the demo repository"},
    {"ismslint -C build/demo", "check it"},
};

const struct command demo_command = {
    .name = "demo",
    .summary = "write a demo ISMS as a Git repository",
    .operands = "DIR",
    .least = 1,
    .most = 1,
    .description =
        "Writes the ISMS of a small company to DIR, which must be new or empty. DIR becomes a Git "
        "repository with a year of history, people and approvals, and some problems for `ismslint "
        "check` to find. It is identical every time, down to the commit ids.",
    .examples = examples,
    .example_count = COUNT_OF(examples),
    .run = run,
};
