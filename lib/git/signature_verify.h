/*
 * Who signed: verification by ssh-keygen and gpg, as git itself does it, with
 * the keys of the people register and no others. Programs run without a shell,
 * in a private folder, without network; gpg with a keyring of its own.
 */
#ifndef GIT_SIGNATURE_VERIFY_H
#define GIT_SIGNATURE_VERIFY_H

#include "base/zone.h"
#include "git/signature.h"

/* An `until` since ever, or a revocation since then, is one whose day cannot be read. */
#define KEY_SINCE_EVER INT64_MIN
#define KEY_FOR_EVER   INT64_MAX

/* One key that somebody may sign with. */
struct signing_key {
    enum signature_format format; /* SIGNATURE_SSH or SIGNATURE_OPENPGP */
    struct str owner;             /* the caller's name for its person */
    struct str key;               /* "ssh-ed25519 AAAA... comment", or an armoured OpenPGP key */
    /* Seconds since the epoch, both included; KEY_SINCE_EVER and KEY_FOR_EVER: without a limit. */
    int64_t from, until;
    /* From then on it counts for nothing; KEY_FOR_EVER: it is not revoked. */
    int64_t revoked;
    const struct zone *zone; /* of the days in reasons; NULL: UTC */
    const void *holder;      /* the caller's word for its person: two of them share a key */
};

enum signature_verdict {
    VERDICT_GOOD,          /* made by `key`, which was valid, over exactly this payload */
    VERDICT_BAD,           /* the payload, or the signature, was changed */
    VERDICT_UNKNOWN_KEY,   /* by a key that nobody in the list has */
    VERDICT_SHARED_KEY,    /* by a key that two people have */
    VERDICT_OUTSIDE_DATES, /* by `key`, before its first or after its last day */
    VERDICT_REVOKED,       /* by `key`, which was revoked */
    VERDICT_OTHER_PURPOSE, /* by `key`, for another namespace: not meant for this */
    VERDICT_UNSUPPORTED,   /* X.509, a certificate: recognised, not verified */
    VERDICT_NOT_RUN        /* ssh-keygen or gpg could not be run: nothing is known */
};

struct signature_result {
    enum signature_verdict verdict;
    const struct signing_key
        *key;          /* who signed, if that is known, also of a verdict that is not good */
    int64_t made;      /* what OpenPGP signatures say of their time; 0: nothing */
    struct str reason; /* one sentence */
};

/* "good", "bad", "unknown-key", ... */
const char *signature_verdict_name(enum signature_verdict verdict);

struct signature_verifier;

/* KEYS are borrowed and must live as long as the verifier. Programs run when first needed. */
struct signature_verifier *signature_verifier_new(const struct signing_key *keys, size_t count);
/* Deletes the private folder. VERIFIER may be NULL. */
void signature_verifier_free(struct signature_verifier *verifier);

/*
 * Verify SIGNATURE (SIGNATURE_NONE: a file without one), made for PURPOSE ("git", "ismslint";
 * of SSH only), as of WHEN: the committer's or tagger's date, by which the keys'
 * dates are judged. Never by today's clock: the verdict is the same every day.
 * The reason is in ARENA.
 */
void signature_verify(struct signature_result *out, struct signature_verifier *verifier,
                      const struct signature *signature, const char *purpose, int64_t when,
                      struct arena *arena);

#endif
