/* What a finding is known by from run to run, and from tree to tree. */
#ifndef RULES_FINGERPRINT_H
#define RULES_FINGERPRINT_H

#include "base/arena.h"
#include "rules/finding.h"

/*
 * 32 hexadecimal digits into ARENA. Nothing of them depends on lines, or on the wording of
 * messages. Findings of one rule about one field have the same but for ORDINAL, which counts them.
 */
struct str fingerprint_of(const struct finding *finding, uint64_t ordinal, struct arena *arena);

#endif
