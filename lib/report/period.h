/* Every revision that landed in a window of time: the population that an auditor samples. */
#ifndef REPORT_PERIOD_H
#define REPORT_PERIOD_H

#include "approval/population.h"
#include "base/json_writer.h"

struct period_request {
    const char *period; /* "2026-01-01..2026-06-30" */
    const char *sample; /* how many to draw, or NULL: all */
    const char *seed;   /* NULL: the empty text */
    bool all;           /* revisions of which no approval was asked for too */
    /* What was named on the command line: the population is of these paths alone. */
    struct str_list named;
};

struct period {
    const struct period_request *request;
    int64_t from, until;  /* days, both included */
    int64_t begins, ends; /* the first second and the last one, since the epoch */
    struct str zone;      /* of the days: "UTC", "UTC+02:00", "Europe/Berlin" */
    size_t sample;        /* how many were to be drawn; SIZE_MAX: all */
    struct str git;       /* the command that counts; empty if there is no mainline */
    struct population population;
    const struct approval_revision **drawn; /* in the order of the population */
    size_t drawn_count;
};

/* The plumbing of git that counts what landed at the paths of the population; in ARENA. */
struct str period_command(const struct period *period, const struct approvals *approvals,
                          struct arena *arena);

/* How many there are, of which how many were drawn, and how git counts: for a terminal. */
void period_write_text(struct buffer *out, const struct period *period, size_t width,
                       struct arena *arena);
void period_write_markdown(struct buffer *out, const struct period *period, struct arena *arena);
/* The member `population`. */
void period_write_json(struct json_writer *json, const struct period *period);

#endif
