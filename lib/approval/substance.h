/*
 * What an artifact says, as a digest: two contents of equal substance differ
 * only in housekeeping (approval/housekeeping.h), in white space, in how lines are
 * wrapped, in the order of fields, and in fields that are empty. It is taken of what
 * the author wrote, before a mapping's `values`, `pattern` and `split`: no
 * configuration makes two texts equal. Comments of YAML are part of it.
 */
#ifndef APPROVAL_SUBSTANCE_H
#define APPROVAL_SUBSTANCE_H

#include "base/digest.h"
#include "model/artifact.h"

/* Everything the artifact says but its housekeeping. */
struct digest substance_digest(const struct artifact *artifact);

/*
 * The same of ARTIFACT, which is NOW as another configuration reads the same text (see
 * housekeeping_find_then).
 */
struct digest substance_digest_then(const struct artifact *artifact, const struct artifact *now);

/*
 * What an acceptance of ARTIFACT is about, as it is written: the fields that its kind's
 * `acceptance_binds` names, from where they are read and under their own names. Of a kind that
 * names none, and of a row that is not read as a whole: the substance.
 */
struct digest acceptance_digest(const struct artifact *artifact);

/* All fields; the body of a document byte by byte. */
struct digest whole_digest(const struct artifact *artifact);

#endif
