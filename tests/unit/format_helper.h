/* For the tests of formats: rows of strings that an RFC allows, and strings that it does not. */
#ifndef TESTS_FORMAT_HELPER_H
#define TESTS_FORMAT_HELPER_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "jsonschema/format.h"

struct format_row {
    const char *name;
    const char *good[48], *bad[64]; /* each ends with NULL */
};

static inline void check_format(const struct format_row *row)
{
    const struct format *format = jsonschema_format_find(str_of(row->name));

    assert_non_null(format);
    for (const char *const *text = row->good; *text; text++)
        if (!format->accepts(str_of(*text)))
            fail_msg("%s does not accept '%s'", format->name, *text);
    for (const char *const *text = row->bad; *text; text++)
        if (format->accepts(str_of(*text)))
            fail_msg("%s accepts '%s'", format->name, *text);
}

#endif
