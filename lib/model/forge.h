/*
 * Forges: whose login a noreply address names. A login belongs to its forge: jo at one is
 * not jo at another.
 */
#ifndef MODEL_FORGE_H
#define MODEL_FORGE_H

#include "value/value.h"

struct forge {
    struct str name;    /* as people's `logins` call it: "github" */
    struct str noreply; /* the domain of its noreply addresses: "users.noreply.github.com" */
    unsigned forms;     /* of these: enum noreply_form */
};

/* How the number of an account may stand before its login. */
enum noreply_form {
    NOREPLY_PLUS = 1, /* "123+jo@..." (GitHub, Forgejo) */
    NOREPLY_DASH = 2  /* "123-jo@..." (GitLab) */
};

/* Those of the configuration; the known ones stand behind them. */
struct forges {
    struct forge *items;
    size_t count;
};

/* Read `forges:`, a list of {name, noreply}; what is none is left out. */
void forges_load(struct forges *out, const struct value *list, struct arena *arena);

/*
 * The forge whose noreply domain ADDRESS has (exactly that one), or NULL. One of the
 * configuration stands in place of the known one of its name; the first with a domain decides.
 */
const struct forge *forges_find(const struct forges *forges, struct str address);

/* Forge NUMBER of those whose addresses are known: the configuration's first; NULL behind the last.
 */
const struct forge *forges_at(const struct forges *forges, size_t number);

/*
 * The logins that ADDRESS, a noreply address of FORGE, may name: one, or two where a forge
 * of the configuration may write "9-lives" for the login 9-lives or for number 9, lives.
 */
size_t forge_logins(struct str out[static 2], const struct forge *forge, struct str address);

#endif
