/* The columns of a register that is a table, in CSV or Markdown: which fields they mean. */
#ifndef MODEL_COLUMN_H
#define MODEL_COLUMN_H

#include "model/mapping.h"
#include "source/csv.h"

/* The header of one table. */
struct header {
    struct str path;   /* of the file, for messages */
    struct span span;  /* all of the header */
    struct str *names; /* of the columns that rows have */
    size_t count;
    bool partial; /* a column has no name, or that of an earlier one: rows lack its cells */
};

struct header header_of_csv(const struct csv_table *table, struct source *source,
                            struct arena *arena);
/* COLUMNS is the list of names of a table of Markdown (source/markdown.h). */
struct header header_of_table(const struct value *columns, struct source *source,
                              struct arena *arena);

/*
 * The field that COLUMN means: the one that MAPPING (may be NULL) takes from it, or
 * the one of its name; headers are written for people, "Next Review" for
 * next_review. Empty: none.
 */
struct str column_field(const struct mapping *mapping, const struct kind *kind, struct str column);

/* Is there a column for FIELD? */
bool header_has(const struct header *header, const struct mapping *mapping, const struct kind *kind,
                struct str field);

/*
 * Note which columns that MAPPING names the table has and lacks, and report a header that has
 * none of the fields that KIND asks for (register-header), or two columns for one field
 * (register-duplicate-column). Returns false for the former: rows would only repeat it.
 */
bool header_check(const struct header *header, const struct mapping *mapping,
                  const struct kind *kind, struct sink *sink);

/* Report that no table has FIELD's column (config-column-missing), as HEADER lacks it. */
void header_report_missing(const struct header *header, const struct field_mapping *field,
                           struct sink *sink);

#endif
