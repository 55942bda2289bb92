#include "git/process.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/limits.h"
#include "base/memory.h"
#include "base/vector.h"

/* ---- the private folder ---- */

int private_folder_make(struct private_folder *folder, struct error *error)
{
    /* Not TMPDIR: gpg-agent's socket must fit in 108 bytes. */
    snprintf(folder->path, sizeof folder->path, "/tmp/ismslint-XXXXXX");
    if (!mkdtemp(folder->path)) {
        folder->path[0] = '\0';
        return error_set(error, ERROR_FAILURE, "cannot make a folder in /tmp: %s",
                         memory_checked_reason(errno));
    }
    return 0;
}

/* Delete the files of an open folder; returns whether all were files. */
static void empty_folder(int parent, const char *name, int depth)
{
    int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *stream = folder < 0 ? NULL : fdopendir(folder);
    const struct dirent *entry;

    if (!stream)
        return;
    while ((entry = readdir(stream))) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        if (unlinkat(folder, entry->d_name, 0) != 0 && depth > 0) {
            empty_folder(folder, entry->d_name, depth - 1);
            unlinkat(folder, entry->d_name, AT_REMOVEDIR);
        }
    }
    closedir(stream);
}

void private_folder_remove(struct private_folder *folder)
{
    enum { DEEPEST = 4 /* gpg makes private-keys-v1.d and the like */ };

    if (!folder->path[0])
        return;
    empty_folder(AT_FDCWD, folder->path, DEEPEST);
    rmdir(folder->path);
    folder->path[0] = '\0';
}

int private_folder_write(const char **path, const struct private_folder *folder, const char *name,
                         struct str content, struct arena *arena, struct error *error)
{
    struct str full = arena_printf(arena, "%s/%s", folder->path, name);
    int descriptor = open(full.data, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    FILE *file = descriptor < 0 ? NULL : fdopen(descriptor, "wb");
    bool fine =
        file && fwrite(content.data ? content.data : "", 1, content.len, file) == content.len;

    if (file && fclose(file) != 0)
        fine = false;
    if (!fine)
        return error_set(error, ERROR_FAILURE, "cannot write %s: %s", full.data,
                         memory_checked_reason(errno));
    *path = full.data;
    return 0;
}

/* ---- programs ---- */

extern char **environ;

/* Our environment with LC_ALL=C and HOME; free it with vector_release. */
typedef VECTOR(char *) string_vector;

static bool is_variable(const char *entry, const char *name)
{
    size_t length = strlen(name);

    return strncmp(entry, name, length) == 0 && entry[length] == '=';
}

/* What decides where a program looks for its files. */
static bool names_home(const char *entry)
{
    return is_variable(entry, "HOME") || is_variable(entry, "GNUPGHOME");
}

/* HOME, if any, is two entries: what a program calls its home. */
static void make_environment(string_vector *out, char *const home[2])
{
    static char locale[] = "LC_ALL=C";

    for (char **entry = environ; *entry; entry++)
        if (!is_variable(*entry, "LC_ALL") && !(home && names_home(*entry)))
            vector_push(out, *entry);
    vector_push(out, locale);
    for (int i = 0; home && i < 2; i++)
        vector_push(out, home[i]);
    vector_push(out, NULL);
}

enum { INPUT, OUTPUT, COMPLAINTS, PIPES }; /* its descriptors 0, 1, 2 */

/* Both ends of each; -1: closed. */
struct pipes {
    int ends[PIPES][2]; /* [0] is read from, [1] written to */
};

static void close_end(struct pipes *pipes, int number, int end)
{
    if (pipes->ends[number][end] >= 0)
        close(pipes->ends[number][end]);
    pipes->ends[number][end] = -1;
}

static void close_all(struct pipes *pipes)
{
    for (int i = 0; i < PIPES; i++) {
        close_end(pipes, i, 0);
        close_end(pipes, i, 1);
    }
}

static int open_pipes(struct pipes *pipes)
{
    memset(pipes, -1, sizeof *pipes);
    for (int i = 0; i < PIPES; i++) {
        if (pipe(pipes->ends[i]) != 0)
            return -1;
        fcntl(pipes->ends[i][0], F_SETFD, FD_CLOEXEC);
        fcntl(pipes->ends[i][1], F_SETFD, FD_CLOEXEC);
    }
    fcntl(pipes->ends[INPUT][1], F_SETFL, O_NONBLOCK);
    return 0;
}

static int spawn(pid_t *child, const char *const *arguments, const struct pipes *pipes,
                 const char *home)
{
    posix_spawn_file_actions_t actions;
    string_vector environment = {0};
    struct buffer entries[2] = {{0}};
    int code;
    /* posix_spawn does not write to the strings, though its type allows it. */
    union {
        const char *const *given;
        char *const *wanted;
    } words = {arguments};

    buffer_printf(&entries[0], "HOME=%s", home ? home : "");
    buffer_printf(&entries[1], "GNUPGHOME=%s", home ? home : "");
    make_environment(&environment, home ? (char *const[]){entries[0].data, entries[1].data} : NULL);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, pipes->ends[INPUT][0], 0);
    posix_spawn_file_actions_adddup2(&actions, pipes->ends[OUTPUT][1], 1);
    posix_spawn_file_actions_adddup2(&actions, pipes->ends[COMPLAINTS][1], 2);
    code = posix_spawnp(child, arguments[0], &actions, NULL, words.wanted, environment.items);
    posix_spawn_file_actions_destroy(&actions);
    vector_release(&environment);
    buffer_release(&entries[0]);
    buffer_release(&entries[1]);
    return code;
}

/* Write what fits; closes the pipe when all is written or nobody reads. */
static void feed(struct pipes *pipes, struct str *input)
{
    ssize_t written = input->len ? write(pipes->ends[INPUT][1], input->data, input->len) : 0;

    if (written > 0)
        *input = str_slice(*input, (size_t)written, input->len);
    if (!input->len || (written < 0 && errno != EAGAIN && errno != EINTR))
        close_end(pipes, INPUT, 1);
}

/* Read what is there; closes the pipe at its end. */
static void drain(struct pipes *pipes, int number, struct buffer *out)
{
    char chunk[4096];
    ssize_t got = read(pipes->ends[number][0], chunk, sizeof chunk);

    if (got > 0 && out->len < LIMIT_PROCESS_OUTPUT)
        buffer_add(out, (struct str){chunk, (size_t)got});
    if (got == 0 || (got < 0 && errno != EINTR))
        close_end(pipes, number, 0);
}

/* Until it has closed both its outputs. */
static void converse(struct pipes *pipes, struct str input, struct process_result *result)
{
    while (pipes->ends[OUTPUT][0] >= 0 || pipes->ends[COMPLAINTS][0] >= 0) {
        struct pollfd ready[PIPES] = {{pipes->ends[INPUT][1], POLLOUT, 0},
                                      {pipes->ends[OUTPUT][0], POLLIN, 0},
                                      {pipes->ends[COMPLAINTS][0], POLLIN, 0}};

        if (poll(ready, PIPES, -1) < 0 && errno != EINTR)
            return;
        if (ready[INPUT].revents)
            feed(pipes, &input);
        if (ready[OUTPUT].revents)
            drain(pipes, OUTPUT, &result->output);
        if (ready[COMPLAINTS].revents)
            drain(pipes, COMPLAINTS, &result->complaints);
    }
}

static int wait_for(pid_t child)
{
    int status;

    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return 255;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int process_run(struct process_result *result, const char *const *arguments, struct str input,
                const char *home, struct error *error)
{
    struct pipes pipes;
    struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
    pid_t child;
    int code;

    *result = (struct process_result){0};
    if (open_pipes(&pipes) != 0) {
        close_all(&pipes);
        return error_set(error, ERROR_FAILURE, "cannot make a pipe: %s",
                         memory_checked_reason(errno));
    }
    code = spawn(&child, arguments, &pipes, home);
    close_end(&pipes, INPUT, 0);
    close_end(&pipes, OUTPUT, 1);
    close_end(&pipes, COMPLAINTS, 1);
    if (code == 0) {
        /* A program that does not read its input must not end us. */
        sigaction(SIGPIPE, &ignore, &before);
        converse(&pipes, input, result);
        sigaction(SIGPIPE, &before, NULL);
        result->exit_status = wait_for(child);
    }
    close_all(&pipes);
    if (code != 0)
        return error_set(error, ERROR_FAILURE, "cannot run %s: %s", arguments[0],
                         memory_checked_reason(code));
    return 0;
}

void process_result_release(struct process_result *result)
{
    buffer_release(&result->output);
    buffer_release(&result->complaints);
}
