/* Settings that the environment brings: git-config(1), ENVIRONMENT, and `git -c`. */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "git/settings_private.h"

/* What becomes of each setting of the command. */
struct receiver {
    struct arena *arena;
    setting_handler *handler;
    void *context;
    struct error *error;
};

static int malformed(const struct receiver *receiver, const char *what)
{
    return error_set(receiver->error, ERROR_FAILURE, "%s is not as git writes it", what);
}

/* KEY with section and name in lower case; false: it is none. */
static bool lower_key(char *key)
{
    char *first = strchr(key, '.'), *last = strrchr(key, '.');

    if (!first || first == key || !ascii_is_alpha(last[1]) || strchr(key, '\n'))
        return false;
    for (char *at = key; *at; at++) {
        if (at > first && at < last)
            continue;
        if (*at != '.' && *at != '-' && !ascii_is_alnum(*at))
            return false;
        *at = ascii_lower(*at);
    }
    return true;
}

/* VALUE NULL: the name alone. */
static int receive(const struct receiver *receiver, struct str key, const char *value)
{
    struct str copy = arena_str(receiver->arena, str_trim(key));
    char *text = arena_copy(receiver->arena, copy.data, copy.len + 1);
    struct setting setting = {.key = {text, copy.len},
                              .value = arena_str(receiver->arena, str_of(value ? value : "")),
                              .has_value = value != NULL};

    if (!lower_key(text))
        return error_set(receiver->error, ERROR_FAILURE,
                         "`%s` in the environment is not the name of a git setting", text);
    return receiver->handler(receiver->context, &setting, receiver->error);
}

/* ---- GIT_CONFIG_COUNT ---- */

static int read_pairs(const struct receiver *receiver)
{
    const char *count = getenv("GIT_CONFIG_COUNT");
    char *end;
    unsigned long pairs;

    if (!count || !*count)
        return 0;
    pairs = strtoul(count, &end, 10);
    if (*end || pairs > INT32_MAX)
        return malformed(receiver, "GIT_CONFIG_COUNT");
    for (unsigned long i = 0; i < pairs; i++) {
        struct str key_name = arena_printf(receiver->arena, "GIT_CONFIG_KEY_%lu", i);
        struct str value_name = arena_printf(receiver->arena, "GIT_CONFIG_VALUE_%lu", i);
        const char *key = getenv(key_name.data), *value = getenv(value_name.data);

        if (!key || !value)
            return error_set(receiver->error, ERROR_FAILURE,
                             "GIT_CONFIG_COUNT is %lu without a value of %s", pairs,
                             key ? value_name.data : key_name.data);
        if (receive(receiver, str_of(key), value) < 0)
            return -1;
    }
    return 0;
}

/* ---- GIT_CONFIG_PARAMETERS ---- */

/* What a shell makes of the quoted word at *AT, which is moved behind it; false: it is none. */
static bool read_quoted(struct buffer *out, const char **at)
{
    buffer_clear(out);
    if (**at != '\'')
        return false;
    for (;;) {
        for (++*at; **at && **at != '\''; ++*at)
            buffer_add_char(out, **at);
        if (!**at)
            return false;
        ++*at;
        /* '\'' and '\!' go on */
        if ((*at)[0] != '\\' || ((*at)[1] != '\'' && (*at)[1] != '!') || (*at)[2] != '\'')
            return true;
        buffer_add_char(out, (*at)[1]);
        *at += 2;
    }
}

/* 'key=value' as git before 2.31 wrote it, or 'key'. */
static int receive_old(const struct receiver *receiver, struct str text)
{
    ptrdiff_t equals = str_find(text, STR("="), 0);
    struct str value;

    if (equals < 0)
        return receive(receiver, text, NULL);
    value = arena_str(receiver->arena, str_slice(text, (size_t)equals + 1, text.len));
    return receive(receiver, str_slice(text, 0, (size_t)equals), value.data);
}

/* 'key'='value' or 'key'= at *AT, which is moved behind it. */
static int read_parameter(const struct receiver *receiver, struct buffer *word, const char **at)
{
    struct str key;

    if (!read_quoted(word, at))
        return malformed(receiver, "GIT_CONFIG_PARAMETERS");
    key = arena_str(receiver->arena, buffer_str(word));
    if (**at != '=')
        return **at && !ascii_is_space(**at) ? malformed(receiver, "GIT_CONFIG_PARAMETERS")
                                             : receive_old(receiver, key);
    ++*at;
    if (!**at || ascii_is_space(**at))
        return receive(receiver, key, NULL);
    if (!read_quoted(word, at) || (**at && !ascii_is_space(**at)))
        return malformed(receiver, "GIT_CONFIG_PARAMETERS");
    return receive(receiver, key, buffer_c(word));
}

static int read_parameters(const struct receiver *receiver)
{
    const char *at = getenv("GIT_CONFIG_PARAMETERS");
    struct buffer word = {0};
    int status = 0;

    while (status == 0 && at && *at) {
        status = read_parameter(receiver, &word, &at);
        while (ascii_is_space(*at))
            at++;
    }
    buffer_release(&word);
    return status;
}

int settings_parse_environment(struct arena *arena, setting_handler *handler, void *context,
                               struct error *error)
{
    const struct receiver receiver = {arena, handler, context, error};

    return read_pairs(&receiver) < 0 ? -1 : read_parameters(&receiver);
}
