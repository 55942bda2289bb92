/*
 * Approval records: YAML files under `approvals/`, one approval a file, with a
 * detached SSH signature beside it (FILE.sig) if it is signed.
 */
#ifndef APPROVAL_RECORDS_H
#define APPROVAL_RECORDS_H

#include "base/map.h"
#include "base/vector.h"
#include "git/history.h"

struct approvals;

struct record {
    struct str file;                       /* the record's path */
    const struct mainline_commit *landing; /* that first told of this approval, or NULL */
    size_t position;                       /* of that on the mainline */
    const struct mainline_commit *ended;   /* that took it away or rewrote it; NULL: it stands */
    struct str path;                       /* what is approved */
    struct object_id blob;                 /* and which content of it */
    bool deletes;                          /* in place of a content: that it goes */
    struct str id;                         /* one row of it, or empty: all of it */
    struct str person;                     /* id, address or @login as written */
    struct str forge;                      /* of `login`, or empty: it has to be one person's */
    struct str login;
    struct str role;
    struct str meaning;
    struct str recorded_by; /* whoever wrote it on behalf of the person, or empty */
    struct str source;      /* where the person's word is to be found, or empty */
    int64_t date;           /* as it says; INT64_MIN: it does not say */
    int64_t submitted;      /* of a forge's review; INT64_MIN: none */
    struct str review;      /* its address at the forge, or empty */
    struct object_id bound; /* the landing that it is about, alone; zero: none in particular */
    struct str text;        /* the file's bytes, which its signature signs */
    struct str armour;      /* of FILE.sig */
    bool is_signed;         /* there is a FILE.sig, whatever is in it */
    struct record *next;    /* of the same path */
};

struct record_index {
    struct map by_path;            /* approved path -> struct record */
    VECTOR(struct str) unreadable; /* files that should be records, and cannot be read as such */
    struct str lost; /* why the bytes of a record, or its signature, are not there; or empty */
};

/*
 * Read every record that the mainline ever had: those of past contents may have
 * been tidied away, or been written over by the next.
 */
struct record_index *records_read(struct approvals *approvals);
void records_release(struct record_index *records);

/* Read those that lie in the snapshot, whether they have landed or not. */
struct record_index *records_of_snapshot(struct approvals *approvals);

/* Does TEXT read as a record? It is filled then, with strings of the approvals' arena. */
bool record_read(struct record *record, struct str text, struct approvals *approvals);

#endif
