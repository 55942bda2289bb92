/*
 * OpenPGP signatures, through gpg with a keyring that holds the keys of the
 * people register only. What gpg says is read from its status lines
 * (doc/DETAILS of GnuPG), never from its prose.
 */
#include <stdlib.h>
#include <string.h>

#include "git/signature_private.h"

/* No configuration, no agent, no key server. The folder is both home and keyring. */
#define GPG_OPTIONS                                                                                \
    "gpg", "--no-options", "--batch", "--no-tty", "--no-autostart", "--disable-dirmngr",           \
        "--no-auto-key-retrieve", "--no-auto-key-locate", "--trust-model", "always",               \
        "--status-fd", "1"

static int run_gpg(struct process_result *result, struct verification *verification,
                   const char *const *arguments, struct str input)
{
    struct error error;

    if (process_run(result, arguments, input, verification->verifier->folder.path, &error) == 0)
        return 0;
    conclude(verification, VERDICT_NOT_RUN, "%s", error.message);
    return -1;
}

/* Cut the next status line off *REST: its keyword and its arguments. */
static bool next_status(struct str *keyword, struct str *arguments, struct str *rest)
{
    static const struct str prefix = STR_INIT("[GNUPG:] ");
    struct str line;

    while (str_next_line(&line, rest)) {
        if (!str_starts_with(line, prefix))
            continue;
        line = str_slice(line, prefix.len, line.len);
        if (!str_split(keyword, &line, ' '))
            continue;
        *arguments = line;
        return true;
    }
    return false;
}

/* ---- the keyring ---- */

static int import_key(struct verification *verification, const struct signing_key *key)
{
    static const char *const arguments[] = {GPG_OPTIONS, "--import", NULL};
    struct signature_verifier *verifier = verification->verifier;
    struct process_result result;
    struct str rest, keyword, words, flags;

    if (run_gpg(&result, verification, arguments, key->key) != 0)
        return -1;
    rest = buffer_str(&result.output);
    while (next_status(&keyword, &words, &rest))
        if (str_equal_c(keyword, "IMPORT_OK") && str_split(&flags, &words, ' '))
            vector_push(&verifier->openpgp,
                        ((struct imported_key){arena_str(&verifier->arena, str_trim(words)), key}));
    process_result_release(&result);
    return 0;
}

static int import_keys(struct verification *verification)
{
    struct signature_verifier *verifier = verification->verifier;

    for (size_t i = 0; !verifier->imported && i < verifier->count; i++)
        if (verifier->keys[i].format == SIGNATURE_OPENPGP &&
            import_key(verification, &verifier->keys[i]) != 0)
            return -1;
    verifier->imported = true;
    return 0;
}

static const struct signing_key *key_of(struct verification *verification, struct str fingerprint)
{
    const struct signing_key *found = NULL;

    VECTOR_EACH (struct imported_key, imported, &verification->verifier->openpgp)
        if (str_equal(imported->fingerprint, fingerprint))
            found = telling_key(verification, found, imported->key);
    return found;
}

/* ---- what gpg says ---- */

struct gpg_words {
    unsigned signatures; /* how many there are; more than one is a trick */
    bool good, bad, no_key, revoked, signature_expired;
    bool key_expired;   /* by the key itself, as of today */
    int64_t made;       /* seconds since the epoch */
    int64_t key_expiry; /* 0: not told */
    int64_t expiry;     /* of the signature; 0: never */
    struct str primary; /* fingerprint of the primary key; empty: not valid */
};

static int64_t number(struct str digits)
{
    int64_t value = 0;

    for (size_t i = 0; i < digits.len && i < 18 && ascii_is_digit(digits.data[i]); i++)
        value = value * 10 + (digits.data[i] - '0');
    return value;
}

/* Word NUMBER (from 0) of LINE. */
static struct str word_of(struct str line, size_t number_of_word)
{
    struct str word = {0};

    for (size_t i = 0; i <= number_of_word; i++)
        if (!str_split(&word, &line, ' '))
            return (struct str){0};
    return word;
}

static void take_status(struct gpg_words *out, struct str keyword, struct str arguments)
{
    enum {
        ERRSIG_REASON = 5,
        NO_PUBLIC_KEY = 9,
        VALIDSIG_TIME = 2,
        VALIDSIG_EXPIRY = 3,
        VALIDSIG_PRIMARY = 9
    };

    if (str_equal_c(keyword, "NEWSIG"))
        out->signatures++;
    else if (str_equal_c(keyword, "GOODSIG"))
        out->good = true;
    else if (str_equal_c(keyword, "BADSIG"))
        out->bad = true;
    else if (str_equal_c(keyword, "EXPSIG"))
        out->good = out->signature_expired = true;
    else if (str_equal_c(keyword, "EXPKEYSIG"))
        out->good = out->key_expired = true;
    else if (str_equal_c(keyword, "REVKEYSIG"))
        out->good = out->revoked = true;
    else if (str_equal_c(keyword, "ERRSIG"))
        out->no_key |= number(word_of(arguments, ERRSIG_REASON)) == NO_PUBLIC_KEY;
    else if (str_equal_c(keyword, "NO_PUBKEY"))
        out->no_key = true;
    else if (str_equal_c(keyword, "KEYEXPIRED"))
        out->key_expiry = number(arguments);
    else if (str_equal_c(keyword, "VALIDSIG")) {
        out->made = number(word_of(arguments, VALIDSIG_TIME));
        out->expiry = number(word_of(arguments, VALIDSIG_EXPIRY));
        out->primary = word_of(arguments, VALIDSIG_PRIMARY);
    }
}

/* gpg speaks of today; we ask about then. */
static void conclude_valid(struct verification *verification, const struct gpg_words *said,
                           const struct signing_key *key)
{
    bool expired = said->key_expired && said->key_expiry &&
                   (verification->when >= said->key_expiry || said->made >= said->key_expiry);

    verification->out->key = key;
    if (said->revoked)
        conclude(verification, VERDICT_REVOKED,
                 "signed with an OpenPGP key of %.*s that is revoked", STR_ARG(key->owner));
    else if (expired || (said->key_expired && !said->key_expiry))
        conclude(verification, VERDICT_OUTSIDE_DATES,
                 "signed with an OpenPGP key of %.*s after it had expired", STR_ARG(key->owner));
    else if (said->signature_expired && (!said->expiry || verification->when >= said->expiry))
        conclude(verification, VERDICT_OUTSIDE_DATES,
                 "the OpenPGP signature of %.*s has itself expired", STR_ARG(key->owner));
    else
        conclude_by_dates(verification, key);
}

static void conclude_from(struct verification *verification, const struct gpg_words *said)
{
    const struct signing_key *key = said->primary.len ? key_of(verification, said->primary) : NULL;

    verification->out->made = said->made;
    if (said->signatures > 1)
        conclude(verification, VERDICT_BAD, "more than one signature where one is expected");
    else if (said->bad)
        conclude(verification, VERDICT_BAD, "the OpenPGP signature does not match the content");
    else if (said->no_key)
        conclude(verification, VERDICT_UNKNOWN_KEY,
                 "signed with an OpenPGP key that the people register does not list");
    else if (said->good && key)
        conclude_valid(verification, said, key);
    else
        conclude(verification, VERDICT_BAD, "the OpenPGP signature cannot be read");
}

void verify_openpgp(struct verification *verification)
{
    const struct private_folder *folder = verification_folder(verification);
    const char *arguments[] = {GPG_OPTIONS, "--verify", NULL, "-", NULL};
    const char **path = &arguments[sizeof arguments / sizeof arguments[0] - 3];
    struct process_result result = {0};
    struct gpg_words said = {0};
    struct str rest, keyword, words;
    struct arena scratch = {0};
    struct error error;

    if (!folder || import_keys(verification) != 0)
        goto out;
    if (private_folder_write(path, folder, "signature", verification->signature->armour, &scratch,
                             &error) != 0) {
        conclude(verification, VERDICT_NOT_RUN, "%s", error.message);
        goto out;
    }
    if (run_gpg(&result, verification, arguments, verification->signature->payload) != 0)
        goto out;
    rest = buffer_str(&result.output);
    while (next_status(&keyword, &words, &rest))
        take_status(&said, keyword, words);
    conclude_from(verification, &said);
out:
    process_result_release(&result);
    arena_release(&scratch);
}
