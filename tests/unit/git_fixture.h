/*
 * A temporary repository for tests, and the real git to compare with. Tests
 * run git with an empty home and no system configuration.
 */
#ifndef TESTS_GIT_FIXTURE_H
#define TESTS_GIT_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/memory.h"
#include "git/replay.h"
#include "git/repository.h"

#if BUILT_WITH_ASAN
/*
 * libgit2 1.5 forgets PCRE2's match data when it looks for extensions.* in the
 * configuration of a version 1 repository, such as a partial clone.
 */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libpcre2-8.so";
}
#endif

struct fixture {
    char home[64];   /* a temporary folder; everything is in it */
    char folder[80]; /* the repository, home/repository */
    struct arena arena;
};

static inline void fixture_init(struct fixture *fixture)
{
    snprintf(fixture->home, sizeof fixture->home, "/tmp/ismslint-test-XXXXXX");
    if (!mkdtemp(fixture->home))
        fail_msg("cannot make %s", fixture->home);
    snprintf(fixture->folder, sizeof fixture->folder, "%s/repository", fixture->home);
    arena_init(&fixture->arena);
    setenv("HOME", fixture->home, 1);
    setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
    setenv("GIT_CEILING_DIRECTORIES", fixture->home, 1);
    unsetenv("GIT_DIR");
    unsetenv("GIT_INDEX_FILE");
    unsetenv("XDG_CONFIG_HOME");
}

/* Run a shell command in the repository's folder; its output, an error fails the test. */
static inline const char *fixture_shell(struct fixture *fixture, const char *command)
{
    struct buffer line = {0}, output = {0};
    char chunk[4096];
    size_t got;
    const char *copy;
    FILE *pipe;

    buffer_printf(&line, "cd '%s' && { %s; } 2>&1", fixture->folder, command);
    pipe = popen(line.data, "r");
    assert_non_null(pipe);
    while ((got = fread(chunk, 1, sizeof chunk, pipe)) > 0)
        buffer_add(&output, (struct str){chunk, got});
    copy = arena_str(&fixture->arena, buffer_str(&output)).data;
    if (pclose(pipe) != 0)
        fail_msg("%s: %s", command, copy);
    buffer_release(&output);
    buffer_release(&line);
    return copy;
}

/* Run git with ARGUMENTS (as a shell reads them) in the repository. */
static inline const char *fixture_git(struct fixture *fixture, const char *arguments)
{
    struct buffer line = {0};
    const char *output;

    buffer_printf(&line,
                  "git -c user.name=T -c user.email=t@example.org -c protocol.file.allow=always "
                  "-c init.defaultBranch=main %s",
                  arguments);
    output = fixture_shell(fixture, line.data);
    buffer_release(&line);
    return output;
}

/* Write BYTES, which are then released, to the file NAME beside the repository. */
static inline void fixture_write(struct fixture *fixture, const char *name, struct buffer *bytes)
{
    char path[sizeof fixture->home + 32];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", fixture->home, name);
    file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes->data, 1, bytes->len, file), bytes->len);
    fclose(file);
    buffer_release(bytes);
}

/* Give STREAM, which is then released, to git fast-import with OPTIONS ("" for none). */
static inline void fixture_import(struct fixture *fixture, struct buffer *stream,
                                  const char *options)
{
    char command[160];

    fixture_write(fixture, "stream", stream);
    snprintf(command, sizeof command, "fast-import --quiet %s <../stream", options);
    fixture_git(fixture, command);
}

static inline void fixture_script(struct fixture *fixture, const struct replay_step *steps,
                                  size_t count, struct object_id *commits)
{
    struct replay_options options = {.folder = fixture->folder};
    struct error error = {0};

    if (replay_write(&options, steps, count, commits, &error) != 0)
        fail_msg("%s", error.message);
}

static inline struct repository *fixture_open(struct fixture *fixture)
{
    struct repository *repository;
    struct error error = {0};

    if (repository_open(&repository, fixture->folder, &error) != 0)
        fail_msg("%s", error.message);
    return repository;
}

static inline void fixture_release(struct fixture *fixture)
{
    char command[256];

    snprintf(command, sizeof command, "chmod -R u+rwX '%s' && rm -rf '%s'", fixture->home,
             fixture->home);
    if (system(command) != 0)
        fail_msg("%s", command);
    arena_release(&fixture->arena);
}

#endif
