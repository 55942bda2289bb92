#include "git/settings.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "git/settings_include.h"
#include "git/settings_private.h"

#define SYSTEM_FILE "/etc/gitconfig"

enum { MOST_INCLUDES_WITHIN = 10 };

/* One reading of everything; includes go into it again. */
struct reader {
    struct settings *out;
    struct include_context include; /* of the file at hand */
    enum setting_scope scope;
    unsigned depth;
    bool without_remotes; /* pass over includes that ask for the URLs of remotes */
    struct settings *remotes;
    struct error *error;
};

static int read_all(struct reader *reader);
static int handle(void *context, const struct setting *setting, struct error *error);

/* ---- a file ---- */

static int read_file(struct reader *reader, const char *path, enum settings_file_rule rule)
{
    const char *before = reader->include.file;
    struct str text;
    int status;

    if (!path || !*path)
        return 0;
    status = settings_load(&text, path, rule, reader->include.arena, reader->error);
    if (status <= 0)
        return status;
    reader->include.file = path;
    status = settings_parse(text, path, reader->include.arena, handle, reader, reader->error);
    reader->include.file = before;
    return status;
}

/* ---- includes ---- */

static bool is_of_repository(const struct reader *reader)
{
    return reader->scope == SETTING_LOCAL || reader->scope == SETTING_WORKTREE;
}

/* The URLs of all remotes are looked for once, when the first condition asks. */
static int find_remotes(struct reader *reader)
{
    struct reader search = {
        .out = reader->remotes,
        .include = {.place = reader->include.place, .arena = reader->include.arena},
        .without_remotes = true,
        .error = reader->error};

    if (reader->include.remotes)
        return 0;
    reader->include.remotes = reader->remotes;
    return read_all(&search);
}

/* Why an include of the repository is not opened, as the end of a sentence; NULL: it is. */
static const char *fault_of(const struct reader *reader, const char *path)
{
    struct stat status;

    /* What is not there, git passes over. */
    if (!is_of_repository(reader) || stat(path, &status) != 0)
        return NULL;
    if (!settings_is_inside(reader->include.place, path))
        return "leads out of the repository";
    return S_ISREG(status.st_mode) ? NULL : "is not a file";
}

static int follow(struct reader *reader, const char *value)
{
    const char *path = include_path(&reader->include, value), *fault;
    int status;

    if (!path)
        return error_set(reader->error, ERROR_FAILURE, "cannot resolve git's include.path `%s`",
                         value);
    fault = fault_of(reader, path);
    if (fault) {
        vector_push(&reader->out->skipped,
                    arena_printf(reader->include.arena, "include.path `%s` %s", value, fault));
        return 0;
    }
    if (reader->depth >= MOST_INCLUDES_WITHIN)
        return error_set(reader->error, ERROR_FAILURE,
                         "git's includes are nested more than %d deep at %s", MOST_INCLUDES_WITHIN,
                         path);
    reader->depth++;
    status = read_file(reader, path, SETTINGS_REGULAR_FILE);
    reader->depth--;
    return status;
}

static int handle(void *context, const struct setting *setting, struct error *error)
{
    struct reader *reader = context;
    struct setting kept = *setting;
    struct str condition;

    (void)error;
    kept.scope = reader->scope;
    vector_push(&reader->out->items, kept);
    if (!include_is(setting->key, &condition) || !setting->has_value)
        return 0;
    if (include_asks_for_remotes(condition)) {
        if (reader->without_remotes)
            return 0;
        if (find_remotes(reader) < 0)
            return -1;
    }
    return include_holds(&reader->include, condition) ? follow(reader, setting->value.data) : 0;
}

/* ---- the sequence ---- */

static int read_system(struct reader *reader)
{
    const char *named = getenv("GIT_CONFIG_SYSTEM");

    reader->scope = SETTING_SYSTEM;
    if (settings_environment_bool("GIT_CONFIG_NOSYSTEM"))
        return 0;
    return read_file(reader, named ? named : SYSTEM_FILE, SETTINGS_ANY_FILE);
}

/* GIT_CONFIG_GLOBAL stands for both of the user's files. */
static int read_global(struct reader *reader)
{
    const char *named = getenv("GIT_CONFIG_GLOBAL");
    struct arena *arena = reader->include.arena;

    reader->scope = SETTING_GLOBAL;
    if (named)
        return read_file(reader, named, SETTINGS_ANY_FILE);
    if (read_file(reader, settings_xdg_file("config", arena), SETTINGS_ANY_FILE) < 0)
        return -1;
    return read_file(reader, settings_expand("~/.gitconfig", false, arena), SETTINGS_ANY_FILE);
}

static int read_repository(struct reader *reader)
{
    const struct settings_place *place = reader->include.place;
    struct arena *arena = reader->include.arena;

    if (!place)
        return 0;
    reader->scope = SETTING_LOCAL;
    if (read_file(reader, arena_printf(arena, "%s/config", place->common_folder).data,
                  SETTINGS_REGULAR_FILE) < 0)
        return -1;
    reader->scope = SETTING_WORKTREE;
    return !place->worktree_config
               ? 0
               : read_file(reader,
                           arena_printf(arena, "%s/config.worktree", place->git_folder).data,
                           SETTINGS_REGULAR_FILE);
}

static int read_all(struct reader *reader)
{
    if (read_system(reader) < 0 || read_global(reader) < 0 || read_repository(reader) < 0)
        return -1;
    reader->scope = SETTING_COMMAND;
    return settings_parse_environment(reader->include.arena, handle, reader, reader->error);
}

int settings_read(struct settings *out, const struct settings_place *place, struct arena *arena,
                  struct error *error)
{
    struct settings remotes = {0};
    struct reader reader = {.out = out,
                            .include = {.place = place, .arena = arena},
                            .remotes = &remotes,
                            .error = error};
    int status;

    *out = (struct settings){0};
    status = read_all(&reader);
    settings_release(&remotes);
    return status;
}

/* ---- one file ---- */

struct file_reader {
    struct settings *out;
    enum setting_scope scope;
};

static int keep(void *context, const struct setting *setting, struct error *error)
{
    const struct file_reader *reader = context;
    struct setting kept = *setting;

    (void)error;
    kept.scope = reader->scope;
    vector_push(&reader->out->items, kept);
    return 0;
}

int settings_read_file(struct settings *out, const char *path, enum setting_scope scope,
                       struct arena *arena, struct error *error)
{
    struct file_reader reader = {out, scope};
    struct str text;
    int status;

    *out = (struct settings){0};
    status = settings_load(&text, path, SETTINGS_REGULAR_FILE, arena, error);
    return status <= 0 ? status : settings_parse(text, path, arena, keep, &reader, error);
}

void settings_release(struct settings *settings)
{
    vector_release(&settings->items);
    vector_release(&settings->skipped);
}

/* ---- questions ---- */

const struct setting *settings_find(const struct settings *settings, const char *key)
{
    for (size_t i = settings->items.count; i-- > 0;)
        if (str_equal_c(settings->items.items[i].key, key))
            return &settings->items.items[i];
    return NULL;
}

/* 1, 0, or -1 for what is no boolean. */
static int read_bool(const char *text)
{
    static const struct {
        const char *word;
        int value;
    } words[] = {{"true", 1}, {"yes", 1}, {"on", 1}, {"false", 0}, {"no", 0}, {"off", 0}, {"", 0}};
    char *end;
    long number;

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (str_equal_nocase(str_of(text), str_of(words[i].word)))
            return words[i].value;
    number = strtol(text, &end, 0);
    return *end ? -1 : number != 0;
}

bool settings_bool(const struct settings *settings, const char *key, bool fallback)
{
    const struct setting *setting = settings_find(settings, key);
    int value = !setting ? -1 : setting->has_value ? read_bool(setting->value.data) : 1;

    return value < 0 ? fallback : value;
}

bool settings_environment_bool(const char *name)
{
    const char *value = getenv(name);

    return value && read_bool(value) != 0;
}
