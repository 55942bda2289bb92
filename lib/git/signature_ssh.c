/*
 * SSH signatures (OpenSSH, PROTOCOL.sshsig): the key that signed is written in
 * the signature, so that it can be looked up before ssh-keygen is asked.
 */
#include <nettle/base64.h>
#include <string.h>

#include "git/signature_private.h"

/* ---- taking a signature apart ---- */

struct ssh_signature {
    struct str key;     /* the public key, in SSH's wire form */
    struct str purpose; /* the namespace */
};

/* Base64 with line breaks; empty if it is none. */
static struct str decode_base64(struct str text, struct arena *arena)
{
    struct base64_decode_ctx context;
    size_t length = BASE64_DECODE_LENGTH(text.len);
    uint8_t *bytes = arena_alloc(arena, length + 1);

    base64_decode_init(&context);
    if (!base64_decode_update(&context, &length, bytes, text.len, text.data ? text.data : "") ||
        !base64_decode_final(&context))
        return (struct str){0};
    return (struct str){(const char *)bytes, length};
}

/* Cut a string of SSH's wire form (a length in four bytes, big end first, then bytes) off *REST. */
static bool cut_string(struct str *out, struct str *rest)
{
    const unsigned char *bytes = (const unsigned char *)rest->data;
    size_t length;

    if (rest->len < 4)
        return false;
    length = (size_t)bytes[0] << 24 | (size_t)bytes[1] << 16 | (size_t)bytes[2] << 8 | bytes[3];
    if (length > rest->len - 4)
        return false;
    *out = str_slice(*rest, 4, 4 + length);
    *rest = str_slice(*rest, 4 + length, rest->len);
    return true;
}

/* "SSHSIG", a version of four bytes, the key, the namespace, and more. */
static bool take_apart(struct ssh_signature *out, struct str armour, struct arena *arena)
{
    static const struct str magic = STR_INIT("SSHSIG\0\0\0\1");
    ptrdiff_t begin = str_find(armour, STR("\n"), 0);
    ptrdiff_t end = begin < 0 ? -1 : str_find(armour, STR("\n-----END"), (size_t)begin);
    struct str rest;

    if (end < 0)
        return false;
    rest = decode_base64(str_slice(armour, (size_t)begin + 1, (size_t)end), arena);
    if (!str_starts_with(rest, magic))
        return false;
    rest = str_slice(rest, magic.len, rest.len);
    return cut_string(&out->key, &rest) && cut_string(&out->purpose, &rest);
}

/* ---- whose key it is ---- */

/* The first two words of "TYPE BASE64 COMMENT". */
struct key_words {
    struct str type, base64;
};

static struct key_words key_words(struct str line)
{
    struct key_words words = {0};

    str_split(&words.type, &line, ' ');
    line = str_trim(line);
    str_split(&words.base64, &line, ' ');
    words.base64 = str_trim(words.base64);
    return words;
}

/*
 * The wire form of a key, which begins with its type. Empty of a line that begins with
 * something else: options would restrict a key, or make an authority of it.
 */
static struct str key_bytes(struct str line, struct arena *arena)
{
    struct key_words words = key_words(line);
    struct str bytes = decode_base64(words.base64, arena), rest = bytes, type;

    return cut_string(&type, &rest) && str_equal(type, words.type) ? bytes : (struct str){0};
}

static const struct signing_key *find_key(struct verification *verification, struct str key,
                                          struct arena *arena)
{
    const struct signature_verifier *verifier = verification->verifier;
    const struct signing_key *found = NULL;

    for (size_t i = 0; i < verifier->count; i++) {
        const struct signing_key *candidate = &verifier->keys[i];
        bool same = key.len && candidate->format == SIGNATURE_SSH &&
                    str_equal(key_bytes(candidate->key, arena), key);

        /* A key that was renewed is listed twice, with other dates. */
        if (same)
            found = telling_key(verification, found, candidate);
    }
    return found;
}

/* ---- asking ssh-keygen ---- */

/* Run a program on the signed bytes: its exit status, or -1 with VERDICT_NOT_RUN. */
static int ask(struct verification *verification, const char *const *arguments)
{
    struct process_result result;
    struct error error;
    int status;

    if (process_run(&result, arguments, verification->signature->payload, NULL, &error) != 0) {
        conclude(verification, VERDICT_NOT_RUN, "%s", error.message);
        return -1;
    }
    status = result.exit_status;
    process_result_release(&result);
    return status;
}

/* A line of the allowed-signers file: the owner is ours alone, so its name does not matter. */
static struct str allowed_signer(const struct signing_key *key, const char *purpose,
                                 struct arena *arena)
{
    struct key_words words = key_words(key->key);

    return arena_printf(arena, "signer namespaces=\"%s\" %.*s %.*s\n", purpose, STR_ARG(words.type),
                        STR_ARG(words.base64));
}

static void verify_known(struct verification *verification, const struct signing_key *key,
                         const struct private_folder *folder, const char *signature_path,
                         struct arena *scratch)
{
    const char *arguments[] = {"ssh-keygen",          "-Y", "verify", "-I", "signer",       "-n",
                               verification->purpose, "-f", NULL,     "-s", signature_path, NULL};
    struct error error;
    int status;

    if (private_folder_write(&arguments[8], folder, "allowed",
                             allowed_signer(key, verification->purpose, scratch), scratch,
                             &error) != 0) {
        conclude(verification, VERDICT_NOT_RUN, "%s", error.message);
        return;
    }
    status = ask(verification, arguments);
    verification->out->key = key;
    if (status == 0)
        conclude_by_dates(verification, key);
    else if (status > 0)
        conclude(verification, VERDICT_BAD,
                 "the signature with the key of %.*s does not match the content",
                 STR_ARG(key->owner));
}

static void verify_unknown(struct verification *verification, const struct ssh_signature *parts,
                           const char *signature_path)
{
    const char *arguments[] = {"ssh-keygen",          "-Y", "check-novalidate", "-n",
                               verification->purpose, "-s", signature_path,     NULL};
    struct str rest = parts->key, type = {0};
    int status;

    cut_string(&type, &rest);
    if (str_ends_with(type, STR("-cert-v01@openssh.com"))) {
        conclude(verification, VERDICT_UNSUPPORTED,
                 "signed with an SSH certificate, which ismslint does not verify");
        return;
    }
    status = ask(verification, arguments);
    if (status == 0)
        conclude(verification, VERDICT_UNKNOWN_KEY,
                 "signed with an SSH key (%.*s) that the people register does not list",
                 STR_ARG(type));
    else if (status > 0)
        conclude(verification, VERDICT_BAD, "the signature does not match the content");
}

/* ssh-keygen wants plain line ends; a tool may have turned those of FILE.sig. */
static struct str without_returns(struct str armour, struct arena *arena)
{
    char *bytes = arena_alloc(arena, armour.len + 1);
    size_t len = 0;

    for (size_t i = 0; i < armour.len; i++)
        if (armour.data[i] != '\r')
            bytes[len++] = armour.data[i];
    return (struct str){bytes, len};
}

void verify_ssh(struct verification *verification)
{
    const struct private_folder *folder = verification_folder(verification);
    const struct signing_key *key;
    struct ssh_signature parts;
    struct arena scratch = {0};
    const char *path;
    struct error error;

    if (!folder)
        return;
    if (!take_apart(&parts, verification->signature->armour, &scratch)) {
        conclude(verification, VERDICT_BAD, "the signature is damaged");
        goto out;
    }
    key = find_key(verification, parts.key, &scratch);
    if (!str_equal_c(parts.purpose, verification->purpose)) {
        verification->out->key = key;
        conclude(verification, VERDICT_OTHER_PURPOSE,
                 "the signature was made for the purpose \"%.*s\", not \"%s\"",
                 STR_ARG(parts.purpose), verification->purpose);
        goto out;
    }
    if (private_folder_write(&path, folder, "signature",
                             without_returns(verification->signature->armour, &scratch), &scratch,
                             &error) != 0)
        conclude(verification, VERDICT_NOT_RUN, "%s", error.message);
    else if (key)
        verify_known(verification, key, folder, path, &scratch);
    else
        verify_unknown(verification, &parts, path);
out:
    arena_release(&scratch);
}
