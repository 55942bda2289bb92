/* Votes against in a note, however they are written. */
#ifndef APPROVAL_VETO_H
#define APPROVAL_VETO_H

#include "base/str.h"

/*
 * Does LINE say "this shall not be submitted", in Gerrit's words or in words like them:
 * "Code-Review-2: Jo <jo@x>", "Code-Review: -2 Jo", "Label: Code-Review=-2, Jo"? Then *NAMED is
 * what names who does; it may be empty. What speaks against is read generously.
 */
bool veto_read(struct str *named, struct str line);

#endif
