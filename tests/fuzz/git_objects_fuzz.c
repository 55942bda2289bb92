/*
 * What strangers write into objects: trees, commits, messages, notes. The first
 * byte says which reader gets the rest.
 */
#include "fuzz.h"

#include "approval/veto.h"
#include "git/commit.h"
#include "git/notes.h"
#include "git/signature.h"
#include "git/trailers.h"
#include "git/tree.h"

static bool within(struct str part, struct str whole)
{
    return part.len <= whole.len && part.data >= whole.data &&
           part.data + part.len <= whole.data + whole.len;
}

static void read_tree(struct str bytes, struct arena *arena)
{
    struct str rest = bytes;
    struct tree_entry entry;

    (void)arena;
    while (tree_next(&entry, &rest) > 0)
        CHECK(within(entry.name, bytes) && entry.name.len > 0 && rest.len < bytes.len);
}

static void read_commit(struct str bytes, struct arena *arena)
{
    struct object_id id = {{0}};
    struct commit commit;
    struct signature signature;
    struct error error;

    if (commit_parse(&commit, &id, bytes, arena, &error) != 0)
        return;
    commit_subject(&commit, arena);
    signature_of_commit(&signature, &commit, arena);
    CHECK(signature.payload.len + signature.armour.len <= bytes.len);
}

static void read_message(struct str bytes, struct arena *arena)
{
    struct trailers trailers;

    trailers_read(&trailers, bytes, arena);
    for (size_t i = 0; i < trailers.count; i++)
        CHECK(trailers.items[i].key.len > 0 && within(trailers.items[i].key, bytes));
}

static void read_note(struct str bytes, struct arena *arena)
{
    struct str line, named, text = bytes;
    struct trailer trailer;

    (void)arena;
    note_is_lines(bytes);
    while (str_next_line(&line, &text)) {
        if (note_line_read(&trailer, line))
            CHECK(within(trailer.key, bytes) && within(trailer.value, bytes));
        if (veto_read(&named, line))
            CHECK(within(named, bytes));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const readers[])(struct str bytes, struct arena * arena) = {
        read_tree, read_commit, read_message, read_note};
    struct arena arena = {0};

    if (size > 0)
        readers[data[0] % (sizeof readers / sizeof readers[0])](
            (struct str){(const char *)data + 1, size - 1}, &arena);
    arena_release(&arena);
    return 0;
}
