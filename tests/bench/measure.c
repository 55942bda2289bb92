/*
 * Time whole processes, one or two commands in turn: A B A B ..., so that a
 * machine whose speed drifts is fair to both.
 *
 *     measure [-n RUNS] COMMAND [ARG ...] [--vs COMMAND [ARG ...]]
 *
 * Prints of each command the median and least wall and processor seconds and the peak
 * memory, and of two the median of the ratios A/B, pair by pair. Output of the
 * commands is thrown away; their exit status does not count.
 */
#define _DEFAULT_SOURCE /* wait4 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { MOST_RUNS = 100 };

struct figures {
    double wall[MOST_RUNS];
    double cpu[MOST_RUNS];
    long peak_kib;
};

static double seconds_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void become(char **command)
{
    int nowhere = open("/dev/null", O_RDWR);

    dup2(nowhere, 0);
    dup2(nowhere, 1);
    dup2(nowhere, 2);
    execvp(command[0], command);
    _exit(127);
}

static void run_once(struct figures *figures, int number, char **command)
{
    double start = seconds_now();
    struct rusage usage;
    pid_t child = fork();
    int status = 0;

    if (child == 0)
        become(command);
    if (child < 0 || wait4(child, &status, 0, &usage) < 0 ||
        (WIFEXITED(status) && WEXITSTATUS(status) == 127)) {
        fprintf(stderr, "measure: cannot run %s\n", command[0]);
        exit(2);
    }
    if (number < 0)
        return; /* a warm-up */
    figures->wall[number] = seconds_now() - start;
    figures->cpu[number] = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
    if (usage.ru_maxrss > figures->peak_kib)
        figures->peak_kib = usage.ru_maxrss;
}

static int compare_numbers(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;

    return (left > right) - (left < right);
}

static double median(const double *numbers, int count)
{
    double sorted[MOST_RUNS];

    memcpy(sorted, numbers, (size_t)count * sizeof *sorted);
    qsort(sorted, (size_t)count, sizeof *sorted, compare_numbers);
    return sorted[count / 2];
}

static double least(const double *numbers, int count)
{
    double smallest = numbers[0];

    for (int i = 1; i < count; i++)
        smallest = numbers[i] < smallest ? numbers[i] : smallest;
    return smallest;
}

static void print_figures(const char *name, const struct figures *figures, int runs)
{
    printf("%s: wall %.4f s (least %.4f), cpu %.4f s, peak memory %.1f MiB\n", name,
           median(figures->wall, runs), least(figures->wall, runs), median(figures->cpu, runs),
           (double)figures->peak_kib / 1024);
}

static void print_ratios(const struct figures *a, const struct figures *b, int runs)
{
    double wall[MOST_RUNS], cpu[MOST_RUNS];

    for (int i = 0; i < runs; i++) {
        wall[i] = a->wall[i] / b->wall[i];
        cpu[i] = a->cpu[i] / b->cpu[i];
    }
    printf("A/B: wall %.3f, cpu %.3f, peak memory %.3f\n", median(wall, runs), median(cpu, runs),
           (double)a->peak_kib / (double)b->peak_kib);
}

int main(int argc, char **argv)
{
    static struct figures a, b;
    int runs = 7, first = 1;
    char **other = NULL;

    if (argc > 2 && strcmp(argv[1], "-n") == 0) {
        runs = atoi(argv[2]);
        first = 3;
    }
    if (first >= argc || runs < 1 || runs > MOST_RUNS) {
        fprintf(stderr, "usage: measure [-n RUNS] COMMAND [ARG ...] [--vs COMMAND [ARG ...]]\n");
        return 2;
    }
    for (int i = first; i < argc && !other; i++)
        if (strcmp(argv[i], "--vs") == 0) {
            argv[i] = NULL;
            other = argv + i + 1;
        }
    for (int i = -1; i < runs; i++) {
        run_once(&a, i, argv + first);
        if (other)
            run_once(&b, i, other);
    }
    print_figures(other ? "A" : "measured", &a, runs);
    if (other) {
        print_figures("B", &b, runs);
        print_ratios(&a, &b, runs);
    }
    return 0;
}
