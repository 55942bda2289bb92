/* `format` (Validation, section 7): a table, a function a format. Private to the folder. */
#ifndef JSONSCHEMA_FORMAT_H
#define JSONSCHEMA_FORMAT_H

#include "base/str.h"
#include "base/suggest.h"

struct format {
    const char *name;
    bool (*accepts)(struct str text);
    const char *words; /* what such a string is, with an example */
};

/* The row of NAME, or NULL. */
const struct format *format_find(struct str name);
void format_suggest(struct suggestion *suggestion);

/* RFC 3339: full-date. */
bool format_is_date(struct str text);

#endif
