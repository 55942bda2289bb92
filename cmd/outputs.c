#include "cmd/outputs.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/visible.h"

enum { SUMMARY_LIMIT = 1024 * 1024 }; /* bytes that GitHub takes of a step */

/* The file to which steps of a job of GitHub Actions append Markdown; NULL: there is none. */
static const char *summary_path(void)
{
    const char *path = getenv("GITHUB_STEP_SUMMARY");

    return path && path[0] ? path : NULL;
}

static const struct report_format *format_of(const struct option_target *target)
{
    return report_format_at(REPORT_FINDINGS, target->choice);
}

static int check_pair(const struct option_target *a, const struct option_target *b,
                      struct error *error)
{
    if (!a->file && !b->file)
        return error_set(error, ERROR_USAGE,
                         "two formats for standard output; write one to a file: `--format %s=FILE`",
                         format_of(b)->name);
    if (a->file && b->file && strcmp(a->file, b->file) == 0)
        return error_set(error, ERROR_USAGE, "two formats for one file, %s", a->file);
    return 0;
}

int outputs_check(const struct option_targets *formats, struct error *error)
{
    for (size_t i = 0; i < formats->count; i++)
        for (size_t k = 0; k < i; k++)
            if (check_pair(&formats->items[k], &formats->items[i], error) < 0)
                return -1;
    return 0;
}

bool outputs_want_catalogue(const struct option_targets *formats)
{
    bool wanted = false;

    for (size_t i = 0; i < formats->count; i++)
        wanted = wanted || format_of(&formats->items[i])->catalogue;
    return wanted;
}

static bool is_text(const struct report_format *format)
{
    return strcmp(format->name, "text") == 0;
}

bool outputs_show_states(const struct option_targets *formats)
{
    bool shown = false;

    for (size_t i = 0; i < formats->count; i++)
        shown = shown || !is_text(format_of(&formats->items[i]));
    return shown;
}

/* OPTIONS are those of a file or of standard output. */
static void add_report(struct buffer *out, const struct outputs *outputs,
                       const struct report_format *format, const struct report_options *options)
{
    struct report_options own = *options;

    own.quiet = options->quiet || outputs->own_summary;
    format->write(out, outputs->result, &own);
    if (outputs->add_tail && !options->quiet && is_text(format))
        outputs->add_tail(out, outputs->context);
}

/* Room for what the step has not written yet. */
static void append_summary(const struct outputs *outputs, const struct report_format *format,
                           struct report_options *options)
{
    size_t size = file_size(summary_path());
    struct buffer text = {0};
    struct error error = {0};

    options->limit = size < SUMMARY_LIMIT ? SUMMARY_LIMIT - size : 1;
    add_report(&text, outputs, format, options);
    if (file_append(summary_path(), buffer_str(&text), &error) < 0)
        visible_printf(options->notice, "ismslint: %s\n", error.message);
    buffer_release(&text);
}

static bool is_summary(const struct option_target *target)
{
    return target->file && summary_path() && strcmp(target->file, summary_path()) == 0;
}

/* That of the Markdown form, unless it is asked for by name. */
static void add_job_summary(const struct outputs *outputs, struct report_options *options)
{
    for (size_t i = 0; i < outputs->formats->count; i++)
        if (is_summary(&outputs->formats->items[i]))
            return;
    append_summary(outputs, report_format_find(STR("markdown")), options);
}

/* /dev/stdout and the like are what they are called, also where that is a regular file. */
static struct buffer *stream_of(struct buffer *out, const struct option_target *target,
                                const struct invocation *invocation)
{
    if (!target->file || file_is_open_as(target->file, STDOUT_FILENO))
        return out;
    return file_is_open_as(target->file, STDERR_FILENO) ? invocation->notice : NULL;
}

static int write_file(const struct outputs *outputs, const struct option_target *target,
                      const struct report_options *options, struct error *error)
{
    struct buffer text = {0};
    int result;

    add_report(&text, outputs, format_of(target), options);
    result = file_write(target->file, buffer_str(&text), error);
    buffer_release(&text);
    return result;
}

static int write_target(struct buffer *out, const struct outputs *outputs,
                        const struct option_target *target, const struct invocation *invocation,
                        struct error *error)
{
    struct buffer *stream = stream_of(out, target, invocation);
    struct report_options aside = {
        .all = outputs->options.all, .quiet = outputs->options.quiet, .notice = invocation->notice};
    struct report_options shown = outputs->options;

    shown.notice = invocation->notice;
    if (is_summary(target))
        append_summary(outputs, format_of(target), &aside);
    else if (stream)
        add_report(stream, outputs, format_of(target), target->file ? &aside : &shown);
    else if (write_file(outputs, target, &aside, error) < 0)
        return -1;
    if (strcmp(format_of(target)->name, "github") == 0 && summary_path())
        add_job_summary(outputs, &aside);
    return 0;
}

int outputs_write(struct buffer *out, const struct outputs *outputs,
                  const struct invocation *invocation, struct error *error)
{
    static const struct option_target text = {0};
    const struct option_targets *formats = outputs->formats;
    size_t start = out->len;
    int result = formats->count ? 0 : write_target(out, outputs, &text, invocation, error);

    for (size_t i = 0; i < formats->count && result == 0; i++)
        result = write_target(out, outputs, &formats->items[i], invocation, error);
    if (result < 0)
        out->len = start; /* nothing is printed of a run that failed */
    return result;
}
