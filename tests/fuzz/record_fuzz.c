/* An approval record, a zero byte, and its signature in SSH's armour. */
#include "model.h"

#include "approval/context.h"
#include "approval/records.h"
#include "base/buffer.h"
#include "git/signature_verify.h"

/* For a purpose that no signature has: it is taken apart, and no program is asked. */
static void verify(struct str armour, struct str payload, struct arena *arena)
{
    static const struct signing_key key = {
        .format = SIGNATURE_SSH,
        .owner = STR_INIT("ana"),
        .key = STR_INIT("ssh-ed25519 "
                        "AAAAC3NzaC1lZDI1NTE5AAAAIJb3Wq0mJ5sYtHdZ8vY6m1n2k3u4x5z6a7b8c9d0e1f2"),
        .from = KEY_SINCE_EVER,
        .until = KEY_FOR_EVER,
        .revoked = KEY_FOR_EVER};
    struct signature_verifier *verifier = signature_verifier_new(&key, 1);
    struct signature signature;
    struct signature_result result;

    signature_detached(&signature, armour, payload);
    CHECK(signature.format == SIGNATURE_SSH);
    signature_verify(&result, verifier, &signature, "fuzzing this", 0, arena);
    CHECK(result.verdict != VERDICT_GOOD);
    CHECK(result.reason.len > 0);
    signature_verifier_free(verifier);
}

static void read_record(struct str text, struct arena *arena)
{
    static const struct model head = {0};
    struct approvals approvals = {.arena = arena, .head = &head};
    struct record record = {.file = STR("approvals/a.yaml"), .text = text};

    arena_init(&approvals.scratch);
    if (record_read(&record, text, &approvals)) {
        CHECK(record.path.len > 0 && record.person.len + record.login.len > 0);
        CHECK(utf8_invalid(record.path) < 0 && utf8_invalid(record.meaning) < 0);
    }
    arena_release(&approvals.scratch);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct buffer armour = {0};
    struct str text, signature;

    split_input(&text, &signature, (struct str){(const char *)data, size});
    read_record(text, &arena);
    buffer_add_c(&armour, "-----BEGIN SSH SIGNATURE-----\n");
    buffer_add(&armour, signature);
    buffer_add_c(&armour, "\n-----END SSH SIGNATURE-----\n");
    verify(buffer_str(&armour), text, &arena);
    buffer_release(&armour);
    arena_release(&arena);
    return 0;
}
