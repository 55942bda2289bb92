/* How `ismslint history` and `ismslint approvals` show a revision: as cells of a table, as JSON. */
#ifndef REPORT_REVISION_H
#define REPORT_REVISION_H

#include "approval/approval.h"
#include "base/json_writer.h"
#include "report/table.h"

/* One column of a table of revisions. */
struct revision_column {
    const char *name;
    /* What stands there; empty for nothing. */
    struct str (*cell)(const struct approval_revision *revision, struct arena *arena);
};

/* For programs: the columns of CSV, the same in both commands. */
extern const struct revision_column revision_csv_columns[];
extern const size_t revision_csv_column_count;

/* Of what it is: "SOP-012". */
struct str revision_id(const struct approval_revision *revision, struct arena *arena);
/* "1.2", "deleted", "moved" to another path, or "no document" if it was made something else. */
struct str revision_version(const struct approval_revision *revision, struct arena *arena);
/* "2026-02-11", the day since which it is in force. */
struct str revision_date(const struct approval_revision *revision, struct arena *arena);
/* "Ana Ruiz, Jo Park" */
struct str revision_authors(const struct approval_revision *revision, struct arena *arena);
/* "Jo Park (trailer, asserted)" for each that counts. */
struct str revision_approvals(const struct approval_revision *revision, struct arena *arena);
/* For people: the verdict, or "not asked" if it would blame where nothing is asked for. */
struct str revision_verdict(const struct approval_revision *revision, struct arena *arena);
struct str revision_reason(const struct approval_revision *revision, struct arena *arena);
/* The first seven digits of the landing, and all of them. */
struct str revision_commit_short(const struct approval_revision *revision, struct arena *arena);
struct str revision_commit(const struct approval_revision *revision, struct arena *arena);
struct str revision_subject(const struct approval_revision *revision, struct arena *arena);
struct str revision_path(const struct approval_revision *revision, struct arena *arena);

/* Is the verdict one that nobody has to mend, because no approval is asked for? */
bool revision_is_let_be(const struct approval_revision *revision);

/* A table with a row for each of some revisions. */
struct revision_table {
    const struct revision_column *columns;
    size_t column_count;
    const struct approval_revision *const *revisions;
    size_t count;
    bool filled;  /* an empty cell has a dash */
    size_t width; /* see struct table */
    struct arena *arena;
};

void revisions_write(struct buffer *out, const struct revision_table *what,
                     void (*write)(struct buffer *out, const struct table *table));

/* ---- revision_json.c: docs/reference/json.md tells the keys ---- */

/* The object of one revision. */
void revision_write_json(struct json_writer *json, const struct approval_revision *revision);
/* A member: the object id in full, or null if it is zero. */
void revision_write_id(struct json_writer *json, const char *key, const struct object_id *id);
/* A member: "2026-02-11T09:30:00Z". */
void revision_write_instant(struct json_writer *json, const char *key, int64_t instant);
void revision_write_day(struct json_writer *json, const char *key, int64_t day);

#endif
