/* One path looked up in trees, against git itself. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "git/tree_cache.h"
#include "git_fixture.h"

/* Names that sort in another order as folders, and names that begin other names. */
static const char *const paths[] = {
    "a",   "a/b",   "a/b/c", "a-b",   "a.b", "a0",  "ab",      "a b",     "b",    "B",
    "z/a", "z/a-b", "z/a/c", "z/a.c", "z-a", "z.a", "nowhere", "z/a/c/d", "\xff",
};

static void add(struct buffer *tree, const char *mode, const char *name, const char *id)
{
    buffer_printf(tree, "%s %s", mode, name);
    buffer_add(tree, (struct str){"", 1});
    buffer_add(tree, (struct str){id, OBJECT_ID_SIZE});
}

/* Write BYTES as a tree, whatever git thinks of it. */
static struct object_id write_tree(struct fixture *fixture, struct buffer *bytes)
{
    struct object_id id;

    fixture_write(fixture, "tree", bytes);
    assert_true(object_id_parse(
        &id, str_trim(str_of(fixture_git(fixture, "hash-object -t tree -w --literally ../tree")))));
    return id;
}

static const char *look_up(struct tree_cache *cache, const struct object_id *tree, const char *path,
                           struct fixture *fixture)
{
    struct version version;
    struct error error;
    char hex[OBJECT_ID_HEX + 1];

    if (tree_lookup(&version, cache, tree, str_of(path), &error) != OBJECT_FOUND)
        return error.message[0] ? "corrupt" : "no message";
    if (version.mode == MODE_ABSENT)
        return "absent";
    object_id_hex(hex, &version.id, OBJECT_ID_HEX);
    return arena_printf(&fixture->arena, "%06o %s", (unsigned)version.mode, hex).data;
}

static const char *git_look_up(struct fixture *fixture, const char *path)
{
    struct str line = str_of(fixture_shell(
        fixture, arena_printf(&fixture->arena,
                              "git --literal-pathspecs ls-tree HEAD -- '%s' | grep -v ' tree ' | "
                              "sed 's/ blob \\([0-9a-f]*\\).*/ \\1/'",
                              path)
                     .data));

    return line.len ? arena_str(&fixture->arena, str_trim(line)).data : "absent";
}

static void as_git_does(void **state)
{
    struct fixture fixture;
    struct repository *repository;
    struct tree_cache cache;
    struct object_id tree;

    (void)state;
    fixture_init(&fixture);
    assert_int_equal(mkdir(fixture.folder, 0700), 0);
    fixture_git(&fixture, "init -q .");
    fixture_shell(&fixture,
                  "for p in a/b/c a-b a.b a0 ab 'a b' b B z/a/c z/a-b z/a.c z-a z.a; do "
                  "mkdir -p \"$(dirname \"$p\")\"; echo \"$p\" >\"$p\"; done; chmod +x b");
    fixture_git(&fixture, "add -A");
    fixture_git(&fixture, "commit -qm one");
    assert_true(
        object_id_parse(&tree, str_trim(str_of(fixture_git(&fixture, "rev-parse 'HEAD^{tree}'")))));
    repository = fixture_open(&fixture);
    tree_cache_init(&cache, repository);
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++)
        assert_string_equal(look_up(&cache, &tree, paths[i], &fixture),
                            git_look_up(&fixture, paths[i]));
    tree_cache_release(&cache);
    repository_free(repository);
    fixture_release(&fixture);
}

/* In no order, twice the same, or broken off: nobody says what is there, or that it is absent. */
static void faulty_trees(void **state)
{
    static const char id[] = "01234567890123456789";
    struct fixture fixture;
    struct repository *repository;
    struct tree_cache cache;
    struct object_id trees[3];
    struct buffer bytes = {0};

    (void)state;
    fixture_init(&fixture);
    assert_int_equal(mkdir(fixture.folder, 0700), 0);
    fixture_git(&fixture, "init -q .");
    add(&bytes, "100644", "b", id);
    add(&bytes, "100644", "a", id);
    trees[0] = write_tree(&fixture, &bytes);
    add(&bytes, "100644", "a", id);
    add(&bytes, "40000", "a", id);
    add(&bytes, "100644", "b", id);
    trees[1] = write_tree(&fixture, &bytes);
    add(&bytes, "100644", "a", id);
    add(&bytes, "100644", "b", id);
    buffer_add_c(&bytes, "100644 c");
    trees[2] = write_tree(&fixture, &bytes);
    repository = fixture_open(&fixture);
    tree_cache_init(&cache, repository);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(look_up(&cache, &trees[i], "a", &fixture), "corrupt");
        assert_string_equal(look_up(&cache, &trees[i], "c", &fixture), "corrupt");
    }
    tree_cache_release(&cache);
    repository_free(repository);
    fixture_release(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_git_does),
        cmocka_unit_test(faulty_trees),
    };

    return cmocka_run_group_tests(tests, NULL, NULL) != 0;
}
