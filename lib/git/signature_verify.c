#include "git/signature_verify.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/memory.h"
#include "git/signature_private.h"

static const char *const verdict_names[] = {
    [VERDICT_GOOD] = "good",
    [VERDICT_BAD] = "bad",
    [VERDICT_UNKNOWN_KEY] = "unknown-key",
    [VERDICT_SHARED_KEY] = "shared-key",
    [VERDICT_OUTSIDE_DATES] = "outside-dates",
    [VERDICT_REVOKED] = "revoked",
    [VERDICT_OTHER_PURPOSE] = "other-purpose",
    [VERDICT_UNSUPPORTED] = "unsupported",
    [VERDICT_NOT_RUN] = "not-run",
};

const char *signature_verdict_name(enum signature_verdict verdict)
{
    return verdict_names[verdict];
}

struct signature_verifier *signature_verifier_new(const struct signing_key *keys, size_t count)
{
    struct signature_verifier *verifier = memory_zalloc(1, sizeof *verifier);

    verifier->keys = keys;
    verifier->count = count;
    arena_init(&verifier->arena);
    return verifier;
}

void signature_verifier_free(struct signature_verifier *verifier)
{
    if (!verifier)
        return;
    private_folder_remove(&verifier->folder);
    vector_release(&verifier->openpgp);
    arena_release(&verifier->arena);
    free(verifier);
}

void conclude(struct verification *verification, enum signature_verdict verdict, const char *format,
              ...)
{
    va_list arguments;

    va_start(arguments, format);
    verification->out->verdict = verdict;
    verification->out->reason = arena_vprintf(verification->arena, format, arguments);
    va_end(arguments);
}

/* ---- the dates of keys ---- */

static enum signature_verdict verdict_by_dates(const struct signing_key *key, int64_t when)
{
    if (when >= key->revoked)
        return VERDICT_REVOKED;
    return when < key->from || when > key->until ? VERDICT_OUTSIDE_DATES : VERDICT_GOOD;
}

const struct signing_key *telling_key(struct verification *verification,
                                      const struct signing_key *found,
                                      const struct signing_key *candidate)
{
    int64_t when = verification->when;
    static const int weight[] = {
        [VERDICT_OUTSIDE_DATES] = 0, [VERDICT_GOOD] = 1, [VERDICT_REVOKED] = 2};
    int more =
        found ? weight[verdict_by_dates(candidate, when)] - weight[verdict_by_dates(found, when)]
              : 1;

    if (found && found->holder != candidate->holder && more == 0 &&
        verdict_by_dates(found, when) == VERDICT_GOOD)
        verification->other = found;
    return more > 0 || (more == 0 && candidate->from <= when) ? candidate : found;
}

/* The day of an instant, as text. */
static const char *day_text(char out[static 16], const struct signing_key *key, int64_t instant)
{
    return instant == KEY_SINCE_EVER
               ? "an unreadable date"
               : civil_format(out, civil_from_days(zone_day(key->zone, instant)));
}

void conclude_by_dates(struct verification *verification, const struct signing_key *key)
{
    int64_t when = verification->when;
    enum signature_verdict verdict = verdict_by_dates(key, when);
    char day[16], limit[16];

    verification->out->key = key;
    if (verdict == VERDICT_GOOD && verification->other)
        conclude(verification, VERDICT_SHARED_KEY,
                 "signed with a key that the people register lists for both %.*s and %.*s",
                 STR_ARG(verification->other->owner), STR_ARG(key->owner));
    else if (verdict == VERDICT_REVOKED)
        conclude(verification, verdict, "signed on %s with a key of %.*s that was revoked on %s",
                 day_text(day, key, when), STR_ARG(key->owner), day_text(limit, key, key->revoked));
    else if (verdict == VERDICT_OUTSIDE_DATES && when < key->from)
        conclude(verification, verdict, "signed on %s with a key that is %.*s's only from %s",
                 day_text(day, key, when), STR_ARG(key->owner), day_text(limit, key, key->from));
    else if (verdict == VERDICT_OUTSIDE_DATES)
        conclude(verification, verdict, "signed on %s with a key that was %.*s's until %s",
                 day_text(day, key, when), STR_ARG(key->owner), day_text(limit, key, key->until));
    else
        conclude(verification, verdict, "signed by a key of %.*s", STR_ARG(key->owner));
}

/* ---- the whole ---- */

const struct private_folder *verification_folder(struct verification *verification)
{
    struct private_folder *folder = &verification->verifier->folder;
    struct error error;

    if (folder->path[0] || private_folder_make(folder, &error) == 0)
        return folder;
    conclude(verification, VERDICT_NOT_RUN, "%s", error.message);
    return NULL;
}

void signature_verify(struct signature_result *out, struct signature_verifier *verifier,
                      const struct signature *signature, const char *purpose, int64_t when,
                      struct arena *arena)
{
    struct verification verification = {.verifier = verifier,
                                        .signature = signature,
                                        .purpose = purpose,
                                        .when = when,
                                        .out = out,
                                        .arena = arena};

    *out = (struct signature_result){0};
    if (signature->format == SIGNATURE_SSH)
        verify_ssh(&verification);
    else if (signature->format == SIGNATURE_OPENPGP)
        verify_openpgp(&verification);
    else if (signature->format == SIGNATURE_NONE)
        conclude(&verification, VERDICT_BAD, "the signature is empty");
    else
        conclude(&verification, VERDICT_UNSUPPORTED,
                 "signed in a form (%s) that ismslint does not verify",
                 signature_format_name(signature->format));
}
