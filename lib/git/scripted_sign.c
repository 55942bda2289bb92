/* Signed commits of a scripted repository. */
#include <stdio.h>

#include "git/process.h"
#include "git/scripted_private.h"

int scripted_sign(struct str *out, struct scripted_state *state, struct str key, struct str payload,
                  struct error *error)
{
    const char *arguments[] = {"ssh-keygen", "-Y", "sign", "-n", "git", "-f", NULL, NULL};
    struct process_result result;
    ptrdiff_t begin;

    /* Without a file to sign, it reads stdin and prints the signature among other lines. */
    arguments[6] = arena_str(&state->arena, key).data;
    if (process_run(&result, arguments, payload, NULL, error) != 0)
        return -1;
    begin = str_find(buffer_str(&result.output), STR("-----BEGIN SSH SIGNATURE-----"), 0);
    if (result.exit_status != 0 || begin < 0) {
        error_set(error, ERROR_FAILURE, "ssh-keygen could not sign: %.500s",
                  buffer_c(&result.output));
        buffer_release(&result.output);
        return -1;
    }
    *out = arena_str(&state->arena,
                     str_slice(buffer_str(&result.output), (size_t)begin, result.output.len));
    buffer_release(&result.output);
    return 0;
}
