/* Git's settings, and which repositories are trusted: what git itself prints and refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "git_fixture.h"

/* Variables that a row sets; all of them are taken away again. */
static const char *const variables[] = {
    "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM",  "GIT_CONFIG_NOSYSTEM",   "GIT_CONFIG_COUNT",
    "GIT_CONFIG_KEY_0",  "GIT_CONFIG_VALUE_0", "GIT_CONFIG_KEY_1",      "GIT_CONFIG_VALUE_1",
    "XDG_CONFIG_HOME",   "SUDO_UID",           "GIT_CONFIG_PARAMETERS", "EMAIL",
};

static void clear_environment(void)
{
    for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++)
        unsetenv(variables[i]);
    setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
}

/* "NAME=VALUE;NAME=VALUE", in which $H is the home folder. */
static void set_environment(const struct fixture *fixture, const char *pairs)
{
    struct str rest = str_of(pairs), pair;

    while (str_split(&pair, &rest, ';')) {
        char line[512], *equals, *home;
        struct buffer value = {0};

        snprintf(line, sizeof line, "%.*s", STR_ARG(pair));
        equals = strchr(line, '=');
        if (!equals)
            continue;
        *equals = '\0';
        home = strstr(equals + 1, "$H");
        if (home)
            buffer_printf(&value, "%.*s%s%s", (int)(home - equals - 1), equals + 1, fixture->home,
                          home + 2);
        else
            buffer_add_c(&value, equals + 1);
        setenv(line, buffer_c(&value), 1);
        buffer_release(&value);
    }
}

/* What git prints; "(none)" if it fails. */
static const char *git_says(struct fixture *fixture, const char *folder, const char *key)
{
    char command[256];

    snprintf(command, sizeof command,
             "cd '%s' && git config --get '%s' 2>/dev/null || echo '(none)'", folder, key);
    return fixture_shell(fixture, command);
}

static const char *we_say(struct fixture *fixture, const char *folder, const char *key)
{
    struct repository *repository;
    struct error error = {0};
    struct buffer answer = {0};
    const char *copy;
    char path[256];

    snprintf(path, sizeof path, "%s/%s", fixture->folder, folder);
    if (repository_open(&repository, path, &error) != 0) {
        buffer_add_c(&answer, "(none)\n");
    } else {
        struct str value = repository_setting(repository, key);

        buffer_printf(&answer, "%.*s\n", STR_ARG(value.data ? value : STR("(none)")));
        repository_free(repository);
    }
    copy = arena_str(&fixture->arena, buffer_str(&answer)).data;
    buffer_release(&answer);
    return copy;
}

#define LINES(text) "printf '" text "' >"

static const struct {
    const char *script;      /* in a folder with a repository "r"; ~ is the home folder */
    const char *environment; /* "NAME=VALUE;..." */
    const char *folder;
    const char *key;
} settings[] = {
    {"git config --global user.email a@x", "", "r", "user.email"},
    {"git -C r config user.email b@x; git config --global user.email a@x", "", "r", "user.email"},
    {"true", "", "r", "user.email"},
    {LINES("[user]\\nemail = c@x\\n") "~/c", "GIT_CONFIG_GLOBAL=$H/c", "r", "user.email"},
    {"git config --global user.email a@x", "GIT_CONFIG_GLOBAL=/dev/null", "r", "user.email"},
    {"git config --global user.email a@x", "GIT_CONFIG_GLOBAL=", "r", "user.email"},
    {LINES("[user]\\nemail = s@x\\n") "~/s", "GIT_CONFIG_SYSTEM=$H/s;GIT_CONFIG_NOSYSTEM=0", "r",
     "user.email"},
    {LINES("[user]\\nemail = s@x\\n") "~/s", "GIT_CONFIG_SYSTEM=$H/s;GIT_CONFIG_NOSYSTEM=yes", "r",
     "user.email"},
    {"mkdir -p ~/x/git ~/.config/git; " LINES("[user]\\nemail = x@x\\n") "~/x/git/config; " LINES(
         "[user]\\nemail = d@x\\n") "~/.config/git/config",
     "XDG_CONFIG_HOME=$H/x", "r", "user.email"},
    {"mkdir -p ~/.config/git; " LINES("[user]\\nemail = d@x\\n") "~/.config/git/config", "", "r",
     "user.email"},
    {"git -C r config user.email b@x",
     "GIT_CONFIG_COUNT=2;GIT_CONFIG_KEY_0=user.email;GIT_CONFIG_VALUE_0=p@x;"
     "GIT_CONFIG_KEY_1=User.EMAIL;GIT_CONFIG_VALUE_1=q@x",
     "r", "user.email"},
    {"true", "GIT_CONFIG_COUNT=1;GIT_CONFIG_KEY_0=user.email", "r", "user.email"},
    {"true", "GIT_CONFIG_COUNT=x", "r", "user.email"},
    {"true", "GIT_CONFIG_COUNT=1;GIT_CONFIG_KEY_0=email;GIT_CONFIG_VALUE_0=a", "r", "user.email"},
    {"true", "GIT_CONFIG_PARAMETERS='user.email'='n@x' 'a.b'=", "r", "user.email"},
    {"true", "GIT_CONFIG_PARAMETERS='user.email=o@x'", "r", "user.email"},
    {"true", "GIT_CONFIG_PARAMETERS='user.name'='O'\\''Hara \"x\"'", "r", "user.name"},
    {"true", "GIT_CONFIG_PARAMETERS=user.email=o@x", "r", "user.email"},
    {"git -C r config extensions.worktreeConfig true; git -C r config --worktree user.email w@x",
     "", "r", "user.email"},
    {"echo '[user] email = w@x' >r/.git/config.worktree", "", "r", "user.email"},
    {"git -C r config extensions.worktreeConfig true; git -C r worktree add -q ../w 2>/dev/null; "
     "git -C w config --worktree user.email w@x",
     "", "w", "user.email"},
    {"git -C r config extensions.worktreeConfig true; git -C r worktree add -q ../w 2>/dev/null; "
     "git -C w config --worktree user.email w@x",
     "", "r", "user.email"},
    /* syntax */
    {LINES("[user]email=a@x;no\\n[User]\\n\\tEMAIL = \"b@x # y\" # z\\n") "~/.gitconfig", "", "r",
     "user.email"},
    {LINES("\\357\\273\\277[user]\\r\\n  name = a \\t b  \\r\\n") "~/.gitconfig", "", "r",
     "user.name"},
    {LINES("[user]\\nname = a\\\\\\nb \\\\\"c\\\\\" \\\\t\\\\\\\\\\n") "~/.gitconfig", "", "r",
     "user.name"},
    {LINES("[a \"B\\\\\"c\\\\\\\\\"]\\nk = v\\n") "~/.gitconfig", "", "r", "a.B\"c\\.k"},
    {LINES("[a.B]\\nk = v\\n") "~/.gitconfig", "", "r", "a.b.k"},
    {LINES("[user]\\nname = \"a\\n") "~/.gitconfig", "", "r", "user.name"},
    {LINES("[user]\\nname = a\\\\q\\n") "~/.gitconfig", "", "r", "user.name"},
    {LINES("[user\\nname = a\\n") "~/.gitconfig", "", "r", "user.name"},
    {LINES("[user]\\nname = a\\n1x = b\\n") "~/.gitconfig", "", "r", "user.name"},
    {LINES("[user]\\nname = a\\nx y\\n") "~/.gitconfig", "", "r", "user.name"},
    {LINES("[user]\\nname =\\n") "~/.gitconfig", "", "r", "user.name"},
    {LINES("[user]\\nname = a") "~/.gitconfig", "", "r", "user.name"},
    /* includes */
    {"git config --global include.path inc; " LINES("[user]\\nname = i\\n") "~/inc", "", "r",
     "user.name"},
    {"git config --global include.path '~/inc'; " LINES("[user]\\nname = i\\n") "~/inc", "", "r",
     "user.name"},
    {"git config --global include.path nowhere; git config --global user.name g", "", "r",
     "user.name"},
    {"git -C r config include.path ../.gitconfig; " LINES("[user]\\nname = i\\n") "r/.gitconfig",
     "", "r", "user.name"},
    {"git config --global include.path .gitconfig", "", "r", "user.name"},
    {"git config --global includeIf.gitdir:repository/.path inc; " LINES(
         "[user]\\nname = i\\n") "~/inc",
     "", "r", "user.name"},
    {"git config --global includeIf.gitdir:~/repository/.path inc; " LINES(
         "[user]\\nname = i\\n") "~/inc",
     "", "r", "user.name"},
    {"git config --global includeIf.gitdir:./repository/.path inc; " LINES(
         "[user]\\nname = i\\n") "~/inc",
     "", "r", "user.name"},
    {"git config --global includeIf.gitdir:~/other/.path inc; " LINES(
         "[user]\\nname = i\\n") "~/inc",
     "", "r", "user.name"},
    {"git config --global 'includeIf.gitdir:**/r/.git.path' inc; " LINES(
         "[user]\\nname = i\\n") "~/inc",
     "", "r", "user.name"},
    {"git config --global includeIf.gitdir:REPOSITORY/.path inc; " LINES(
         "[user]\\nname = i\\n") "~/inc",
     "", "r", "user.name"},
    {"git config --global includeIf.gitdir/i:REPOSITORY/.path inc; " LINES(
         "[user]\\nname = i\\n") "~/inc",
     "", "r", "user.name"},
    {"git -C r worktree add -q ../w 2>/dev/null; git config --global "
     "'includeIf.gitdir:**/worktrees/w.path' inc; " LINES("[user]\\nname = i\\n") "~/inc",
     "", "w", "user.name"},
    {"git config --global includeIf.onbranch:main.path inc; " LINES("[user]\\nname = i\\n") "~/inc",
     "", "r", "user.name"},
    {"git -C r checkout -q -b a/b; git config --global includeIf.onbranch:a/.path inc; " LINES(
         "[user]\\nname = i\\n") "~/inc",
     "", "r", "user.name"},
    {"git -C r checkout -q -b a/b; git config --global includeIf.onbranch:*.path inc; " LINES(
         "[user]\\nname = i\\n") "~/inc",
     "", "r", "user.name"},
    {"git -C r checkout -q --detach; git config --global includeIf.onbranch:main.path inc; " LINES(
         "[user]\\nname = i\\n") "~/inc",
     "", "r", "user.name"},
    {"git -C r config remote.o.url https://x.org/a/b; git config --global "
     "'includeIf.hasconfig:remote.*.url:https://x.org/**.path' inc; " LINES(
         "[user]\\nname = i\\n") "~/inc",
     "", "r", "user.name"},
    {"git -C r config remote.o.url https://y.org/a/b; git config --global "
     "'includeIf.hasconfig:remote.*.url:https://x.org/**.path' inc; " LINES(
         "[user]\\nname = i\\n") "~/inc",
     "", "r", "user.name"},
    {"git config --global includeIf.fancy:x.path inc; " LINES("[user]\\nname = i\\n") "~/inc", "",
     "r", "user.name"},
};

static void make_repository(struct fixture *fixture, const char *script)
{
    clear_environment();
    assert_int_equal(mkdir(fixture->folder, 0700), 0);
    fixture_shell(fixture, "git init -q -b main r && git -C r -c user.name=T -c user.email=t@x "
                           "commit -q --allow-empty -m 1");
    fixture_shell(fixture, script);
}

static void as_git_config_prints(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        struct fixture fixture;
        const char *wanted, *found;

        fixture_init(&fixture);
        make_repository(&fixture, settings[i].script);
        set_environment(&fixture, settings[i].environment);
        wanted = git_says(&fixture, settings[i].folder, settings[i].key);
        found = we_say(&fixture, settings[i].folder, settings[i].key);
        if (strcmp(wanted, found) != 0)
            fail_msg("%s; %s: git has %s we have %s", settings[i].script, settings[i].environment,
                     wanted, found);
        clear_environment();
        fixture_release(&fixture);
    }
}

/* Each as git: opened, or refused. The last column only guards the table itself. */
static const struct {
    const char *script;
    const char *environment;
    const char *folder;
    bool opened;
} owners[] = {
    {"true", "", "r", true},
    {"chown -R 12345 r", "", "r", false},
    {"chown 12345 r", "", "r", false},
    {"chown 12345 r/.git", "", "r", false},
    {"chown -R 12345 r", "SUDO_UID=12345", "r", true},
    {"chown -R 12345 r", "SUDO_UID=12346", "r", false},
    {"chown -R 12345 r; git config --global safe.directory '*'", "", "r", true},
    {"chown -R 12345 r; git config --global safe.directory $PWD/r", "", "r", true},
    {"chown -R 12345 r; git config --global safe.directory $PWD/r/", "", "r", false},
    {"chown -R 12345 r; git config --global safe.directory '~/repository/r'", "", "r", true},
    {"chown -R 12345 r; git config --global safe.directory \"$PWD/*\"", "", "r", false},
    {"chown -R 12345 r; git config --global safe.directory '*'; git config --global --add "
     "safe.directory ''",
     "", "r", false},
    {"git -C r config safe.directory '*'; chown -R 12345 r", "", "r", false},
    {"chown -R 12345 r; git config -f ~/c safe.directory $PWD/r", "GIT_CONFIG_GLOBAL=$H/c", "r",
     true},
    {"chown -R 12345 r; git config -f ~/s safe.directory $PWD/r",
     "GIT_CONFIG_SYSTEM=$H/s;GIT_CONFIG_NOSYSTEM=0", "r", true},
    {"chown -R 12345 r",
     "GIT_CONFIG_COUNT=1;GIT_CONFIG_KEY_0=safe.directory;GIT_CONFIG_VALUE_0=$H/repository/r", "r",
     true},
    {"chown -R 12345 r", "GIT_CONFIG_PARAMETERS='safe.directory'='*'", "r", true},
    {"chown -R 12345 r; git config -f ~/i safe.directory '*'; git config --global include.path i",
     "", "r", true},
    {"chown -R 12345 r; git config -f ~/i safe.directory '*'; git config --global "
     "'includeIf.gitdir:**/r/.git.path' i",
     "", "r", false},
    {"chown -R 12345 r; git config -f ~/i safe.directory '*'; git config --global "
     "'includeIf.onbranch:main.path' i",
     "", "r", false},
    {"mkdir r/s; chown -R 12345 r; git config --global safe.directory $PWD/r", "", "r/s", true},
    {"git -C r worktree add -q ../w 2>/dev/null; chown 12345 w/.git", "", "w", false},
    {"git -C r worktree add -q ../w 2>/dev/null; chown -R 12345 r/.git", "", "w", false},
    {"git -C r worktree add -q ../w 2>/dev/null; chown -R 12345 w; git config --global "
     "safe.directory $PWD/w",
     "", "w", true},
    {"git clone -q --bare r b; chown -R 12345 b", "", "b", false},
    {"git clone -q --bare r b; chown -R 12345 b; git config --global safe.directory $PWD/b", "",
     "b", true},
    {"git clone -q --bare r b; git config --global safe.bareRepository explicit", "", "b", false},
    {"git clone -q --bare r b; git config --global safe.bareRepository all", "", "b", true},
    {"git config --global safe.bareRepository explicit", "", "r", true},
};

static void as_git_trusts(void **state)
{
    (void)state;
    if (geteuid() != 0) {
        print_message("skipped: only root can give files to somebody else\n");
        skip();
    }
    for (size_t i = 0; i < sizeof owners / sizeof owners[0]; i++) {
        struct fixture fixture;
        struct repository *repository;
        struct error error = {0};
        char command[512], path[256];
        bool git, we;

        fixture_init(&fixture);
        make_repository(&fixture, owners[i].script);
        set_environment(&fixture, owners[i].environment);
        snprintf(path, sizeof path, "%s/%s", fixture.folder, owners[i].folder);
        snprintf(command, sizeof command, "git -C '%s' log -1 >/dev/null 2>&1", path);
        git = system(command) == 0;
        we = repository_open(&repository, path, &error) == 0;
        if (git != we || git != owners[i].opened)
            fail_msg("%s; %s: git %s it, we %s it: %s", owners[i].script, owners[i].environment,
                     git ? "opens" : "refuses", we ? "open" : "refuse", error.message);
        if (we)
            repository_free(repository);
        clear_environment();
        fixture_release(&fixture);
    }
}

static void who_works_here(void **state)
{
    static const struct {
        const char *script, *environment, *email;
    } table[] = {
        {"true", "", ""},
        {"git config --global user.email a@x", "EMAIL=e@x", "a@x"},
        {"git config --global user.email a@x; git -C r config author.email b@x", "", "b@x"},
        {"git -C r config committer.email b@x; git config --global user.email a@x", "", "a@x"},
        {"true", "EMAIL=e@x", "e@x"},
        {"git config --global user.email ''", "EMAIL=e@x", "e@x"},
        {"git config --global user.useConfigOnly true", "EMAIL=e@x", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct fixture fixture;
        struct repository *repository;
        struct error error = {0};
        char path[128];

        fixture_init(&fixture);
        make_repository(&fixture, table[i].script);
        set_environment(&fixture, table[i].environment);
        snprintf(path, sizeof path, "%s/r", fixture.folder);
        assert_int_equal(repository_open(&repository, path, &error), 0);
        assert_true(str_equal_c(repository_user_email(repository), table[i].email));
        repository_free(repository);
        clear_environment();
        fixture_release(&fixture);
    }
}

/* What waits for a writer, or leads out: nothing is opened, and that is kept as a sentence. */
static void nothing_outside(void **state)
{
    static const struct {
        const char *script, *skipped;
    } table[] = {
        {"mkfifo ../f; git config include.path $PWD/../f", "leads out of the repository"},
        {"mkfifo ../f; git config include.path ../../f", "leads out of the repository"},
        {"git config -f ../i user.name i; git config include.path ../../i",
         "leads out of the repository"},
        {"git config -f ../i user.name i; ln -s ../i in; git config include.path ../in",
         "leads out of the repository"},
        {"git config -f ../i user.name i; git config includeIf.onbranch:main.path $PWD/../i",
         "leads out of the repository"},
        {"mkfifo f; git config include.path ../f", "is not a file"},
        {"git config include.path ../nowhere; git config core.excludesFile /nowhere", NULL},
        {"mkfifo ../f; git config core.excludesFile $PWD/../f", "core.excludesfile"},
        {"mkfifo ../f; git config core.attributesFile ../f", "core.attributesfile"},
        {"mkdir ../elsewhere; git config core.worktree ../../../elsewhere", "core.worktree"},
        {"mkfifo ../f; git config --global core.excludesFile $PWD/../f", NULL},
        {"mkfifo .gitignore", ".gitignore is not a file"},
        {"mkdir a; mkfifo a/.gitignore", "a/.gitignore is not a file"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct fixture fixture;
        struct repository *repository;
        struct str_list skipped;
        struct error error = {0};

        fixture_init(&fixture);
        clear_environment();
        assert_int_equal(mkdir(fixture.folder, 0700), 0);
        fixture_shell(&fixture, "git init -q -b main .");
        fixture_shell(&fixture, table[i].script);
        alarm(20);
        if (repository_open(&repository, fixture.folder, &error) != 0)
            fail_msg("%s: %s", table[i].script, error.message);
        assert_false(repository_ignores(repository, STR("a/b")));
        alarm(0);
        assert_int_equal(repository_setting(repository, "user.name").len, 0);
        skipped = repository_skipped(repository);
        if ((skipped.count != 0) != (table[i].skipped != NULL) ||
            (skipped.count && !strstr(skipped.items[0].data, table[i].skipped)))
            fail_msg("%s: %zu, %s", table[i].script, skipped.count,
                     skipped.count ? skipped.items[0].data : "");
        repository_free(repository);
        fixture_release(&fixture);
    }
}

/* A file of the .git folder that is a pipe is no repository that can be read. */
static void pipes_in_the_git_folder(void **state)
{
    static const char *const files[] = {"config",       "index",           "packed-refs", "shallow",
                                        "info/exclude", "info/attributes", "info/grafts"};

    (void)state;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
        struct fixture fixture;
        struct repository *repository;
        struct error error = {0};
        char command[128];

        fixture_init(&fixture);
        clear_environment();
        assert_int_equal(mkdir(fixture.folder, 0700), 0);
        snprintf(command, sizeof command,
                 "git init -q . && mkdir -p .git/info && rm -f .git/%s && mkfifo .git/%s", files[i],
                 files[i]);
        fixture_shell(&fixture, command);
        alarm(20);
        assert_int_equal(repository_open(&repository, fixture.folder, &error), -1);
        alarm(0);
        assert_non_null(strstr(error.message, "is neither a file nor a folder"));
        fixture_release(&fixture);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_git_config_prints),    cmocka_unit_test(as_git_trusts),
        cmocka_unit_test(who_works_here),          cmocka_unit_test(nothing_outside),
        cmocka_unit_test(pipes_in_the_git_folder),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
