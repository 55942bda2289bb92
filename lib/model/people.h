/*
 * The register of people: who owns which addresses, logins and keys, and who
 * held which role when. Read from the kinds person, robot, role and assignment
 * of one tree, so that approval can ask for the people as of an earlier commit.
 */
#ifndef MODEL_PEOPLE_H
#define MODEL_PEOPLE_H

#include "base/arena.h"
#include "base/map.h"
#include "model/forge.h"
#include "value/value.h"

/* Days since the epoch; the whole range if a limit is not given. */
struct validity {
    int64_t from;
    int64_t until; /* the last day */
};

struct role_held {
    struct str role; /* id of the role, as written */
    struct validity validity;
};

struct person_key {
    struct str type; /* "ssh" or "openpgp" */
    struct str key;  /* the SSH public key's line, or empty */
    struct str file; /* path of an OpenPGP key, or empty */
    struct validity validity;
    int64_t revoked; /* the day from which it no longer counts, or INT64_MAX */
};

/* A login belongs to its forge; empty: the register does not say which that is. */
struct login {
    struct str forge;
    struct str login;
};

struct person {
    struct str id;
    struct str name;
    struct str_list emails;
    struct login *logins;
    size_t login_count;
    struct role_held *roles;
    size_t role_count;
    struct person_key *keys;
    size_t key_count;
    bool robot;
    bool vouches; /* robot whose signed records vouch for reviews */
    const struct value *self;
};

struct people {
    struct person *items; /* people first, in the order of the register, then robots */
    size_t count;
    size_t person_count;         /* without robots; 0: there is no register */
    const struct forges *forges; /* whose noreply addresses name logins; not owned */
    struct map by_email; /* folded -> struct person *; what two claim maps to people_nobody */
    struct map by_login; /* "forge/login", and "/login" at whatever forge, in lower case */
    struct map by_name;  /* folded */
    struct map by_id;
    struct map role_titles;         /* role id -> struct str * */
    struct str_list top_management; /* ids of the roles that are marked so */
};

/* Whose an address, a login or a name is that two people claim. */
extern struct person people_nobody;

/* What people_load needs of the artifacts, so that it knows nothing of files. */
struct people_sources {
    const struct forges *forges; /* outlives the people */
    const struct value **persons;
    size_t person_count;
    const struct value **robots;
    size_t robot_count;
    const struct value **roles;
    size_t role_count;
    const struct value **assignments;
    size_t assignment_count;
};

void people_load(struct people *out, const struct people_sources *sources, struct arena *arena);
void people_release(struct people *people);

/*
 * The person with an e-mail address, as fold_address compares them; a noreply address of
 * a forge is looked up as a login there. NULL: nobody; people_nobody: more than one claims it.
 */
const struct person *people_by_email(const struct people *people, struct str email);
/* With a login at FORGE, ASCII case ignored; FORGE empty: at whatever forge. */
const struct person *people_by_login(const struct people *people, struct str forge,
                                     struct str login);
/* With a name, as fold_name compares them. */
const struct person *people_by_name(const struct people *people, struct str name);
/* people_nobody: two people have it. */
const struct person *people_by_id(const struct people *people, struct str id);

/* Did PERSON hold ROLE on DAY? */
bool person_held(const struct person *person, struct str role, int64_t day);

/* The title of a role for people: "CISO" for ciso; the id if the register has no title. */
struct str people_role_title(const struct people *people, struct str role);

#endif
