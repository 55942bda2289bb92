#include "scripted/page.h"

#include "scripted/block.h"
#include "scripted/clone_block.h"
#include "scripted/commit_block.h"

/* A page while it is read. */
struct reading {
    struct source *source;
    struct arena *arena;
    struct error *error;
    VECTOR(struct replay_step) steps;
    size_t commits;
    struct replay_step clone; /* the state of the clone, if a block has told it */
};

static int fault(const struct reading *reading, const struct markdown_block *block,
                 const char *what, struct str detail)
{
    return error_set(reading->error, ERROR_USAGE, "%.*s:%u: %s `%.*s`",
                     STR_ARG(reading->source->path), (unsigned)block->line, what, STR_ARG(detail));
}

static void make_executable(struct replay_step *step, struct arena *arena)
{
    (void)arena;
    step->mode = MODE_EXECUTABLE;
}

static void drop_newline(struct replay_step *step, struct arena *arena)
{
    (void)arena;
    if (str_ends_with(step->content, STR("\n")))
        step->content.len--;
}

static void make_link(struct replay_step *step, struct arena *arena)
{
    drop_newline(step, arena);
    step->mode = MODE_SYMLINK;
}

static void make_crlf(struct replay_step *step, struct arena *arena)
{
    char *bytes = arena_alloc(arena, step->content.len * 2 + 1);
    size_t len = 0;

    for (size_t i = 0; i < step->content.len; i++) {
        if (step->content.data[i] == '\n')
            bytes[len++] = '\r';
        bytes[len++] = step->content.data[i];
    }
    step->content = (struct str){bytes, len};
}

/* The words that may stand behind a path. */
static const struct {
    const char *word;
    void (*apply)(struct replay_step *step, struct arena *arena);
} modifiers[] = {
    {"executable", make_executable},
    {"symlink", make_link},
    {"no-newline", drop_newline},
    {"crlf", make_crlf},
};

static int apply_modifier(const struct reading *reading, const struct markdown_block *block,
                          struct replay_step *step, struct str word)
{
    for (size_t i = 0; i < sizeof modifiers / sizeof modifiers[0]; i++) {
        if (str_equal_c(word, modifiers[i].word)) {
            modifiers[i].apply(step, reading->arena);
            return 0;
        }
    }
    return fault(reading, block, "a file block has an unknown word", word);
}

/* Cut the next word off *REST; an empty one if there is none. */
static struct str next_word(struct str *rest)
{
    struct str word;

    *rest = str_trim(*rest);
    if (!str_split(&word, rest, ' '))
        word = (struct str){0};
    return word;
}

/* "yaml isms/soa.yaml crlf": write a file. */
static int read_file(struct reading *reading, const struct markdown_block *block, struct str rest)
{
    struct replay_step step = {.verb = REPLAY_WRITE, .content = block->text};
    struct str word;

    scripted_block_place(&step, block);
    step.path = next_word(&rest);
    while ((word = next_word(&rest)).len > 0)
        if (apply_modifier(reading, block, &step, word) < 0)
            return -1;
    vector_push(&reading->steps, step);
    return 0;
}

static int read_stage(struct reading *reading, const struct markdown_block *block)
{
    struct replay_step step = {.verb = REPLAY_STAGE};

    scripted_block_place(&step, block);
    vector_push(&reading->steps, step);
    return 0;
}

static int read_commit(struct reading *reading, const struct markdown_block *block)
{
    struct scripted_commit_block commit;

    if (scripted_commit_block_read(&commit, reading->source->path, block, reading->arena,
                                   reading->error) < 0)
        return -1;
    for (size_t i = 0; i < commit.change_count; i++)
        vector_push(&reading->steps, commit.changes[i]);
    vector_push(&reading->steps, commit.step);
    reading->commits++;
    return 0;
}

static int read_clone(struct reading *reading, const struct markdown_block *block)
{
    struct replay_clone *clone = ARENA_NEW(reading->arena, struct replay_clone);

    if (reading->clone.clone)
        return fault(reading, block, "duplicate block", STR("clone"));
    reading->clone = (struct replay_step){.verb = REPLAY_CLONE, .clone = clone};
    scripted_block_place(&reading->clone, block);
    return scripted_clone_block_read(clone, reading->source->path, block, reading->arena,
                                     reading->error);
}

static int read_block(struct reading *reading, const struct markdown_block *block)
{
    struct str rest = block->info, first = next_word(&rest);

    if (block->type != MARKDOWN_FENCE)
        return 0;
    if (str_trim(rest).len > 0)
        return read_file(reading, block, rest);
    if (str_equal_c(first, "commit"))
        return read_commit(reading, block);
    if (str_equal_c(first, "stage"))
        return read_stage(reading, block);
    if (str_equal_c(first, "clone"))
        return read_clone(reading, block);
    return 0;
}

static void add_default_commit(struct reading *reading)
{
    static const struct replay_commit plain;
    struct replay_step step = {.verb = REPLAY_COMMIT, .commit = &plain};

    if (reading->commits > 0 || reading->steps.count == 0)
        return;
    vector_push(&reading->steps, step);
    reading->commits++;
}

int scripted_page_read(struct scripted_page *out, struct source *source,
                       const struct markdown_block *blocks, size_t count, struct arena *arena,
                       struct error *error)
{
    struct reading reading = {.source = source, .arena = arena, .error = error};
    int result = 0;

    for (size_t i = 0; i < count && result == 0; i++)
        result = read_block(&reading, &blocks[i]);
    if (result == 0) {
        add_default_commit(&reading);
        if (reading.clone.clone)
            vector_push(&reading.steps, reading.clone);
        out->steps = arena_copy(arena, reading.steps.items,
                                reading.steps.count * sizeof *reading.steps.items);
        out->count = reading.steps.count;
        out->commits = reading.commits;
    }
    vector_release(&reading.steps);
    return result;
}
