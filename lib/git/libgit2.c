#include "git/libgit2.h"

#include <dlfcn.h>
#include <errno.h>
#include <git2/sys/alloc.h>
#include <stdlib.h>

#include "base/memory.h"

/* ---- memory ---- */

static void *allocate(size_t size, const char *file, int line)
{
    (void)file;
    (void)line;
    return memory_alloc(size);
}

static void release(void *pointer, const char *file, int line)
{
    (void)file;
    (void)line;
    free(pointer);
}

static void *allocate_zeroed(size_t count, size_t size, const char *file, int line)
{
    (void)file;
    (void)line;
    return memory_zalloc(count, size);
}

static char *copy_bytes(const char *text, size_t length, const char *file, int line)
{
    char *copy = memory_alloc(length + 1);

    (void)file;
    (void)line;
    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

static char *copy_text(const char *text, const char *file, int line)
{
    return copy_bytes(text, strlen(text), file, line);
}

static char *copy_prefix(const char *text, size_t most, const char *file, int line)
{
    return copy_bytes(text, strnlen(text, most), file, line);
}

static void *reallocate(void *pointer, size_t size, const char *file, int line)
{
    (void)file;
    (void)line;
    return memory_realloc(pointer, size);
}

static void *reallocate_array(void *pointer, size_t count, size_t size, const char *file, int line)
{
    (void)file;
    (void)line;
    return memory_realloc_array(pointer, count, size);
}

static void *allocate_array(size_t count, size_t size, const char *file, int line)
{
    return reallocate_array(NULL, count, size, file, line);
}

/*
 * libgit2 starts OpenSSL, which for want of memory waits for ever for a lock of its own. It
 * is there only if libgit2 was built so.
 */
static void set_allocator_of_openssl(void)
{
    typedef int set_functions(void *(*)(size_t, const char *, int),
                              void *(*)(void *, size_t, const char *, int),
                              void (*)(void *, const char *, int));
    void *program = dlopen(NULL, RTLD_LAZY);
    void *found = program ? dlsym(program, "CRYPTO_set_mem_functions") : NULL;
    set_functions *set;

    memcpy(&set, &found, sizeof set);
    if (set)
        set(allocate, reallocate, release);
    if (program)
        dlclose(program);
}

/* Before libgit2 starts: it would take a lack of memory for a broken repository. */
static void set_allocator(void)
{
    git_allocator allocator = {.gmalloc = allocate,
                               .gcalloc = allocate_zeroed,
                               .gstrdup = copy_text,
                               .gstrndup = copy_prefix,
                               .gsubstrdup = copy_bytes,
                               .grealloc = reallocate,
                               .greallocarray = reallocate_array,
                               .gmallocarray = allocate_array,
                               .gfree = free};

    git_libgit2_opts(GIT_OPT_SET_ALLOCATOR, &allocator);
    set_allocator_of_openssl();
}

/* ---- starting ---- */

void libgit2_start(void)
{
    /* git itself adds these without telling older readers; they do not change how we read. */
    static const char *extensions[] = {"partialclone", "preciousobjects"};

    set_allocator();
    if (git_libgit2_init() < 0)
        memory_exhausted();
    /* Hashing every object again takes two thirds of a walk's time: see repository_read_verified.
     */
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
    git_libgit2_opts(GIT_OPT_ENABLE_CACHING, 0);
    /* Whom a repository belongs to is looked at by place_trust, with the settings that git reads.
     */
    git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
    /* The ignore and attribute files of the user are named to it: see repository_read_settings. */
    git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, GIT_CONFIG_LEVEL_XDG, "");
    git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, sizeof extensions / sizeof extensions[0]);
}

const char *libgit2_reason(void)
{
    const git_error *last = git_error_last();

    /* zlib and the C library take their memory elsewhere. */
    if (last && (last->klass == GIT_ERROR_NOMEMORY ||
                 (last->message && strstr(last->message, strerror(ENOMEM)))))
        memory_exhausted();
    return last && last->message ? last->message : "no reason given";
}

int libgit2_failed(struct error *error, const char *what)
{
    return error_set(error, ERROR_FAILURE, "%s: %s", what, libgit2_reason());
}
