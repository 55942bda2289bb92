/* The signature of a commit or tag, apart from what it signs; and making one. */
#ifndef GIT_SIGNATURE_H
#define GIT_SIGNATURE_H

#include "git/tags.h"

enum signature_format {
    SIGNATURE_NONE,
    SIGNATURE_SSH,     /* PROTOCOL.sshsig of OpenSSH */
    SIGNATURE_OPENPGP, /* RFC 4880 */
    SIGNATURE_X509,    /* CMS by gpgsm: recognised, not verified */
    SIGNATURE_OTHER    /* armour that git does not know either */
};

struct signature {
    enum signature_format format;
    struct str armour;  /* from "-----BEGIN" to the end */
    struct str payload; /* the bytes that were signed */
};

/* "ssh", "openpgp", "x509", "unknown" or "none". */
const char *signature_format_name(enum signature_format format);
/* The format of an armoured signature. */
enum signature_format signature_format_of(struct str armour);

/* As git takes commits apart: every header that begins with "gpgsig" is left out of the payload. */
void signature_of_commit(struct signature *out, const struct commit *commit, struct arena *arena);
/* A tag's signature is the end of its message; the payload is all that is before it. */
void signature_of_tag(struct signature *out, const struct tag *tag);
/* A detached signature (the content of FILE.sig) over the content of FILE. */
void signature_detached(struct signature *out, struct str armour, struct str payload);

/*
 * Sign PAYLOAD with ssh-keygen for the namespace PURPOSE ("git", "ismslint"). KEY is what
 * git takes for user.signingkey: the file of the private key or, with an agent, of the
 * public key ("~/" is the home folder), or the agent's public key itself ("key::...",
 * "ssh-..."). The armoured signature is in ARENA.
 */
int signature_make(struct str *armour, const char *key, const char *purpose, struct str payload,
                   struct arena *arena, struct error *error);

#endif
