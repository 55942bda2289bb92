/* ismslint hook: put hooks where git runs them, beside those that are there. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/shell.h"
#include "base/visible.h"
#include "cmd/command.h"
#include "git/hooks.h"

static const char *const hook_names[] = {"pre-commit", "pre-merge-commit"};

/* A hook of ours is BEGINNING, the path of the program as a word of the shell, and END. */
static const struct str beginning = STR_INIT("#!/bin/sh\n"
                                             "# Written by `ismslint hook install`; `ismslint hook "
                                             "uninstall` removes it.\n"
                                             "ismslint=");
static const struct str end = STR_INIT("\n"
                                       "[ -x \"$ismslint\" ] || ismslint=ismslint\n"
                                       "exec \"$ismslint\" check --staged\n");

enum hook_state { HOOK_ABSENT, HOOK_OURS, HOOK_CALLS, HOOK_FOREIGN };

struct hook {
    const char *name;
    struct str path;
    struct str shown; /* the path from the root, where it is below that */
    enum hook_state state;
    struct str content; /* of a regular file that can be read */
};

struct hooking {
    struct buffer *out;
    struct error *error;
    struct arena arena;
    struct repository *repository;
    struct str folder;
};

/* ---- what is there ---- */

static bool is_ours(struct str content)
{
    struct str word;

    if (!str_starts_with(content, beginning) || !str_ends_with(content, end) ||
        content.len < beginning.len + end.len)
        return false;
    word = str_slice(content, beginning.len, content.len - end.len);
    return str_find(word, STR("\n"), 0) < 0;
}

static bool calls_ismslint(struct str content)
{
    struct str line;

    while (str_next_line(&line, &content))
        if (!str_starts_with(str_trim(line), STR("#")) && str_find(line, STR("ismslint"), 0) >= 0)
            return true;
    return false;
}

static struct hook look_at(struct hooking *hooking, const char *name)
{
    struct hook hook = {.name = name, .state = HOOK_FOREIGN};
    struct str root = repository_root(hooking->repository);
    struct error ignored;
    struct stat status;

    hook.path = arena_printf(&hooking->arena, "%.*s/%s", STR_ARG(hooking->folder), name);
    hook.shown = hook.path;
    if (str_starts_with(hook.path, root))
        hook.shown = str_slice(hook.path, root.len, hook.path.len);
    if (lstat(hook.path.data, &status) < 0) {
        hook.state = HOOK_ABSENT;
        return hook;
    }
    if (!S_ISREG(status.st_mode) ||
        file_read(&hook.content, hook.path.data, &hooking->arena, &ignored) < 0)
        return hook;
    if (is_ours(hook.content))
        hook.state = HOOK_OURS;
    else if (calls_ismslint(hook.content))
        hook.state = HOOK_CALLS;
    return hook;
}

/* ---- the tools that write hooks themselves ---- */

/* Where a hook of another is to be extended. */
static void tell_foreign(struct hooking *hooking, const struct hook *hook)
{
    static const struct {
        struct str mark, advice;
    } tools[] = {
        {STR_INIT("pre-commit.com"),
         STR_INIT("add the hook `ismslint` to .pre-commit-config.yaml")},
        {STR_INIT("lefthook"),
         STR_INIT("add the command `ismslint check --staged` to lefthook.yml")},
        {STR_INIT("husky"),
         STR_INIT("add the line `ismslint check --staged` to .husky/pre-commit")},
    };
    struct str advice = STR("add the line `ismslint check --staged || exit` to it");

    for (size_t i = 0; i < COUNT_OF(tools); i++)
        if (str_find(hook->content, tools[i].mark, 0) >= 0)
            advice = tools[i].advice;
    visible_printf(hooking->out, "%s: another hook is at %.*s: %.*s\n", hook->name,
                   STR_ARG(hook->shown), STR_ARG(advice));
}

static int tell(struct hooking *hooking, struct hook *hook)
{
    static const char *const states[] = {
        [HOOK_ABSENT] = "not installed",
        [HOOK_OURS] = "installed",
        [HOOK_CALLS] = "another hook calls ismslint",
    };

    if (hook->state == HOOK_FOREIGN)
        tell_foreign(hooking, hook);
    else
        visible_printf(hooking->out, "%s: %s\n", hook->name, states[hook->state]);
    return EXIT_CLEAN;
}

/* ---- installing ---- */

static int fail(struct hooking *hooking, const char *what, const struct hook *hook)
{
    return error_set(hooking->error, ERROR_FAILURE, "cannot %s %.*s: %s", what,
                     STR_ARG(hook->shown), strerror(errno));
}

/* This program, or what PATH has for it. */
static struct str own_path(struct arena *arena)
{
    char path[4096];
    ssize_t length = readlink("/proc/self/exe", path, sizeof path);

    if (length <= 0 || length == (ssize_t)sizeof path)
        return STR("ismslint");
    return shell_word((struct str){path, (size_t)length}, arena);
}

static int write_new(struct hooking *hooking, const struct hook *hook)
{
    struct str word = own_path(&hooking->arena);
    struct str text = arena_printf(&hooking->arena, "%.*s%.*s%.*s", STR_ARG(beginning),
                                   STR_ARG(word), STR_ARG(end));
    int file = open(hook->path.data, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0777);
    ssize_t written;

    if (file < 0)
        return fail(hooking, "write", hook);
    written = write(file, text.data, text.len);
    if (close(file) < 0 || written != (ssize_t)text.len) {
        fail(hooking, "write", hook);
        unlink(hook->path.data);
        return -1;
    }
    visible_printf(hooking->out, "%s: wrote %.*s\n", hook->name, STR_ARG(hook->shown));
    return EXIT_CLEAN;
}

static int install(struct hooking *hooking, struct hook *hook)
{
    if (hook->state == HOOK_ABSENT) {
        mkdir(hooking->folder.data, 0777);
        return write_new(hooking, hook);
    }
    if (hook->state == HOOK_OURS && chmod(hook->path.data, 0755) < 0)
        return fail(hooking, "change the mode of", hook);
    tell(hooking, hook);
    return hook->state == HOOK_FOREIGN ? EXIT_FINDINGS : EXIT_CLEAN;
}

static int uninstall(struct hooking *hooking, struct hook *hook)
{
    if (hook->state != HOOK_OURS)
        return tell(hooking, hook);
    if (unlink(hook->path.data) < 0)
        return fail(hooking, "remove", hook);
    visible_printf(hooking->out, "%s: removed %.*s\n", hook->name, STR_ARG(hook->shown));
    return EXIT_CLEAN;
}

/* ---- the command ---- */

static const struct {
    const char *name;
    int (*each)(struct hooking *hooking, struct hook *hook);
} actions[] = {{"install", install}, {"uninstall", uninstall}, {"status", tell}};

static int for_each_hook(struct hooking *hooking,
                         int (*each)(struct hooking *hooking, struct hook *hook))
{
    int worst = EXIT_CLEAN;

    for (size_t i = 0; i < COUNT_OF(hook_names); i++) {
        struct hook hook = look_at(hooking, hook_names[i]);
        int status = each(hooking, &hook);

        if (status < 0)
            return -1;
        worst = status > worst ? status : worst;
    }
    return worst;
}

static int act(struct hooking *hooking, const struct invocation *invocation)
{
    const char *wanted = invocation->operands.items[0];

    for (size_t i = 0; i < COUNT_OF(actions); i++) {
        if (strcmp(actions[i].name, wanted) != 0)
            continue;
        if (repository_open(&hooking->repository, invocation->directory, hooking->error) < 0)
            return -1;
        if (repository_state(hooking->repository)->bare)
            return error_set(hooking->error, ERROR_USAGE,
                             "a bare repository makes no commits: run this in a working tree");
        if (hooks_folder(&hooking->folder, hooking->repository, &hooking->arena, hooking->error) <
            0)
            return -1;
        return for_each_hook(hooking, actions[i].each);
    }
    return error_set(hooking->error, ERROR_USAGE,
                     "unknown action `%s`: use `install`, `uninstall` or `status`", wanted);
}

static int run(struct buffer *out, const struct invocation *invocation, struct error *error)
{
    struct hooking hooking = {.out = out, .error = error};
    int status;

    arena_init(&hooking.arena);
    status = act(&hooking, invocation);
    repository_free(hooking.repository);
    arena_release(&hooking.arena);
    return status;
}

static const struct example examples[] = {
    {"ismslint hook install", "check each commit and merge in this repository"},
    {"ismslint hook status", "list the hooks that are installed"},
};

const struct command hook_command = {
    .name = "hook",
    .summary = "install or remove Git hooks that check each commit",
    .operands = "install|uninstall|status",
    .least = 1,
    .most = 1,
    .description =
        "Writes the hooks pre-commit and pre-merge-commit, which run `ismslint check --staged`, "
        "where Git looks for hooks: in core.hooksPath if set. All working trees of a repository "
        "share the hooks.\n\nismslint never overwrites a hook. For a hook of another program it "
        "prints the line to add, and exits with status 1. `uninstall` removes only hooks that "
        "`install` wrote, unless they were changed.",
    .examples = examples,
    .example_count = COUNT_OF(examples),
    .run = run,
};
