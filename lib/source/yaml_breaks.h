/*
 * U+0085, U+2028 and U+2029 are characters like others in YAML 1.2 (section 5.4); libyaml
 * ends lines at them, as YAML 1.1 did. It reads stand-ins of the same length, which are
 * nowhere in the text, so that each place stays what it is. Private to the folder.
 */
#ifndef SOURCE_YAML_BREAKS_H
#define SOURCE_YAML_BREAKS_H

#include "base/arena.h"
#include "base/str.h"

struct yaml_breaks {
    char stand_ins[3][4]; /* in UTF-8, of the three; empty: TEXT has none of them */
};

/* TEXT as libyaml is to read it: itself, or a copy in ARENA. */
struct str yaml_breaks_hide(struct yaml_breaks *out, struct str text, struct arena *arena);
/* A scalar as it is written: TEXT itself, or a copy in ARENA. */
struct str yaml_breaks_show(const struct yaml_breaks *breaks, struct str text, struct arena *arena);

#endif
