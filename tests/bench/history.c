/*
 * A synthetic repository of 50,000 commits with merges and 5,000 files, and our
 * walks over it, for tests/bench/history.sh to time.
 *
 *     history make FOLDER          write it, bare
 *     history landings FOLDER      the landing of every file
 *     history origins FOLDER       the same, with the origins of each
 *     history everything FOLDER    every revision of every file, with origins
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "git/history.h"

enum { COMMITS = 50000, FILES = 5000, LINES = 24, LONGEST_BRANCH = 6, RECENT = 8 };

/* ---- writing the repository, as a stream for git fast-import ---- */

struct writer {
    FILE *stream;
    uint32_t seed;
    int mark;
    int when;
    int (*lines)[LINES]; /* of each file: how often each was edited */
    int heads[RECENT];   /* of the mainline, the newest first */
};

static int roll(struct writer *writer, int sides)
{
    writer->seed = writer->seed * 1664525u + 1013904223u;
    return (int)((writer->seed >> 8) % (uint32_t)sides);
}

static void file_path(char out[static 64], int file)
{
    snprintf(out, 64, "isms/area-%d/topic-%d/document-%d.md", file % 9, file % 131, file);
}

static void write_file(struct writer *writer, int file)
{
    struct buffer text = {0};
    char path[64];

    for (int i = 0; i < LINES; i++)
        buffer_printf(&text, "Line %d of document %d, in its revision %d.\n", i, file,
                      writer->lines[file][i]);
    file_path(path, file);
    fprintf(writer->stream, "M 100644 inline %s\ndata %zu\n%s\n", path, text.len, text.data);
    buffer_release(&text);
}

/*
 * The head of a commit on BRANCH, which begins at FROM or (0) goes on; returns its mark. To name
 * where a branch is already would let fast-import read its trees again, which takes minutes.
 */
static int begin_commit(struct writer *writer, const char *branch, int from, int merge)
{
    int person = roll(writer, 40);

    writer->mark++;
    writer->when += 600 + roll(writer, 1200);
    fprintf(writer->stream,
            "commit refs/heads/%s\nmark :%d\ncommitter P%d <p%d@example.org> %d +0000\n"
            "data <<END\nChange %d\nEND\n",
            branch, writer->mark, person, person, writer->when, writer->mark);
    if (from)
        fprintf(writer->stream, "from :%d\n", from);
    if (merge)
        fprintf(writer->stream, "merge :%d\n", merge);
    return writer->mark;
}

/* Give a file a new line; half of the edits go to a fiftieth of the files. Returns the file. */
static int edit_file(struct writer *writer)
{
    int file = roll(writer, roll(writer, 2) ? FILES : FILES / 50);

    writer->lines[file][roll(writer, LINES)]++;
    write_file(writer, file);
    return file;
}

/* A branch that began some commits ago, and its merge. */
static void write_branch(struct writer *writer)
{
    int touched[LONGEST_BRANCH * 2], count = 0;
    int side = writer->heads[roll(writer, RECENT)];

    for (int i = 1 + roll(writer, LONGEST_BRANCH); i > 0; i--) {
        side = begin_commit(writer, "side", count ? 0 : side, 0);
        touched[count++] = edit_file(writer);
        if (roll(writer, 2))
            touched[count++] = edit_file(writer);
    }
    writer->heads[0] = begin_commit(writer, "main", 0, side);
    for (int i = 0; i < count; i++)
        write_file(writer, touched[i]);
}

static void write_stream(struct writer *writer)
{
    int head = begin_commit(writer, "main", 0, 0);

    for (int i = 0; i < FILES; i++)
        write_file(writer, i);
    for (int i = 0; i < RECENT; i++)
        writer->heads[i] = head;
    while (writer->mark < COMMITS) {
        memmove(writer->heads + 1, writer->heads, (RECENT - 1) * sizeof *writer->heads);
        if (roll(writer, 3)) {
            writer->heads[0] = begin_commit(writer, "main", 0, 0);
            edit_file(writer);
        } else {
            write_branch(writer);
        }
    }
}

static void run(const char *command)
{
    if (system(command) != 0) {
        fprintf(stderr, "failed: %s\n", command);
        exit(EXIT_FAILURE);
    }
}

static void make_repository(const char *folder)
{
    struct writer writer = {.seed = 1, .when = 1500000000};
    struct buffer command = {0};

    writer.lines = calloc(FILES, sizeof *writer.lines);
    buffer_printf(&command, "git init -q --bare '%s'", folder);
    run(command.data);
    buffer_clear(&command);
    /*
     * Neither compressed nor as differences, which repack does for all at once; and freed memory is
     * kept: each object's 256 KiB would go back to the system, and come again.
     */
    buffer_printf(&command,
                  "MALLOC_TRIM_THRESHOLD_=268435456 git -C '%s' -c core.compression=0 "
                  "fast-import --quiet --force --depth=0",
                  folder);
    writer.stream = popen(command.data, "w");
    if (!writer.stream || !writer.lines)
        exit(EXIT_FAILURE);
    write_stream(&writer);
    if (pclose(writer.stream) != 0)
        exit(EXIT_FAILURE);
    buffer_clear(&command);
    /* As after a clone: one pack; and no commit graph, so that git reads what we read. */
    buffer_printf(&command,
                  "cd '%s' && git symbolic-ref HEAD refs/heads/main && git branch -qD side && "
                  "git -c core.commitGraph=false repack -adfq --depth=50 --window=10",
                  folder);
    run(command.data);
    buffer_release(&command);
    free(writer.lines);
}

/* ---- reading it ---- */

static struct history *open_history(struct repository **repository, const char *folder)
{
    struct history *history;
    struct object_id head;
    struct error error;

    if (repository_open(repository, folder, &error) != 0 ||
        repository_head(&head, *repository, &error) != 0 ||
        history_new(&history, *repository, &head, &error) != 0) {
        fprintf(stderr, "%s\n", error.message);
        exit(EXIT_FAILURE);
    }
    return history;
}

static void read_history(const char *folder, enum history_depth depth, bool origins)
{
    struct repository *repository;
    struct history *history = open_history(&repository, folder);
    size_t landings = 0, listed = 0;

    for (int i = 0; i < FILES; i++) {
        char path[64];

        file_path(path, i);
        history_add(history, str_of(path), depth);
    }
    history_walk(history, NULL, NULL);
    for (size_t i = 0; i < history_path_count(history); i++)
        for (const struct revision *at = history_path(history, i); at; at = at->older) {
            landings++;
            listed += origins ? history_origins(history, at)->count : 0;
        }
    printf("%zu commits of the mainline walked, %zu landings, %zu origins\n",
           history_length(history), landings, listed);
    history_free(history);
    repository_free(repository);
}

static void landings(const char *folder)
{
    read_history(folder, HISTORY_LANDING, false);
}

static void origins(const char *folder)
{
    read_history(folder, HISTORY_LANDING, true);
}

static void everything(const char *folder)
{
    read_history(folder, HISTORY_ALL, true);
}

static const struct {
    const char *name;
    void (*run)(const char *folder);
} verbs[] = {
    {"make", make_repository},
    {"landings", landings},
    {"origins", origins},
    {"everything", everything},
};

int main(int argc, char **argv)
{
    for (size_t i = 0; argc == 3 && i < sizeof verbs / sizeof verbs[0]; i++)
        if (strcmp(argv[1], verbs[i].name) == 0) {
            verbs[i].run(argv[2]);
            return EXIT_SUCCESS;
        }
    fprintf(stderr, "usage: history make|landings|origins|everything FOLDER\n");
    return EXIT_FAILURE;
}
