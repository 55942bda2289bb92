/*
 * What an artifact says, as a digest: two contents of equal substance differ
 * only in housekeeping fields, in white space and in how lines are wrapped.
 */
#ifndef APPROVAL_SUBSTANCE_H
#define APPROVAL_SUBSTANCE_H

#include "base/digest.h"
#include "model/artifact.h"

/* Everything the artifact says but its kind's housekeeping fields. */
struct digest substance_digest(const struct artifact *artifact);

/* All fields; the body of a document byte by byte. */
struct digest whole_digest(const struct artifact *artifact);

#endif
