/* Pieces of addresses that several formats share. Private to format_*.c. */
#ifndef JSONSCHEMA_FORMAT_ADDRESS_H
#define JSONSCHEMA_FORMAT_ADDRESS_H

#include "base/str.h"

bool jsonschema_is_hex_digit(char c);
/* The bytes %XX at OFFSET. */
bool jsonschema_is_percent_encoded(struct str text, size_t offset);
bool jsonschema_is_one_of(char c, const char *set);

/* Code points that IRIs add to URIs (RFC 3987, section 2.2: ucschar, iprivate). */
bool jsonschema_is_iri_character(int32_t code_point);
bool jsonschema_is_iri_private(int32_t code_point);

/* A dotted name of letters, digits and inner hyphens, 63 bytes a label and 253 in all. */
bool jsonschema_is_host_of_letters(struct str text);

#endif
