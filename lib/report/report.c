#include "report/report.h"

#include "report/formats.h"

static const struct report_format formats[] = {
    {"text", "source lines with carets, for people (the default)", report_text},
    {"json", "everything that is known, for programs", report_json},
    {"github", "annotations of a pull request, in GitHub Actions", report_github},
};

const struct report_format *report_format_at(size_t index)
{
    return index < sizeof formats / sizeof formats[0] ? &formats[index] : NULL;
}

const struct report_format *report_format_find(struct str name)
{
    const struct report_format *format;

    for (size_t i = 0; (format = report_format_at(i)) != NULL; i++)
        if (str_equal_c(name, format->name))
            return format;
    return NULL;
}
