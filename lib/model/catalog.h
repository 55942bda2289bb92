/* Catalogs: the controls or criteria of the frameworks, from schema/catalog/. */
#ifndef MODEL_CATALOG_H
#define MODEL_CATALOG_H

#include "base/error.h"
#include "base/map.h"
#include "value/value.h"

struct catalog {
    struct str framework;  /* "iso27001:2022" */
    struct str title;      /* "ISO/IEC 27001:2022" */
    struct value *entries; /* list of {id, title, theme} */
    struct map by_id;      /* id -> struct value *, of entries */
};

struct catalogs {
    struct catalog *items; /* sorted by file name */
    size_t count;
};

int catalogs_load(struct catalogs *out, struct arena *arena, struct error *error);
void catalogs_release(struct catalogs *catalogs);

/* The catalog of a framework, or NULL. */
const struct catalog *catalogs_find(const struct catalogs *catalogs, struct str framework);

/*
 * A clause as people write it: "iso27001:2022 6.1.3 d" gives "ISO/IEC 27001:2022 6.1.3 d)".
 * A framework without catalog is left as it stands.
 */
struct str catalogs_clause(const struct catalogs *catalogs, struct str clause, struct arena *arena);

#endif
