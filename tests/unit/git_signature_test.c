/* Signatures, each outcome told apart, with real keys; and what git says of the same commits. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "git/signature_verify.h"
#include "git_fixture.h"

static bool has_program(const char *name)
{
    char command[64];

    snprintf(command, sizeof command, "command -v %s >/dev/null 2>&1", name);
    return system(command) == 0;
}

static const char *file_text(struct fixture *fixture, const char *name)
{
    char command[96];

    snprintf(command, sizeof command, "cat '%s'", name);
    return fixture_shell(fixture, command);
}

/* A repository whose commits are signed as the script says. */
static void make(struct fixture *fixture, const char *script)
{
    fixture_init(fixture);
    assert_int_equal(mkdir(fixture->folder, 0700), 0);
    fixture_shell(fixture, "git init -q -b main . && git config user.name T && "
                           "git config user.email t@example.org");
    fixture_shell(fixture, script);
}

static void commit_signature(struct signature *out, struct commit *commit, struct fixture *fixture,
                             struct repository *repository, const char *revision)
{
    struct object_id id;
    struct error error;

    assert_int_equal(repository_resolve(&id, repository, str_of(revision), &error), 0);
    assert_int_equal(commit_read(commit, repository, &id, &fixture->arena, &error), OBJECT_FOUND);
    signature_of_commit(out, commit, &fixture->arena);
}

enum { DAY = 86400, NOW = 1780000000 };

/* The dates of a key that has no limits. */
#define UNLIMITED .from = KEY_SINCE_EVER, .until = KEY_FOR_EVER, .revoked = KEY_FOR_EVER

static void ssh(void **state)
{
    static const struct {
        const char *key; /* file of the public key in the register, or NULL: none */
        int64_t from, until, revoked;
        const char *purpose;
        bool tamper;
        enum signature_verdict verdict;
        const char *reason;
    } table[] = {
        {"jo.pub", KEY_SINCE_EVER, KEY_FOR_EVER, KEY_FOR_EVER, "git", false, VERDICT_GOOD,
         "signed by a key of jo"},
        {"jo.pub", NOW - DAY, NOW + DAY, KEY_FOR_EVER, "git", false, VERDICT_GOOD, "signed by"},
        {"jo.pub", KEY_SINCE_EVER, KEY_FOR_EVER, KEY_FOR_EVER, "git", true, VERDICT_BAD,
         "does not match the content"},
        {"li.pub", KEY_SINCE_EVER, KEY_FOR_EVER, KEY_FOR_EVER, "git", false, VERDICT_UNKNOWN_KEY,
         "does not list"},
        {NULL, KEY_SINCE_EVER, KEY_FOR_EVER, KEY_FOR_EVER, "git", false, VERDICT_UNKNOWN_KEY,
         "does not list"},
        {NULL, KEY_SINCE_EVER, KEY_FOR_EVER, KEY_FOR_EVER, "git", true, VERDICT_BAD,
         "does not match the content"},
        {"jo.pub", NOW + DAY, KEY_FOR_EVER, KEY_FOR_EVER, "git", false, VERDICT_OUTSIDE_DATES,
         "only from 2026-05-29"},
        {"jo.pub", KEY_SINCE_EVER, NOW - DAY, KEY_FOR_EVER, "git", false, VERDICT_OUTSIDE_DATES,
         "until 2026-05-27"},
        {"jo.pub", KEY_SINCE_EVER, KEY_FOR_EVER, NOW - DAY, "git", false, VERDICT_REVOKED,
         "revoked on 2026-05-27"},
        {"jo.pub", KEY_SINCE_EVER, KEY_FOR_EVER, NOW + DAY, "git", false, VERDICT_GOOD,
         "signed by"},
        {"jo.pub", KEY_SINCE_EVER, KEY_FOR_EVER, KEY_FOR_EVER, "ismslint", false,
         VERDICT_OTHER_PURPOSE, "for the purpose \"git\", not \"ismslint\""},
    };
    struct fixture fixture;
    struct repository *repository;

    (void)state;
    if (!has_program("ssh-keygen"))
        skip();
    make(&fixture, "ssh-keygen -q -t ed25519 -N '' -C jo -f ../jo; ssh-keygen -q -t ed25519 -N '' "
                   "-C li -f ../li; echo 1 >a; git add a; git -c gpg.format=ssh -c "
                   "user.signingkey=../jo.pub commit -qS -m one");
    repository = fixture_open(&fixture);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        char path[32];
        struct signing_key key = {.format = SIGNATURE_SSH,
                                  .owner = STR_INIT("jo"),
                                  .from = table[i].from,
                                  .until = table[i].until,
                                  .revoked = table[i].revoked};
        struct signature_verifier *verifier;
        struct signature_result result;
        struct signature signature;
        struct commit commit;

        snprintf(path, sizeof path, "../%s", table[i].key ? table[i].key : "");
        if (table[i].key)
            key.key = str_of(file_text(&fixture, path));
        verifier = signature_verifier_new(&key, table[i].key != NULL);
        commit_signature(&signature, &commit, &fixture, repository, "HEAD");
        assert_int_equal(signature.format, SIGNATURE_SSH);
        if (table[i].tamper)
            signature.payload = arena_printf(&fixture.arena, "%.*s!", STR_ARG(signature.payload));
        signature_verify(&result, verifier, &signature, table[i].purpose, NOW, &fixture.arena);
        if (result.verdict != table[i].verdict || !strstr(result.reason.data, table[i].reason))
            fail_msg("%zu: %s: %s", i, signature_verdict_name(result.verdict), result.reason.data);
        assert_int_equal(result.key != NULL,
                         table[i].verdict != VERDICT_UNKNOWN_KEY && table[i].key != NULL);
        signature_verifier_free(verifier);
    }
    repository_free(repository);
    fixture_release(&fixture);
}

/* One keyring, commits of several people, beside the letter of git's %G?. */
static void openpgp(void **state)
{
    static const struct {
        const char *revision;
        const char *git; /* %G? with all keys known and trusted as git trusts them */
        enum signature_verdict verdict;
        const char *owner;
    } table[] = {
        {"jo", "GU", VERDICT_GOOD, "jo"},
        {"stranger", "E", VERDICT_UNKNOWN_KEY, NULL},
        {"expired", "Y", VERDICT_OUTSIDE_DATES, "eve"},
        {"before-expiry", "Y", VERDICT_GOOD, "eve"},
        {"tampered", "B", VERDICT_BAD, NULL},
    };
    static struct signing_key keys[2] = {
        {.format = SIGNATURE_OPENPGP, .owner = STR_INIT("jo"), UNLIMITED},
        {.format = SIGNATURE_OPENPGP, .owner = STR_INIT("eve"), UNLIMITED}};
    struct fixture fixture;
    struct repository *repository;
    struct signature_verifier *verifier;

    (void)state;
    if (!has_program("gpg"))
        skip();
    /* Eve's key was valid for a day in 2020; gpg's clock is set back to sign with it. */
    make(&fixture,
         "export GNUPGHOME=$HOME/g; mkdir -m 700 $GNUPGHOME\n"
         "key() { gpg --batch --quiet --passphrase '' \"$@\" --quick-generate-key "
         "\"$n <$n@example.org>\" ed25519 sign $days 2>/dev/null; }\n"
         "n=jo days=never key; n=stranger days=never key\n"
         "n=eve days=1d key --faked-system-time 20200101T000000\n"
         "printf '#!/bin/sh\\nexec gpg --faked-system-time 20200101T010000 \"$@\"\\n' >../gpg2020; "
         "chmod +x ../gpg2020\n"
         "s() { echo $1 >a; git add a; GIT_COMMITTER_DATE=\"$3\" git -c "
         "user.signingkey=$2@example.org commit -qS -m $1; git tag $1; }\n"
         "s jo jo 2026-01-01T00:00:00Z; s stranger stranger 2026-01-01T00:00:00Z\n"
         "git config gpg.program ../gpg2020\n"
         "s before-expiry eve 2020-01-01T01:00:00Z; s expired eve 2026-01-01T00:00:00Z\n"
         "git config --unset gpg.program\n"
         "git cat-file commit jo | sed s/jo$/Jo/ >../t; git tag tampered "
         "$(git hash-object -t commit -w ../t)\n"
         "gpg --armor --export jo >../jo.asc; gpg --armor --export eve >../eve.asc\n"
         "gpg --batch --yes --delete-secret-and-public-key $(gpg --with-colons --list-keys "
         "stranger | sed -n 's/^fpr:*\\([^:]*\\):/\\1/p' | head -n 1) 2>/dev/null\n"
         "gpgconf --kill gpg-agent");
    keys[0].key = str_of(file_text(&fixture, "../jo.asc"));
    keys[1].key = str_of(file_text(&fixture, "../eve.asc"));
    repository = fixture_open(&fixture);
    verifier = signature_verifier_new(keys, 2);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct signature_result result;
        struct signature signature;
        struct commit commit;
        char command[128];

        commit_signature(&signature, &commit, &fixture, repository, table[i].revision);
        assert_int_equal(signature.format, SIGNATURE_OPENPGP);
        signature_verify(&result, verifier, &signature, "git", commit.committer.time,
                         &fixture.arena);
        if (result.verdict != table[i].verdict)
            fail_msg("%s: %s: %s", table[i].revision, signature_verdict_name(result.verdict),
                     result.reason.data);
        if (table[i].owner)
            assert_true(str_equal_c(result.key->owner, table[i].owner));
        snprintf(command, sizeof command,
                 "GNUPGHOME=$HOME/g git log -1 --format=%%G? %s; gpgconf --kill gpg-agent",
                 table[i].revision);
        assert_non_null(strchr(table[i].git, fixture_shell(&fixture, command)[0]));
    }
    signature_verifier_free(verifier);
    repository_free(repository);
    fixture_release(&fixture);
}

static void tags_and_files(void **state)
{
    struct fixture fixture;
    struct repository *repository;
    struct signing_key key = {.format = SIGNATURE_SSH, .owner = STR_INIT("jo"), UNLIMITED};
    struct signature_verifier *verifier;
    struct signature_result result;
    struct signature signature;
    struct tag_list tags;
    struct str armour;
    struct error error = {0};
    char path[128];

    (void)state;
    if (!has_program("ssh-keygen"))
        skip();
    make(&fixture,
         "ssh-keygen -q -t ed25519 -N '' -C jo -f ../jo; echo 1 >a; git add a; git commit "
         "-qm one; git -c gpg.format=ssh -c user.signingkey=../jo.pub tag -s v1 -m "
         "'Version 1' -m 'Approved-by: Jo <jo@x>'; git tag light; git tag -a on-tree -m "
         "tree HEAD^{tree}; git tag -a twice -m twice v1 2>/dev/null");
    repository = fixture_open(&fixture);
    key.key = str_of(file_text(&fixture, "../jo.pub"));
    verifier = signature_verifier_new(&key, 1);
    assert_int_equal(tags_read(&tags, repository, &fixture.arena, &error), 0);
    assert_int_equal(tags.count, 3);
    assert_int_equal(tags.unreadable_count, 0);
    for (size_t i = 0; i < tags.count; i++) {
        const struct tag *tag = &tags.items[i];
        bool on_tree = str_equal_c(tag->name, "on-tree");

        assert_false(object_id_is_zero(&tag->tree));
        assert_int_equal(object_id_is_zero(&tag->commit), on_tree);
        assert_true(str_starts_with(tag->reference, STR("refs/tags/")));
        assert_true(str_equal_c(tag->tagger.email, "t@example.org"));
        if (!str_equal_c(tag->name, "v1"))
            continue;
        assert_true(str_equal_c(tag->message, "Version 1\n\nApproved-by: Jo <jo@x>\n"));
        signature_of_tag(&signature, tag);
        signature_verify(&result, verifier, &signature, "git", tag->tagger.time, &fixture.arena);
        assert_int_equal(result.verdict, VERDICT_GOOD);
    }
    /* A file of our own. */
    snprintf(path, sizeof path, "%s/jo", fixture.home);
    assert_int_equal(
        signature_make(&armour, path, "ismslint", STR("path: a\n"), &fixture.arena, &error), 0);
    signature_detached(&signature, armour, STR("path: a\n"));
    signature_verify(&result, verifier, &signature, "ismslint", NOW, &fixture.arena);
    assert_int_equal(result.verdict, VERDICT_GOOD);
    assert_int_equal(
        signature_make(&armour, "/nonexistent", "ismslint", STR("x"), &fixture.arena, &error), -1);
    assert_non_null(strstr(error.message, "could not sign with /nonexistent"));
    signature_verifier_free(verifier);
    repository_free(repository);
    fixture_release(&fixture);
}

/*
 * The same commits under git's eyes, with an allowed-signers file that says
 * what our keys say. git 2.39 prints U for a key that is not valid at the time.
 */
static void ssh_as_git_sees_it(void **state)
{
    static const struct {
        const char *revision;
        char letter;
        enum signature_verdict verdict;
    } table[] = {
        {"known", 'G', VERDICT_GOOD},
        {"stranger", 'U', VERDICT_UNKNOWN_KEY},
        {"late", 'U', VERDICT_OUTSIDE_DATES},
        {"tampered", 'B', VERDICT_BAD},
    };
    struct fixture fixture;
    struct repository *repository;
    struct signing_key key = {.format = SIGNATURE_SSH,
                              .owner = STR_INIT("jo"),
                              .from = KEY_SINCE_EVER,
                              .until = 1798761599, /* the end of 2026 */
                              .revoked = KEY_FOR_EVER};
    struct signature_verifier *verifier;

    (void)state;
    if (!has_program("ssh-keygen"))
        skip();
    make(&fixture,
         "ssh-keygen -q -t ed25519 -N '' -C jo -f ../jo; ssh-keygen -q -t ed25519 -N '' -f ../li\n"
         "git config gpg.format ssh; git config gpg.ssh.allowedSignersFile ../allowed\n"
         "echo \"jo@example.org namespaces=\\\"git\\\",valid-before=\\\"20270101\\\" $(cat "
         "../jo.pub)\" >../allowed\n"
         "s() { GIT_COMMITTER_DATE=$3 git -c user.signingkey=../$2.pub commit -qS --allow-empty -m "
         "$1; git tag $1; }\n"
         "s known jo 2026-06-01T12:00:00Z; s stranger li 2026-06-01T12:00:00Z; s late jo "
         "2027-06-01T12:00:00Z\n"
         "git cat-file commit known | sed 's/known$/Known/' >../t; git tag tampered "
         "$(git hash-object -t commit -w ../t)");
    key.key = str_of(file_text(&fixture, "../jo.pub"));
    repository = fixture_open(&fixture);
    verifier = signature_verifier_new(&key, 1);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct signature_result result;
        struct signature signature;
        struct commit commit;
        char command[128];

        commit_signature(&signature, &commit, &fixture, repository, table[i].revision);
        signature_verify(&result, verifier, &signature, "git", commit.committer.time,
                         &fixture.arena);
        if (result.verdict != table[i].verdict)
            fail_msg("%s: %s: %s", table[i].revision, signature_verdict_name(result.verdict),
                     result.reason.data);
        snprintf(command, sizeof command, "log -1 --format=%%G? %s", table[i].revision);
        assert_int_equal(fixture_git(&fixture, command)[0], table[i].letter);
    }
    signature_verifier_free(verifier);
    repository_free(repository);
    fixture_release(&fixture);
}

static void damaged_and_foreign(void **state)
{
    static const struct {
        const char *armour;
        enum signature_format format;
        enum signature_verdict verdict;
    } table[] = {
        {"-----BEGIN SSH SIGNATURE-----\nAAAA\n-----END SSH SIGNATURE-----\n", SIGNATURE_SSH,
         VERDICT_BAD},
        {"-----BEGIN SSH SIGNATURE-----\n", SIGNATURE_SSH, VERDICT_BAD},
        {"-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAf////8=\n-----END SSH SIGNATURE-----\n",
         SIGNATURE_SSH, VERDICT_BAD},
        {"-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n", SIGNATURE_OPENPGP,
         VERDICT_BAD},
        {"-----BEGIN SIGNED MESSAGE-----\nMII=\n-----END SIGNED MESSAGE-----\n", SIGNATURE_X509,
         VERDICT_UNSUPPORTED},
        {"-----BEGIN WAX SEAL-----\n", SIGNATURE_OTHER, VERDICT_UNSUPPORTED},
    };
    struct signature_verifier *verifier = signature_verifier_new(NULL, 0);
    struct arena arena = {0};

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct signature signature;
        struct signature_result result;

        signature_detached(&signature, str_of(table[i].armour), STR("payload"));
        assert_int_equal(signature.format, table[i].format);
        signature_verify(&result, verifier, &signature, "git", NOW, &arena);
        assert_int_equal(result.verdict, table[i].verdict);
        assert_int_not_equal(result.reason.len, 0);
    }
    signature_verifier_free(verifier);
    arena_release(&arena);
}

/* Without the programs nothing is known, which is neither good nor bad. */
static void no_programs(void **state)
{
    struct signature_verifier *verifier = signature_verifier_new(NULL, 0);
    struct arena arena = {0};
    struct signature signature;
    struct signature_result result;
    char *path = strdup(getenv("PATH"));

    (void)state;
    setenv("PATH", "/nonexistent", 1);
    signature_detached(&signature, STR("-----BEGIN PGP SIGNATURE-----\n"), STR("payload"));
    signature_verify(&result, verifier, &signature, "git", NOW, &arena);
    setenv("PATH", path, 1);
    assert_int_equal(result.verdict, VERDICT_NOT_RUN);
    assert_non_null(strstr(result.reason.data, "cannot run gpg"));
    free(path);
    signature_verifier_free(verifier);
    arena_release(&arena);
}

/* As git: every header that begins with gpgsig stays out of what was signed. */
static void payloads(void **state)
{
    static const char raw[] = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
                              "author A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n"
                              "gpgsig-sha256 x\n y\ngpgsig -----BEGIN SSH SIGNATURE-----\n a\n  b\n"
                              "encoding UTF-8\n\nmessage\n gpgsig no\n";
    struct arena arena = {0};
    struct commit commit;
    struct signature signature;
    struct object_id id = {{0}};
    struct error error;

    (void)state;
    assert_int_equal(commit_parse(&commit, &id, str_of(raw), &arena, &error), 0);
    assert_int_not_equal(commit.signature.len, 0);
    signature_of_commit(&signature, &commit, &arena);
    assert_true(str_equal_c(signature.armour, "-----BEGIN SSH SIGNATURE-----\na\n b\n"));
    assert_true(str_equal_c(signature.payload, "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n"
                                               "author A <a@x> 1 +0000\ncommitter A <a@x> 1 +0000\n"
                                               "encoding UTF-8\n\nmessage\n gpgsig no\n"));
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ssh),
        cmocka_unit_test(openpgp),
        cmocka_unit_test(tags_and_files),
        cmocka_unit_test(damaged_and_foreign),
        cmocka_unit_test(no_programs),
        cmocka_unit_test(payloads),
        cmocka_unit_test(ssh_as_git_sees_it),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
