/* Fields of object types, and those that are declared together with what makes their values. */
#ifndef LANGUAGE_MEMBER_H
#define LANGUAGE_MEMBER_H

#include "cel/cel.h"

struct field_row {
    const char *name;
    const char *type; /* refers only to types that are declared before */
    bool optional;    /* of a member: there only if something is in force */
    const char *doc;
};

struct view;

/* A field that is made when it is read: some cost a diff. */
struct member {
    struct field_row field;
    struct cel_value (*make)(const struct view *view);
};

/* Of `approval` and `history` (world_history.c); behind the last is one without `make`. */
extern const struct member approval_members[], history_members[];

#endif
