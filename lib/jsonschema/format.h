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
const struct format *jsonschema_format_find(struct str name);
void jsonschema_format_suggest(struct suggestion *suggestion);

/* RFC 3339: full-date, full-time, date-time; section 5.7 for leap seconds; appendix A: duration. */
bool jsonschema_format_is_date(struct str text);
bool jsonschema_format_is_time(struct str text);
bool jsonschema_format_is_date_time(struct str text);
bool jsonschema_format_is_duration(struct str text);

/* RFC 5321, section 4.1.2: Mailbox; RFC 6531, section 3.3 for the international form. */
bool jsonschema_format_is_email(struct str text);
bool jsonschema_format_is_idn_email(struct str text);

/* RFC 1123, section 2.1; A-labels are valid ones. RFC 5890, section 2.3.2.3: IDNA2008. */
bool jsonschema_format_is_hostname(struct str text);
bool jsonschema_format_is_idn_hostname(struct str text);

/* RFC 2673, section 3.2: dotted-quad; RFC 4291, section 2.2. */
bool jsonschema_format_is_ipv4(struct str text);
bool jsonschema_format_is_ipv6(struct str text);

/* RFC 3986: URI, URI-reference; RFC 3987: IRI, IRI-reference; RFC 6570; RFC 4122. */
bool jsonschema_format_is_uri(struct str text);
bool jsonschema_format_is_uri_reference(struct str text);
bool jsonschema_format_is_iri(struct str text);
bool jsonschema_format_is_iri_reference(struct str text);
bool jsonschema_format_is_uri_template(struct str text);
bool jsonschema_format_is_uuid(struct str text);

/* RFC 6901, section 5; draft-handrews-relative-json-pointer-01. */
bool jsonschema_format_is_json_pointer(struct str text);
bool jsonschema_format_is_relative_json_pointer(struct str text);

/* ECMA-262 with the u flag. */
bool jsonschema_format_is_regex(struct str text);

#endif
