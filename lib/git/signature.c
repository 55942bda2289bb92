#include "git/signature.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "git/process.h"

static const struct {
    enum signature_format format;
    const char *name;
    struct str begin;
} formats[] = {
    {SIGNATURE_SSH, "ssh", STR_INIT("-----BEGIN SSH SIGNATURE-----")},
    {SIGNATURE_OPENPGP, "openpgp", STR_INIT("-----BEGIN PGP SIGNATURE-----")},
    {SIGNATURE_OPENPGP, "openpgp", STR_INIT("-----BEGIN PGP MESSAGE-----")},
    {SIGNATURE_X509, "x509", STR_INIT("-----BEGIN SIGNED MESSAGE-----")},
};

enum { FORMATS = sizeof formats / sizeof formats[0] };

const char *signature_format_name(enum signature_format format)
{
    for (size_t i = 0; i < FORMATS; i++)
        if (formats[i].format == format)
            return formats[i].name;
    return format == SIGNATURE_NONE ? "none" : "unknown";
}

enum signature_format signature_format_of(struct str armour)
{
    for (size_t i = 0; i < FORMATS; i++)
        if (str_starts_with(armour, formats[i].begin))
            return formats[i].format;
    return armour.len ? SIGNATURE_OTHER : SIGNATURE_NONE;
}

/* ---- taking objects apart ---- */

/* Where the lines of a commit object go. */
struct split {
    struct buffer payload;
    struct buffer armour;
    bool in_signature; /* the line before was of the gpgsig header */
    bool in_other;     /* or of another header that begins so: of another hash */
};

static void split_line(struct split *split, struct str line)
{
    bool continues = str_starts_with(line, STR(" "));

    if (split->in_signature && continues) {
        buffer_add(&split->armour, str_slice(line, 1, line.len));
        return;
    }
    split->in_signature = str_starts_with(line, STR("gpgsig "));
    if (split->in_signature) {
        buffer_add(&split->armour, str_slice(line, 7, line.len));
        split->in_other = false;
        return;
    }
    if (str_starts_with(line, STR("gpgsig")))
        split->in_other = true;
    else if (!continues)
        split->in_other = false;
    if (!split->in_other)
        buffer_add(&split->payload, line);
}

void signature_of_commit(struct signature *out, const struct commit *commit, struct arena *arena)
{
    struct split split = {0};
    struct str rest = commit->raw;

    while (rest.len && rest.data[0] != '\n') {
        ptrdiff_t newline = str_find(rest, STR("\n"), 0);
        size_t length = newline < 0 ? rest.len : (size_t)newline + 1;

        split_line(&split, str_slice(rest, 0, length));
        rest = str_slice(rest, length, rest.len);
    }
    buffer_add(&split.payload, rest);
    signature_detached(out, arena_str(arena, buffer_str(&split.armour)),
                       arena_str(arena, buffer_str(&split.payload)));
    buffer_release(&split.payload);
    buffer_release(&split.armour);
}

void signature_of_tag(struct signature *out, const struct tag *tag)
{
    signature_detached(out, tag->signature,
                       str_slice(tag->raw, 0, tag->raw.len - tag->signature.len));
}

void signature_detached(struct signature *out, struct str armour, struct str payload)
{
    *out = (struct signature){
        .format = signature_format_of(armour), .armour = armour, .payload = payload};
}

/* ---- signing ---- */

/* The key itself if KEY is no file's name, as git tells it; else empty. */
static struct str literal_key(struct str key)
{
    if (str_starts_with(key, STR("key::")))
        return str_trim(str_slice(key, 5, key.len));
    return str_starts_with(key, STR("ssh-")) ? str_trim(key) : (struct str){0};
}

/* KEY with "~/" as git expands it. */
static const char *key_file(const char *key, struct arena *arena)
{
    const char *home = getenv("HOME");

    return home && str_starts_with(str_of(key), STR("~/"))
               ? arena_printf(arena, "%s%s", home, key + 1).data
               : key;
}

/* Without a file to sign, ssh-keygen reads stdin and prints the signature. -U: ask the agent. */
static int sign_with(struct str *armour, const char *file, bool agent, const char *purpose,
                     struct str payload, struct arena *arena, struct error *error)
{
    const char *arguments[] = {"ssh-keygen",        "-Y", "sign", "-n", purpose, "-f", file,
                               agent ? "-U" : NULL, NULL};
    struct process_result result;
    struct str why;
    int status = 0;

    if (process_run(&result, arguments, payload, NULL, error) != 0)
        return -1;
    *armour = arena_str(arena, buffer_str(&result.output));
    why = str_slice(str_trim(buffer_str(&result.complaints)), 0, 500);
    if (result.exit_status != 0 || signature_format_of(*armour) != SIGNATURE_SSH)
        status = error_set(error, ERROR_FAILURE, "ssh-keygen could not sign with %s: %.*s",
                           agent ? "the agent's key" : file, STR_ARG(why));
    process_result_release(&result);
    return status;
}

int signature_make(struct str *armour, const char *key, const char *purpose, struct str payload,
                   struct arena *arena, struct error *error)
{
    struct str literal = literal_key(str_of(key));
    struct private_folder folder = {0};
    const char *file;
    int status = -1;

    if (!literal.len)
        return sign_with(armour, key_file(key, arena), false, purpose, payload, arena, error);
    literal = arena_printf(arena, "%.*s\n", STR_ARG(literal));
    if (private_folder_make(&folder, error) == 0 &&
        private_folder_write(&file, &folder, "key.pub", literal, arena, error) == 0)
        status = sign_with(armour, file, true, purpose, payload, arena, error);
    private_folder_remove(&folder);
    return status;
}
