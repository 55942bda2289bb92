/* The table of keywords. Private to the folder. */
#ifndef JSONSCHEMA_KEYWORDS_H
#define JSONSCHEMA_KEYWORDS_H

#include "base/suggest.h"
#include "jsonschema/schema.h"

/* The row of NAME, or NULL. */
const struct keyword *jsonschema_keyword_find(struct str name);
enum shape jsonschema_keyword_shape(struct str name);
/* Offer every name. */
void jsonschema_keyword_suggest(struct suggestion *suggestion);

/* The "keyword" of the schema `false`. */
extern const struct keyword jsonschema_keyword_false;

#endif
