#include "jsonschema/format.h"

static const struct format formats[] = {
    {"date", jsonschema_format_is_date, "a date such as 2026-01-31"},
    {"time", jsonschema_format_is_time, "a time with offset such as 09:30:00Z or 09:30:00+02:00"},
    {"date-time", jsonschema_format_is_date_time, "a date and time such as 2026-01-31T09:30:00Z"},
    {"duration", jsonschema_format_is_duration, "a duration such as P1Y6M, P2W or PT36H"},
    {"email", jsonschema_format_is_email, "an e-mail address"},
    {"idn-email", jsonschema_format_is_idn_email, "an e-mail address"},
    {"hostname", jsonschema_format_is_hostname, "a host name"},
    {"idn-hostname", jsonschema_format_is_idn_hostname, "an international host name"},
    {"ipv4", jsonschema_format_is_ipv4, "an IPv4 address such as 192.0.2.1"},
    {"ipv6", jsonschema_format_is_ipv6, "an IPv6 address such as 2001:db8::1"},
    {"uri", jsonschema_format_is_uri, "a URI such as https://example.org/path"},
    {"uri-reference", jsonschema_format_is_uri_reference, "a URI or a relative reference"},
    {"iri", jsonschema_format_is_iri, "an IRI such as https://example.org/path"},
    {"iri-reference", jsonschema_format_is_iri_reference, "an IRI or a relative reference"},
    {"uri-template", jsonschema_format_is_uri_template, "a URI template such as /users/{id}"},
    {"uuid", jsonschema_format_is_uuid, "a UUID such as 123e4567-e89b-12d3-a456-426614174000"},
    {"json-pointer", jsonschema_format_is_json_pointer, "a JSON Pointer such as /owner/name"},
    {"relative-json-pointer", jsonschema_format_is_relative_json_pointer,
     "a relative JSON Pointer such as 1/name"},
    {"regex", jsonschema_format_is_regex, "a regular expression of ECMA-262"},
};

enum { FORMAT_COUNT = sizeof formats / sizeof formats[0] };

const struct format *jsonschema_format_find(struct str name)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        if (str_equal_c(name, formats[i].name))
            return &formats[i];
    return NULL;
}

void jsonschema_format_suggest(struct suggestion *suggestion)
{
    for (size_t i = 0; i < FORMAT_COUNT; i++)
        suggestion_offer(suggestion, str_of(formats[i].name));
}
