#include "git/notes.h"

#include <stdlib.h>

#include "base/memory.h"
#include "git/history_private.h"

struct notes {
    struct repository *repository;
    struct object_id head;
    struct history *history; /* of the notes' tree: who recorded what */
};

int notes_open(struct notes **out, struct repository *repository, const char *reference,
               struct error *error)
{
    struct object_id head;
    int found = repository_reference(&head, repository, reference, error);
    struct notes *notes;

    *out = NULL;
    if (found != 1)
        return found;
    notes = memory_zalloc(1, sizeof *notes);
    notes->repository = repository;
    notes->head = head;
    if (history_new(&notes->history, repository, &head, error) != 0) {
        free(notes);
        return -1;
    }
    *out = notes;
    return 1;
}

void notes_free(struct notes *notes)
{
    if (!notes)
        return;
    history_free(notes->history);
    free(notes);
}

/* ---- where a note is ---- */

/* git spreads notes over folders of two digits as their number grows: ab/cd/ef... */
enum { DEEPEST_FAN_OUT = 19, PATH_SIZE = OBJECT_ID_HEX + DEEPEST_FAN_OUT + 1 };

static struct str note_path(char out[static PATH_SIZE], const struct object_id *object,
                            size_t fan_out)
{
    char hex[OBJECT_ID_HEX + 1];
    size_t length = 0;

    object_id_hex(hex, object, OBJECT_ID_HEX);
    for (size_t i = 0; i < OBJECT_ID_HEX; i++) {
        if (i > 0 && i % 2 == 0 && i / 2 <= fan_out)
            out[length++] = '/';
        out[length++] = hex[i];
    }
    return (struct str){out, length};
}

/* Look for the note in the tree of COMMIT, at any fan-out; *FAN_OUT is where it was found. */
static enum object_status find_at(struct version *out, size_t *fan_out, struct notes *notes,
                                  const struct object_id *commit, const struct object_id *object,
                                  struct error *error)
{
    char path[PATH_SIZE];

    for (size_t depth = 0; depth <= DEEPEST_FAN_OUT; depth++) {
        enum object_status status =
            history_entry(out, notes->history, commit, note_path(path, object, depth), error);

        if (status != OBJECT_FOUND || out->mode != MODE_ABSENT) {
            *fan_out = depth;
            return status;
        }
    }
    *error = (struct error){0};
    return OBJECT_MISSING;
}

/* ---- who recorded it ---- */

/*
 * The commit that made the note what it is. Where a commit only moved it to
 * another fan-out, the search goes on at the place that it had before.
 */
static struct object_id recorded_by(struct notes *notes, const struct object_id *object,
                                    size_t fan_out, const struct version *version)
{
    struct object_id none = {{0}};

    for (size_t moves = 0; moves <= DEEPEST_FAN_OUT; moves++) {
        char path[PATH_SIZE];
        struct str name = note_path(path, object, fan_out);
        const struct revision *newest;
        struct version before;
        struct error error;

        history_add(notes->history, name, HISTORY_ALL);
        history_walk(notes->history, NULL, NULL);
        newest = history_newest(notes->history, name);
        /* A place that was left may have been written before: find when this text came there. */
        while (newest && newest->landing && newest->version.mode == MODE_ABSENT)
            newest = newest->older;
        if (!newest || !newest->landing || !version_equal(&newest->version, version))
            return none;
        if (newest->before.mode != MODE_ABSENT || object_id_is_zero(&newest->landing->parent) ||
            find_at(&before, &fan_out, notes, &newest->landing->parent, object, &error) !=
                OBJECT_FOUND ||
            !version_equal(&before, version))
            return newest->landing->id;
    }
    return none;
}

enum object_status notes_find(struct note *out, struct notes *notes, const struct object_id *object,
                              struct arena *arena, struct error *error)
{
    struct version version;
    size_t fan_out;
    enum object_status status = find_at(&version, &fan_out, notes, &notes->head, object, error);

    *out = (struct note){0};
    if (status == OBJECT_FOUND)
        status = repository_read_verified(&out->text, notes->repository, &version.id, OBJECT_BLOB,
                                          arena, error);
    if (status != OBJECT_FOUND)
        return status;
    out->blob = version.id;
    out->recorded = recorded_by(notes, object, fan_out, &version);
    return OBJECT_FOUND;
}

/* ---- what it says ---- */

/* Where a key ends: at a ':' behind letters, digits, '-' and '+'; -1: there is none. */
static ptrdiff_t key_end(struct str line)
{
    for (size_t i = 0; i < line.len; i++) {
        if (line.data[i] == ':' && i > 0)
            return (ptrdiff_t)i;
        if (!ascii_is_alnum(line.data[i]) && line.data[i] != '-' && line.data[i] != '+')
            return -1;
    }
    return -1;
}

void note_lines_read(struct trailers *out, struct str text, struct arena *arena)
{
    VECTOR(struct trailer) found = {0};
    struct str line;

    *out = (struct trailers){.alone = true};
    while (str_next_line(&line, &text)) {
        ptrdiff_t colon = key_end(line);

        if (colon > 0)
            vector_push(&found, ((struct trailer){
                                    .key = str_slice(line, 0, (size_t)colon),
                                    .value = str_trim(str_slice(line, (size_t)colon + 1, line.len)),
                                }));
        else if (str_trim(line).len)
            out->alone = false;
    }
    out->count = found.count;
    out->items = arena_copy(arena, found.items, found.count * sizeof *found.items);
    vector_release(&found);
}
