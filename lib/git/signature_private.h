/* Shared by the verification of SSH and OpenPGP signatures. */
#ifndef GIT_SIGNATURE_PRIVATE_H
#define GIT_SIGNATURE_PRIVATE_H

#include "base/vector.h"
#include "git/process.h"
#include "git/signature_verify.h"

/* An OpenPGP key in the private keyring. */
struct imported_key {
    struct str fingerprint; /* of the primary key, upper case */
    const struct signing_key *key;
};

struct signature_verifier {
    const struct signing_key *keys;
    size_t count;
    struct arena arena;
    struct private_folder folder; /* made when first needed */
    bool imported;                /* the OpenPGP keys are in the keyring */
    VECTOR(struct imported_key) openpgp;
};

/* One verification. */
struct verification {
    struct signature_verifier *verifier;
    const struct signature *signature;
    const char *purpose;
    int64_t when;
    struct signature_result *out;
    const struct signing_key *other; /* the key that signed, of somebody else; NULL: nobody's */
    struct arena *arena;             /* for the reason */
};

/* Set the verdict and its reason. */
void conclude(struct verification *verification, enum signature_verdict verdict, const char *format,
              ...) __attribute__((format(printf, 3, 4)));

/* Conclude GOOD, or what the dates of KEY make of a signature that is right in itself. */
void conclude_by_dates(struct verification *verification, const struct signing_key *key);

/*
 * Which of two entries of one key tells of it, FOUND (NULL: none so far) or CANDIDATE? A
 * revocation wherever it stands, then the entry whose dates fit. Where they fit for two
 * people, neither is known by the key, and conclude_by_dates says so.
 */
const struct signing_key *telling_key(struct verification *verification,
                                      const struct signing_key *found,
                                      const struct signing_key *candidate);

/* The private folder; NULL and VERDICT_NOT_RUN if it cannot be made. */
const struct private_folder *verification_folder(struct verification *verification);

void verify_ssh(struct verification *verification);
void verify_openpgp(struct verification *verification);

#endif
