/*
 * What `ismslint record` goes through: which reviews approve which content (record_plan.c), then
 * their signed records (record_write.c).
 */
#ifndef CMD_RECORD_H
#define CMD_RECORD_H

#include "approval/vouch.h"
#include "base/vector.h"
#include "cmd/scene.h"
#include "forge/request.h"

/* A record that is to be written. */
struct recorded {
    struct str path; /* that was reviewed */
    struct str name; /* of the reviewer */
    const struct review *review;
    struct str text;
    struct str armour;
    struct str file; /* where the record goes, or empty: into the note */
    bool older;      /* it is of a commit before the request's last */
    bool known;      /* it is there already */
};

struct recording {
    struct scene scene;
    struct request request;
    struct landed landed;
    const char *key; /* to sign with, as signature_make takes it */
    bool as_files;
    bool incomplete; /* a commit that was reviewed is not in the clone */
    VECTOR(struct recorded) records;
    struct buffer *out; /* a line for each review or content that is not recorded */
    struct error *error;
};

/* Find what is to be recorded. */
int recording_plan(struct recording *recording);

/* Sign and write what is planned and not there yet: all of it, or nothing. */
int recording_write(struct recording *recording);

#endif
