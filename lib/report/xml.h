/* Text of strangers in XML 1.0. */
#ifndef REPORT_XML_H
#define REPORT_XML_H

#include "base/buffer.h"

/*
 * Append TEXT, made visible (base/visible.h), so that it reads as it is in content and in
 * attributes between double quotes: no element, entity or end comes of it, and what XML does not
 * allow at all becomes U+FFFD.
 */
void xml_add(struct buffer *out, struct str text);

/* Append ' NAME="VALUE"'. */
void xml_add_attribute(struct buffer *out, const char *name, struct str value);
void xml_add_number(struct buffer *out, const char *name, size_t value);

#endif
