#include "cmd/terminal.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/visible.h"

const char *colour_choice_name(size_t index)
{
    static const char *const names[] = {
        [COLOUR_AUTO] = "auto", [COLOUR_ALWAYS] = "always", [COLOUR_NEVER] = "never"};

    return index < sizeof names / sizeof names[0] ? names[index] : NULL;
}

bool terminal_has_colour(enum colour_choice choice)
{
    const char *no_colour = getenv("NO_COLOR"), *terminal = getenv("TERM");

    if (choice != COLOUR_AUTO)
        return choice == COLOUR_ALWAYS;
    return isatty(STDOUT_FILENO) && !(no_colour && no_colour[0]) && terminal &&
           strcmp(terminal, "dumb") != 0;
}

size_t terminal_width(void)
{
    struct winsize size = {0};

    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
        return 0;
    return size.ws_col;
}

int terminal_write(struct str bytes, struct error *error)
{
    while (bytes.len > 0) {
        ssize_t written = write(STDOUT_FILENO, bytes.data, bytes.len);

        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0 && errno == EPIPE)
            return 0;
        if (written < 0)
            return error_set(error, ERROR_FAILURE, "cannot write the output: %s", strerror(errno));
        bytes = str_slice(bytes, (size_t)written, bytes.len);
    }
    return 0;
}

void terminal_complain(const char *message)
{
    struct str line, rest = str_of(message);
    struct buffer text;

    buffer_init(&text);
    buffer_add_c(&text, "ismslint: ");
    while (str_next_line(&line, &rest)) {
        visible_add(&text, line);
        buffer_add_char(&text, '\n');
    }
    fputs(buffer_c(&text), stderr);
    buffer_release(&text);
}

void terminal_notice(struct str text)
{
    if (text.len)
        fwrite(text.data, 1, text.len, stderr);
}

static void show_progress(struct terminal_progress *progress, const char *doing, size_t count,
                          const char *what)
{
    double now = clock_seconds();

    if (progress->start == 0)
        progress->start = now;
    if (now - progress->start < 1 || !isatty(STDERR_FILENO))
        return;
    progress->shown = true;
    fprintf(stderr, "\r%s: %zu %s\033[K", doing, count, what);
    fflush(stderr);
}

void terminal_progress(void *context, size_t commits)
{
    show_progress(context, "reading the history", commits, "commits");
}

void terminal_judged(void *context, size_t artifacts)
{
    show_progress(context, "judging approvals", artifacts, "artifacts");
}

void terminal_progress_end(struct terminal_progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    *progress = (struct terminal_progress){0};
}
