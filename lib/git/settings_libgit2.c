/* Hands settings that were read to libgit2, which then opens no configuration itself. */
#include <git2/sys/config.h>
#include <git2/sys/repository.h>
#include <stdlib.h>

#include "base/memory.h"
#include "git/libgit2.h"

struct backend {
    git_config_backend parent; /* first: it is what libgit2 knows */
    git_config_entry *entries; /* each name once */
    size_t count;
    size_t references; /* the snapshots are the backend itself */
};

struct iterator {
    git_config_iterator parent; /* first */
    size_t next;
};

/* Entries belong to the backend. */
static void keep_entry(git_config_entry *entry)
{
    (void)entry;
}

static int open_backend(git_config_backend *backend, git_config_level_t level,
                        const git_repository *repository)
{
    (void)backend;
    (void)level;
    (void)repository;
    return 0;
}

static int get(git_config_backend *parent, const char *key, git_config_entry **out)
{
    struct backend *backend = (struct backend *)parent;

    for (size_t i = 0; i < backend->count; i++)
        if (strcmp(backend->entries[i].name, key) == 0) {
            *out = &backend->entries[i];
            return 0;
        }
    return GIT_ENOTFOUND;
}

static int next_entry(git_config_entry **out, git_config_iterator *parent)
{
    struct iterator *iterator = (struct iterator *)parent;
    struct backend *backend = (struct backend *)parent->backend;

    if (iterator->next == backend->count)
        return GIT_ITEROVER;
    *out = &backend->entries[iterator->next++];
    return 0;
}

static void free_iterator(git_config_iterator *iterator)
{
    free(iterator);
}

static int iterate(git_config_iterator **out, git_config_backend *backend)
{
    struct iterator *iterator = memory_zalloc(1, sizeof *iterator);

    iterator->parent = (git_config_iterator){backend, 0, next_entry, free_iterator};
    *out = &iterator->parent;
    return 0;
}

static void free_backend(git_config_backend *parent)
{
    struct backend *backend = (struct backend *)parent;

    if (--backend->references)
        return;
    free(backend->entries);
    free(backend);
}

/* Nothing changes it, so that it is its own snapshot. */
static int snapshot(git_config_backend **out, git_config_backend *parent)
{
    ((struct backend *)parent)->references++;
    *out = parent;
    return 0;
}

/* The settings of files that git opens are given only where they may be. */
static bool names_file(struct str key)
{
    return str_equal_c(key, "core.excludesfile") || str_equal_c(key, "core.attributesfile");
}

static void add(struct backend *backend, const char *key, const char *value)
{
    backend->entries[backend->count++] = (git_config_entry){
        .name = key, .value = value, .level = GIT_CONFIG_LEVEL_APP, .free = keep_entry};
}

static git_config_backend *make_backend(const struct repository *repository)
{
    const struct settings *settings = &repository->settings;
    struct backend *backend = memory_zalloc(1, sizeof *backend);

    backend->parent = (git_config_backend){.version = GIT_CONFIG_BACKEND_VERSION,
                                           .readonly = 1,
                                           .open = open_backend,
                                           .get = get,
                                           .iterator = iterate,
                                           .snapshot = snapshot,
                                           .free = free_backend};
    backend->references = 1;
    backend->entries = memory_zalloc(settings->items.count + 2, sizeof *backend->entries);
    for (size_t i = 0; i < settings->items.count; i++) {
        const struct setting *setting = &settings->items.items[i];

        if (!names_file(setting->key) && settings_find(settings, setting->key.data) == setting)
            add(backend, setting->key.data, setting->has_value ? setting->value.data : NULL);
    }
    if (repository->excludes_file)
        add(backend, "core.excludesfile", repository->excludes_file);
    if (repository->attributes_file)
        add(backend, "core.attributesfile", repository->attributes_file);
    return &backend->parent;
}

int libgit2_set_settings(struct repository *repository, struct error *error)
{
    git_config *config = NULL;
    git_config_backend *backend = make_backend(repository);
    int status = 0;

    if (git_config_new(&config) != 0 ||
        git_config_add_backend(config, backend, GIT_CONFIG_LEVEL_APP, NULL, 0) != 0 ||
        git_repository_set_config(repository->git, config) != 0)
        status = libgit2_failed(error, "cannot apply git's settings");
    git_config_free(config);
    return status;
}
