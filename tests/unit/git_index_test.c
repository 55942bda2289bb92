/* The index as we read it, beside what git itself lists. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "git/index_file.h"
#include "git_fixture.h"

/* A repository, of which nothing but the index counts. */
static void make(struct fixture *fixture, const char *command)
{
    fixture_init(fixture);
    assert_int_equal(mkdir(fixture->folder, 0700), 0);
    fixture_shell(fixture, "git init -q -b main . && git config user.name T && "
                           "git config user.email t@example.org");
    fixture_shell(fixture, command);
}

static int read_index(struct index_file *out, struct fixture *fixture, struct error *error)
{
    char path[sizeof fixture->folder + 16];

    snprintf(path, sizeof path, "%s/.git/index", fixture->folder);
    return index_file_read(out, path, &fixture->arena, error);
}

static unsigned long number(const struct index_entry *entry, enum index_number which)
{
    return index_entry_number(entry, which);
}

/* As `git ls-files --stage --debug` prints it. */
static void print_entry(struct buffer *out, const struct index_entry *entry)
{
    char hex[OBJECT_ID_HEX + 1];
    struct object_id id = index_entry_id(entry);

    buffer_printf(out, "%06o %s %u\t%.*s\n", index_entry_mode(entry),
                  object_id_hex(hex, &id, OBJECT_ID_HEX), index_entry_stage(entry),
                  STR_ARG(entry->path));
    buffer_printf(out, "  ctime: %lu:%lu\n  mtime: %lu:%lu\n", number(entry, INDEX_CTIME),
                  number(entry, INDEX_CTIME_NANOSECONDS), number(entry, INDEX_MTIME),
                  number(entry, INDEX_MTIME_NANOSECONDS));
    buffer_printf(out, "  dev: %lu\tino: %lu\n  uid: %lu\tgid: %lu\n  size: %lu\tflags: %x\n",
                  number(entry, INDEX_DEVICE), number(entry, INDEX_INODE), number(entry, INDEX_UID),
                  number(entry, INDEX_GID), number(entry, INDEX_SIZE), entry->flags);
}

static const char *print(struct fixture *fixture, const struct index_file *index)
{
    struct buffer out = {0};
    const char *text;

    for (size_t i = 0; i < index->count; i++)
        print_entry(&out, &index->entries[i]);
    text = arena_str(&fixture->arena, buffer_str(&out)).data;
    buffer_release(&out);
    return text;
}

/* Entries of FILES, numbered, below folders, with the blob $b. */
#define MANY(files)                                                                                \
    "b=$(echo x | git hash-object -w --stdin); awk -v b=$b 'BEGIN { for (i = 0; i < " files        \
    "; i++) printf \"100644 %s 0\\tfolder-%02d/another/file-%05d.md\\n\", b, i % 37, i }' | "      \
    "git update-index --index-info"
#define FILES                                                                                      \
    "echo one >a; mkdir d; echo two >d/b; echo >'d/\303\251'; ln -s a l; chmod +x d/b; git add ."
/* Take the checksum away, as git does with index.skipHash. */
#define NO_SUM    "truncate -s -20 .git/index; head -c 20 /dev/zero >>.git/index"
#define EDIT(how) "LC_ALL=C sed -i '" how "' .git/index; " NO_SUM

static void as_git_lists_it(void **state)
{
    static const char *const table[] = {
        "true",
        FILES,
        "git config index.version 3; " FILES "; echo n >n; git add -N n",
        FILES "; git config index.version 4; git update-index --index-version 4",
        FILES "; git update-index --index-version 4; echo n >n; git add -N n d; git update-index "
              "--assume-unchanged a; git update-index --skip-worktree d/b",
        FILES "; git commit -qm 1; git update-index --skip-worktree a d/b",
        /* The three sides of a conflict, in part or whole. */
        "b=$(echo x | git hash-object -w --stdin); printf '100644 %s 0\\ta\\n100644 %s 1\\tb\\n"
        "100755 %s 2\\tb\\n120000 %s 3\\tb\\n100644 %s 2\\tc\\n160000 %s 0\\ts\\n' $b $b $b $b $b "
        "$b "
        "| git update-index --index-info",
        /* Paths of which the length does not fit, and of which much is left out. */
        "b=$(echo x | git hash-object -w --stdin); n=$(printf '%0200d' 0); p=$n; while [ ${#p} "
        "-lt 4300 ]; do p=$p/$n; done; printf '100644 %s 0\\t%s/a\\n100644 %s 0\\t%s/b\\n100644 %s "
        "0\\tz\\n' $b $p $b $p $b | git update-index --index-info",
        "b=$(echo x | git hash-object -w --stdin); n=$(printf '%0200d' 0); p=$n; while [ ${#p} "
        "-lt 17000 ]; do p=$p/$n; done; printf '100644 %s 0\\t%s/a\\n100644 %s 0\\t%s/b\\n100644 "
        "%s 0\\tz\\n' $b $p $b $p $b | git update-index --index-version 4 --index-info",
        /* Extensions: cached trees, offsets for threads, untracked files, a file system monitor. */
        FILES "; git commit -qm 1; git update-index --untracked-cache; git status",
        FILES
        "; printf '#!/bin/sh\\nprintf \"t\\\\000/\\\\000\"\\n' >.git/watch; chmod +x .git/watch; "
        "git config core.fsmonitor .git/watch; git update-index --fsmonitor",
        "git config index.threads 3; " MANY("40000"),
        "git config index.threads 3; git config index.version 4; " MANY("40000"),
        /* An index that may be sparse, and is not. */
        "mkdir a b; echo 1 >a/1; echo 2 >b/2; git add .; git commit -qm 1; git sparse-checkout set "
        "--cone --sparse-index a b 2>/dev/null",
        FILES "; " NO_SUM,
        "rm -f .git/index",
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct fixture fixture;
        struct index_file index;
        struct error error = {0};

        make(&fixture, table[i]);
        if (read_index(&index, &fixture, &error) != 0)
            fail_msg("%s: %s", table[i], error.message);
        assert_string_equal(print(&fixture, &index),
                            fixture_git(&fixture, "-c core.quotePath=false -c core.fsmonitor=false "
                                                  "ls-files --stage --debug"));
        fixture_release(&fixture);
    }
}

static void faults(void **state)
{
    static const struct {
        const char *command, *message;
    } table[] = {
        {"echo garbage-garbage-garbage-garbage-garbage >.git/index", "does not begin as an index"},
        {": >.git/index", "the file ends too early"},
        {FILES "; truncate -s 100 .git/index", "its checksum does not match"},
        {FILES "; printf x >>.git/index", "its checksum does not match"},
        {FILES "; echo 1 >>.git/index; " NO_SUM, "an extension is unknown or damaged"},
        {FILES "; git commit -qm 1; " EDIT("s/TREE/tREE/"), "an extension is unknown or damaged"},
        {FILES "; " EDIT("s/DIRC\\x00\\x00\\x00\\x02/DIRC\\x00\\x00\\x00\\x05/"),
         "unknown version"},
        {FILES "; " EDIT("s/DIRC\\x00\\x00\\x00\\x02\\x00/DIRC\\x00\\x00\\x00\\x02\\xff/"),
         "the file ends too early"},
        {"echo 1 >aa; echo 2 >bb; git add .; " EDIT("s/aa/cc/"), "its entries are out of order"},
        {"echo 1 >aa; echo 2 >bb; git add .; " EDIT("s/aa/bb/"), "its entries are out of order"},
        {"echo 1 >aa; git add .; " EDIT("s/aa/\\.\\./"), "Git forbids one of its paths"},
        {"echo 1 >aa; git add .; " EDIT("s/aa/\\/a/"), "Git forbids one of its paths"},
        {"echo 1 >aa; git add .; " EDIT("s/aa/a\\//"), "Git forbids one of its paths"},
        {"mkdir d; echo 1 >d/xGIT; git add .; " EDIT("s/xGIT/.GIT/"), "Git forbids one"},
        {"echo 1 >aa; git add .; " EDIT("s/aa/a\\x00/"), "an entry is damaged"},
        {"echo 1 >a; git add .; git update-index --split-index", "cannot read a split index"},
        {"echo 1 >a; git add .; git update-index --split-index; echo 2 >a; echo b >b; git add .",
         "cannot read a split index"},
        {"mkdir a b; echo 1 >a/1; echo 2 >b/2; git add .; git commit -qm 1; git sparse-checkout "
         "set "
         "--cone --sparse-index a 2>/dev/null",
         "cannot read a sparse index"},
        {"rm -f .git/index; mkfifo .git/index", "it is not a file"},
        {"rm -f .git/index; mkdir .git/index", "it is not a file"},
        {"truncate -s 300M .git/index", "larger than 256 MiB"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct fixture fixture;
        struct index_file index;
        struct error error = {0};

        make(&fixture, table[i].command);
        assert_int_equal(read_index(&index, &fixture, &error), -1);
        if (!strstr(error.message, table[i].message))
            fail_msg("%s: %s", table[i].command, error.message);
        fixture_release(&fixture);
    }
}

/* ---- damage ---- */

/* What every index that is read has, whatever wrote it. */
static void check(const struct index_file *index)
{
    for (size_t i = 0; i < index->count; i++) {
        const struct index_entry *entry = &index->entries[i];
        const struct index_entry *last = i ? entry - 1 : NULL;
        int order = last ? strcmp(last->path.data, entry->path.data) : -1;

        assert_int_equal(strlen(entry->path.data), entry->path.len);
        assert_true(entry->path.len > 0);
        assert_true(order < 0 || index_entry_stage(last) < index_entry_stage(entry));
        assert_true(index_file_lower_bound(index, entry->path.data) <= i);
    }
    assert_null(index_file_at(index, index->count));
}

/* On the heap, so that a sanitizer sees where it ends. */
static int parse_copy(struct str bytes)
{
    char *copy = memory_alloc(bytes.len + !bytes.len);
    struct arena arena = {0};
    struct index_file index;
    struct error error;
    int status;

    if (bytes.len)
        memcpy(copy, bytes.data, bytes.len);
    status = index_file_parse(&index, (struct str){copy, bytes.len}, &arena, &error);
    if (status == 0)
        check(&index);
    arena_release(&arena);
    free(copy);
    return status;
}

/* Without a checksum as well: then what is read is sound, or refused. */
static void damage(struct str bytes)
{
    char *copy = memory_alloc(bytes.len);
    struct str damaged = {copy, bytes.len};

    for (size_t i = 0; i < bytes.len; i++)
        assert_int_equal(parse_copy(str_slice(bytes, 0, i)), -1);
    for (size_t i = 0; i < bytes.len * 8; i++) {
        memcpy(copy, bytes.data, bytes.len);
        copy[i / 8] = (char)(copy[i / 8] ^ (1 << i % 8));
        assert_int_equal(parse_copy(damaged), -1);
        memset(copy + bytes.len - 20, 0, 20);
        parse_copy(damaged);
    }
    free(copy);
}

static void save_seed(struct str bytes)
{
    static int count;
    const char *folder = getenv("SEEDS");
    char path[1024];
    FILE *file;

    if (!folder)
        return;
    snprintf(path, sizeof path, "%s/seed-%d", folder, count++);
    file = fopen(path, "wb");
    assert_non_null(file);
    fwrite(bytes.data, 1, bytes.len, file);
    fclose(file);
}

static void damaged(void **state)
{
    static const char *const table[] = {
        FILES "; git commit -qm 1",
        "git config index.version 4; " FILES "; echo n >n; git add -N n",
        "b=$(echo x | git hash-object -w --stdin); printf '100644 %s 1\\tb\\n100755 %s 2\\tb\\n"
        "120000 %s 3\\tb\\n' $b $b $b | git update-index --index-info",
    };

    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct fixture fixture;
        char bytes[4096], path[sizeof fixture.folder + 16];
        struct str index = {bytes, 0};
        FILE *file;

        make(&fixture, table[i]);
        snprintf(path, sizeof path, "%s/.git/index", fixture.folder);
        file = fopen(path, "rb");
        assert_non_null(file);
        index.len = fread(bytes, 1, sizeof bytes, file);
        fclose(file);
        assert_int_equal(parse_copy(index), 0);
        save_seed(index);
        damage(index);
        fixture_release(&fixture);
    }
}

/* Paths of version 4 may be much longer than what they are written in. */
static void long_paths(void **state)
{
    enum { LENGTH = 1 << 20, COUNT = 300, ENTRY = 62 };
    struct buffer bytes = {0};
    struct arena arena = {0};
    struct index_file index;
    struct error error;

    (void)state;
    buffer_add(&bytes, (struct str){"DIRC\0\0\0\4\0\0\1\54", 12});
    for (size_t i = 0; i < COUNT; i++) {
        char entry[ENTRY] = {0}, name[16];

        entry[26] = (char)0x81;
        entry[27] = (char)0xa4;
        entry[60] = 0x0f;
        entry[61] = (char)0xff;
        buffer_add(&bytes, (struct str){entry, ENTRY});
        buffer_add(&bytes, (struct str){i ? "\6" : "", 1});
        for (size_t k = 0; i == 0 && k < LENGTH; k++)
            buffer_add_char(&bytes, 'a');
        snprintf(name, sizeof name, "%06zu", i);
        buffer_add(&bytes, (struct str){name, 7});
    }
    buffer_add(&bytes, (struct str){(char[20]){0}, 20});
    assert_int_equal(index_file_parse(&index, buffer_str(&bytes), &arena, &error), -1);
    assert_non_null(strstr(error.message, "larger than 256 MiB"));
    arena_release(&arena);
    buffer_release(&bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_git_lists_it),
        cmocka_unit_test(faults),
        cmocka_unit_test(damaged),
        cmocka_unit_test(long_paths),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
