/* The SSH key that records are signed with. */
#ifndef CMD_SIGNING_KEY_H
#define CMD_SIGNING_KEY_H

#include "base/error.h"

struct repository;

/*
 * *KEY, as signature_make takes it: GIVEN, or if that is NULL what Git signs with, as far as no
 * program has to be asked for it. It lives as long as REPOSITORY.
 */
int signing_key_find(const char **key, struct repository *repository, const char *given,
                     struct error *error);

#endif
