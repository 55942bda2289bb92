#include "git/notes.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/memory.h"
#include "git/history_private.h"

struct notes {
    struct repository *repository;
    struct object_id head;
    struct history *history; /* of the notes' tree: who recorded what */
    bool walked;             /* through that, for all notes at once */
    size_t steps;            /* through what was merged into it, for one note after the other */
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

/*
 * Look for the note in the tree of COMMIT, at any fan-out; *FAN_OUT is where it was
 * found. OBJECT_MISSING with ERROR empty: there is none.
 */
static enum object_status find_at(struct version *out, size_t *fan_out, struct notes *notes,
                                  const struct object_id *commit, const struct object_id *object,
                                  struct error *error)
{
    struct tree_cache *trees = &notes->history->trees;
    struct graph_node *node;
    enum object_status status = commit_graph_get(&node, &notes->history->graph, commit, error);
    struct version folder = {.mode = MODE_FOLDER};
    char hex[OBJECT_ID_HEX + 1];
    struct str rest = {object_id_hex(hex, object, OBJECT_ID_HEX), OBJECT_ID_HEX};

    if (status == OBJECT_FOUND)
        folder.id = node->tree;
    for (*fan_out = 0; status == OBJECT_FOUND && folder.mode; (*fan_out)++) {
        struct object_id tree = folder.id;

        status = tree_find(out, trees, &tree, rest, false, error);
        if (status != OBJECT_FOUND || out->mode != MODE_ABSENT)
            return status;
        status = tree_find(&folder, trees, &tree, str_slice(rest, 0, 2), true, error);
        rest = str_slice(rest, 2, rest.len);
    }
    *error = status == OBJECT_FOUND ? (struct error){0} : *error;
    return status == OBJECT_FOUND ? OBJECT_MISSING : status;
}

/* ---- who recorded it ---- */

/* Is PATH a place of a note: 40 digits, whatever the fan-out? */
static bool is_note_path(void *context, struct str path)
{
    size_t digits = 0;

    (void)context;
    for (size_t i = 0; i < path.len; i++)
        digits += path.data[i] != '/';
    return digits == OBJECT_ID_HEX;
}

/* All that ever happened to notes, in one walk: one for each would cost as much as all together. */
static void walk_once(struct notes *notes)
{
    if (notes->walked)
        return;
    notes->walked = true;
    history_add_matching(notes->history, is_note_path, NULL);
    history_walk(notes->history, NULL, NULL);
}

/* Since when VERSION stands at NAME, or did when NAME was left; NULL if that cannot be told. */
static const struct revision *landing_at(struct notes *notes, struct str name,
                                         const struct version *version)
{
    const struct revision *newest = history_newest(notes->history, name);

    /* A place that was left may have been written before: find when this text came there. */
    while (newest && newest->landing && newest->version.mode == MODE_ABSENT)
        newest = newest->older;
    return newest && newest->landing && version_equal(&newest->version, version) ? newest : NULL;
}

/* What the search for the commit that recorded a note looks for. */
struct wanted {
    const struct object_id *object; /* that the note is on */
    const struct version *version;  /* the note */
};

/*
 * A parent of COMMIT that has the note already. OBJECT_MISSING with ERROR empty: none has;
 * with a message: that cannot be told.
 */
static enum object_status parent_with(struct object_id *out, struct notes *notes,
                                      const struct object_id *commit, const struct wanted *wanted,
                                      struct error *error)
{
    struct graph_node *node;
    enum object_status status = commit_graph_get(&node, &notes->history->graph, commit, error);

    if (status != OBJECT_FOUND)
        return status;
    if (node->is_boundary || notes->steps + node->parent_count > LIMIT_NOTE_STEPS) {
        error_set(error, ERROR_FAILURE, "the history of the notes is incomplete or too long");
        return OBJECT_MISSING;
    }
    for (uint32_t i = 0; i < node->parent_count; i++) {
        struct version version = {0};
        size_t fan_out;

        notes->steps++;
        status = find_at(&version, &fan_out, notes, &node->parent_ids[i], wanted->object, error);
        *out = node->parent_ids[i];
        if (status == OBJECT_FOUND && version_equal(&version, wanted->version))
            return OBJECT_FOUND;
        if (status != OBJECT_FOUND && error->message[0])
            return status;
    }
    return OBJECT_MISSING;
}

/*
 * The commit that made the note what it is, from a LANDING of it on. A merge of the notes
 * of two clones records only what none of the two had.
 */
static struct object_id recorded_before(struct notes *notes, struct object_id landing,
                                        const struct wanted *wanted)
{
    struct object_id none = {{0}}, parent;
    struct error error = {0};

    while (parent_with(&parent, notes, &landing, wanted, &error) == OBJECT_FOUND)
        landing = parent;
    return error.message[0] ? none : landing;
}

/*
 * The commit that made the note what it is. Where a commit only moved it to
 * another fan-out, the search goes on at the place that it had before.
 */
static struct object_id recorded_by(struct notes *notes, size_t fan_out,
                                    const struct wanted *wanted)
{
    struct object_id none = {{0}};

    walk_once(notes);
    for (size_t moves = 0; moves <= DEEPEST_FAN_OUT; moves++) {
        char path[PATH_SIZE];
        const struct revision *newest =
            landing_at(notes, note_path(path, wanted->object, fan_out), wanted->version);
        struct version before = {0};
        struct error error = {0};

        if (!newest)
            return none;
        if (newest->before.mode != MODE_ABSENT || object_id_is_zero(&newest->landing->parent))
            return recorded_before(notes, newest->landing->id, wanted);
        if (find_at(&before, &fan_out, notes, &newest->landing->parent, wanted->object, &error) !=
                OBJECT_FOUND &&
            error.message[0])
            return none;
        if (!version_equal(&before, wanted->version))
            return recorded_before(notes, newest->landing->id, wanted);
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
    if (status == OBJECT_FOUND && out->text.len > LIMIT_COMMIT_SIZE) {
        error_set(error, ERROR_FAILURE, "it is larger than ismslint reads");
        return OBJECT_CORRUPT;
    }
    if (status != OBJECT_FOUND)
        return status;
    out->blob = version.id;
    out->recorded = recorded_by(notes, fan_out, &(struct wanted){object, &version});
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

bool note_line_read(struct trailer *out, struct str line)
{
    ptrdiff_t colon = key_end(line);

    if (colon <= 0)
        return false;
    *out = (struct trailer){.key = str_slice(line, 0, (size_t)colon),
                            .value = str_trim(str_slice(line, (size_t)colon + 1, line.len))};
    return true;
}

bool note_is_lines(struct str text)
{
    struct trailer trailer;
    struct str line;

    while (str_next_line(&line, &text))
        if (str_trim(line).len && !note_line_read(&trailer, line))
            return false;
    return true;
}
