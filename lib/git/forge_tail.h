/* What a forge puts behind the message of a squash that somebody wrote. */
#ifndef GIT_FORGE_TAIL_H
#define GIT_FORGE_TAIL_H

#include "base/str.h"

/*
 * MESSAGE without the tail that GitHub writes: a last paragraph of "Co-authored-by" lines
 * alone, and the rule ("---------") above it, if there is one. All of MESSAGE if it has none.
 */
struct str message_above_tail(struct str message);

#endif
