/*
 * Loaded before a program (LD_PRELOAD): at every FAIL_STEP-th allocation since main began, of
 * the program or any library, the program is forked. In the child that allocation fails and
 * all goes on from there; the child must end with status 3 and a message, or as the program
 * does that lacks nothing (FAIL_STATUS, FAIL_EXPECTED). One run so tries every place. The last
 * line of the FAIL_LOG is "ALLOCATIONS TRIED EXHAUSTED FAULTS".
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *pointer, size_t size);

typedef int main_function(int argc, char **argv, char **environment);
typedef int start_function(main_function *run, int argc, char **argv, void (*init)(void),
                           void (*fini)(void), void (*rtld_fini)(void), void *stack_end);

int __libc_start_main(main_function *run, int argc, char **argv, void (*init)(void),
                      void (*fini)(void), void (*rtld_fini)(void), void *stack_end);

enum { SECONDS = 10, PATH_SIZE = 4096 };

static struct {
    bool watching; /* between the beginning of main and its end, and not in a child */
    unsigned long step, count, tried, exhausted, faults;
    int status;
    char expected[PATH_SIZE], output[PATH_SIZE], messages[PATH_SIZE];
    int log;
    main_function *run;
} state;

/* ---- files, without the heap ---- */

static long read_all(const char *path, char *bytes, size_t size)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    long length = file < 0 ? -1 : read(file, bytes, size);

    if (file >= 0)
        close(file);
    return length;
}

static bool same_files(const char *one, const char *other)
{
    static char a[1 << 22], b[1 << 22];
    long length = read_all(one, a, sizeof a);

    return length >= 0 && length == read_all(other, b, sizeof b) &&
           memcmp(a, b, (size_t)length) == 0;
}

static bool has_text(const char *path)
{
    char byte;

    return read_all(path, &byte, 1) == 1;
}

static void say(const char *what, unsigned long number)
{
    char line[256];
    int length = snprintf(line, sizeof line, "allocation %lu: %s\n", number, what);
    ssize_t ignored = write(state.log, line, (size_t)length);

    (void)ignored;
}

/* ---- failing ---- */

static void become_child(void)
{
    int output = open(state.output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    int messages = open(state.messages, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    state.watching = false;
    dup2(output, STDOUT_FILENO);
    dup2(messages, STDERR_FILENO);
    close(output);
    close(messages);
    alarm(SECONDS);
}

static void judge(int ended)
{
    const char *fault = NULL;

    state.tried++;
    if (!WIFEXITED(ended))
        fault = "the program crashed or hung";
    else if (WEXITSTATUS(ended) == 3 && state.status != 3)
        fault = has_text(state.messages) ? NULL : "status 3 without a message";
    else if (WEXITSTATUS(ended) != state.status)
        fault = "another exit status";
    else if (!same_files(state.expected, state.output))
        fault = "another output";
    state.exhausted += WIFEXITED(ended) && WEXITSTATUS(ended) == 3;
    state.faults += fault != NULL;
    if (fault)
        say(fault, state.count);
}

/* Does the allocation at hand fail? In the program itself none does. */
static bool fails(void)
{
    int kept = errno, ended = 0;
    pid_t child;

    if (!state.watching || ++state.count % state.step != 0 || lseek(STDOUT_FILENO, 0, SEEK_CUR) > 0)
        return false;
    child = fork();
    if (child == 0) {
        become_child();
        errno = ENOMEM;
        return true;
    }
    while (child > 0 && waitpid(child, &ended, 0) < 0 && errno == EINTR)
        ;
    if (child > 0)
        judge(ended);
    errno = kept;
    return false;
}

void *malloc(size_t size)
{
    return fails() ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails() ? NULL : __libc_calloc(count, size);
}

void *realloc(void *pointer, size_t size)
{
    return fails() ? NULL : __libc_realloc(pointer, size);
}

void *reallocarray(void *pointer, size_t count, size_t size)
{
    if (size && count > (size_t)-1 / size) {
        errno = ENOMEM;
        return NULL;
    }
    return realloc(pointer, count * size);
}

/* ---- the program ---- */

static void take_path(char out[static PATH_SIZE], const char *name, const char *suffix)
{
    const char *value = getenv(name);

    snprintf(out, PATH_SIZE, "%s%s", value ? value : "/dev/null", suffix);
}

static unsigned long take_number(const char *name)
{
    const char *value = getenv(name);

    return value ? strtoul(value, NULL, 10) : 0;
}

static void take_settings(void)
{
    char log[PATH_SIZE];

    take_path(log, "FAIL_LOG", "");
    take_path(state.expected, "FAIL_EXPECTED", "");
    take_path(state.output, "FAIL_LOG", ".out");
    take_path(state.messages, "FAIL_LOG", ".err");
    state.log = open(log, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    state.step = take_number("FAIL_STEP");
    state.status = (int)take_number("FAIL_STATUS");
    unsetenv("LD_PRELOAD"); /* programs that it runs are not meant */
}

static int watched_main(int argc, char **argv, char **environment)
{
    int status;
    char line[128];
    ssize_t ignored;

    take_settings();
    state.watching = state.step > 0;
    status = state.run(argc, argv, environment);
    if (state.watching) {
        state.watching = false;
        ignored = write(state.log, line,
                        (size_t)snprintf(line, sizeof line, "%lu %lu %lu %lu\n", state.count,
                                         state.tried, state.exhausted, state.faults));
        (void)ignored;
    }
    return status;
}

int __libc_start_main(main_function *run, int argc, char **argv, void (*init)(void),
                      void (*fini)(void), void (*rtld_fini)(void), void *stack_end)
{
    start_function *start;
    void *found = dlsym(RTLD_NEXT, "__libc_start_main");

    memcpy(&start, &found, sizeof start);
    state.run = run;
    return start(watched_main, argc, argv, init, fini, rtld_fini, stack_end);
}
