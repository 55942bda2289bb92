/* URI references (RFC 3986): splitting and resolving against a base. */
#ifndef JSONSCHEMA_URI_H
#define JSONSCHEMA_URI_H

#include "base/arena.h"
#include "base/str.h"

/* The parts of a reference (section 3), borrowed. A part that is absent has data NULL. */
struct uri {
    struct str scheme, authority, path, query, fragment;
};

/* Split as in appendix B; never fails. */
struct uri jsonschema_uri_split(struct str text);

/* REFERENCE seen from BASE (section 5.2), without its fragment. */
struct str jsonschema_uri_resolve(struct arena *arena, struct str base, struct str reference);

#endif
