#include "scripted/commit_block.h"

#include "base/clock.h"
#include "base/suggest.h"
#include "base/vector.h"
#include "scripted/block.h"

/* A commit block while it is read. */
struct reading {
    struct scripted_block block;
    struct replay_commit *commit;
    VECTOR(struct replay_step) changes;
};

/* ---- dates and people ---- */

/* COUNT digits of TEXT at OFFSET, as a number; -1 if something else is there. */
static int digits_at(struct str text, size_t offset, size_t count)
{
    int number = 0;

    for (size_t i = offset; i < offset + count; i++) {
        if (i >= text.len || !ascii_is_digit(text.data[i]))
            return -1;
        number = number * 10 + (text.data[i] - '0');
    }
    return number;
}

/* "Z" or "+02:00": minutes east of UTC. */
static bool read_offset(struct str text, int32_t *minutes)
{
    int hours = digits_at(text, 1, 2), rest = digits_at(text, 4, 2);

    *minutes = 0;
    if (str_equal_c(text, "Z"))
        return true;
    if (text.len != 6 || (text.data[0] != '+' && text.data[0] != '-') || text.data[3] != ':' ||
        hours < 0 || rest < 0)
        return false;
    *minutes = (hours * 60 + rest) * (text.data[0] == '-' ? -1 : 1);
    return true;
}

/* "T09:30:00+02:00" behind the day that begins at *TIME. */
static bool read_time(struct str text, int64_t *time, int32_t *offset)
{
    int hours = digits_at(text, 1, 2), minutes = digits_at(text, 4, 2);
    int seconds = digits_at(text, 7, 2);

    if (text.len < 10 || text.data[0] != 'T' || text.data[3] != ':' || text.data[6] != ':' ||
        hours < 0 || minutes < 0 || seconds < 0 ||
        !read_offset(str_slice(text, 9, text.len), offset))
        return false;
    *time += hours * 3600 + minutes * 60 + seconds - (int64_t)*offset * 60;
    return true;
}

static int read_date(const struct reading *reading, const struct value *value,
                     struct replay_person *person)
{
    enum { NOON = 12 * 3600, DAY_LENGTH = 10 };
    struct civil civil;
    struct str text;

    if (scripted_block_string(&reading->block, value, &text) < 0)
        return -1;
    if (!civil_parse(&civil, str_slice(text, 0, DAY_LENGTH)))
        return scripted_block_fault(&reading->block, value->span, "this is not a date:", text);
    person->time = civil_to_days(civil) * SECONDS_PER_DAY;
    person->offset = 0;
    if (text.len == DAY_LENGTH)
        person->time += NOON;
    else if (!read_time(str_slice(text, DAY_LENGTH, text.len), &person->time, &person->offset))
        return scripted_block_fault(&reading->block, value->span,
                                    "this is not a time like 2026-02-11T09:30:00Z:", text);
    return 0;
}

/* "Ana Ruiz <ana@example.org>" */
static int read_person(const struct reading *reading, const struct value *value,
                       struct replay_person *person)
{
    struct str text;
    ptrdiff_t open;

    if (scripted_block_string(&reading->block, value, &text) < 0)
        return -1;
    open = str_find(text, STR("<"), 0);
    if (open < 0 || !str_ends_with(text, STR(">")))
        return scripted_block_fault(&reading->block, value->span,
                                    "this should be \"Name <mail>\":", text);
    person->name = str_trim(str_slice(text, 0, (size_t)open));
    person->email = str_slice(text, (size_t)open + 1, text.len - 1);
    return 0;
}

/* ---- the keys ---- */

static void add_change(struct reading *reading, struct replay_step step)
{
    scripted_block_place(&step, reading->block.fence);
    vector_push(&reading->changes, step);
}

static int set_message(struct reading *reading, const struct value *value)
{
    return scripted_block_string(&reading->block, value, &reading->commit->message);
}

static int set_author(struct reading *reading, const struct value *value)
{
    return read_person(reading, value, &reading->commit->author);
}

static int set_committer(struct reading *reading, const struct value *value)
{
    return read_person(reading, value, &reading->commit->committer);
}

static int set_date(struct reading *reading, const struct value *value)
{
    return read_date(reading, value, &reading->commit->author);
}

static int set_committer_date(struct reading *reading, const struct value *value)
{
    return read_date(reading, value, &reading->commit->committer);
}

static int set_branch(struct reading *reading, const struct value *value)
{
    return scripted_block_string(&reading->block, value, &reading->commit->branch);
}

static int set_from(struct reading *reading, const struct value *value)
{
    return scripted_block_string(&reading->block, value, &reading->commit->from);
}

static int set_sign(struct reading *reading, const struct value *value)
{
    return scripted_block_string(&reading->block, value, &reading->commit->sign_with);
}

static int set_merge(struct reading *reading, const struct value *value)
{
    return scripted_block_strings(&reading->block, value, &reading->commit->merge);
}

static int set_strategy(struct reading *reading, const struct value *value)
{
    struct str name;

    if (scripted_block_string(&reading->block, value, &name) < 0)
        return -1;
    if (!str_equal_c(name, "ours") && !str_equal_c(name, "theirs"))
        return scripted_block_fault(&reading->block, value->span,
                                    "a strategy is `ours` or `theirs`, not", name);
    reading->commit->strategy = str_equal_c(name, "ours") ? REPLAY_OURS : REPLAY_THEIRS;
    return 0;
}

static int set_delete(struct reading *reading, const struct value *value)
{
    for (size_t i = 0; i < scripted_block_count(value); i++) {
        struct replay_step step = {.verb = REPLAY_DELETE};

        if (scripted_block_string(&reading->block, scripted_block_thing(value, i), &step.path) < 0)
            return -1;
        add_change(reading, step);
    }
    return 0;
}

static int set_move(struct reading *reading, const struct value *value)
{
    if (scripted_block_map(&reading->block, value, "this should be {OLD: NEW}:") < 0)
        return -1;
    VALUE_EACH_ENTRY (entry, value) {
        struct replay_step step = {.verb = REPLAY_MOVE, .path = entry->key};

        if (scripted_block_string(&reading->block, entry->value, &step.target) < 0)
            return -1;
        add_change(reading, step);
    }
    return 0;
}

static int set_submodule(struct reading *reading, const struct value *value)
{
    if (scripted_block_map(&reading->block, value, "this should be {PATH: ID}:") < 0)
        return -1;
    VALUE_EACH_ENTRY (entry, value) {
        struct replay_step step = {.verb = REPLAY_SUBMODULE, .path = entry->key};

        /* Forty digits may be an integer to YAML: what is written counts. */
        step.content = entry->value->type == VALUE_STRING ? entry->value->string
                                                          : span_text(entry->value->span);
        add_change(reading, step);
    }
    return 0;
}

static int set_empty(struct reading *reading, const struct value *value)
{
    return scripted_block_bool(&reading->block, value, &reading->commit->may_be_empty);
}

/* ---- tags and notes: a string, or a map ---- */

static int read_tag(const struct reading *reading, const struct value *value,
                    struct replay_tag *tag)
{
    const struct value *tagger = value_get(value, STR("tagger"));
    const struct value *date = value_get(value, STR("date"));

    if (value->type != VALUE_MAP)
        return scripted_block_string(&reading->block, value, &tag->name);
    tag->name = value_get_string(value, STR("name"));
    tag->message = value_get_string(value, STR("message"));
    if (tag->name.len == 0)
        return scripted_block_fault(&reading->block, value->span,
                                    "a tag requires a name:", span_text(value->span));
    if (tagger && read_person(reading, tagger, &tag->tagger) < 0)
        return -1;
    return date ? read_date(reading, date, &tag->tagger) : 0;
}

static int set_tag(struct reading *reading, const struct value *value)
{
    struct replay_commit *commit = reading->commit;

    commit->tag_count = scripted_block_count(value);
    commit->tags = arena_alloc_array(reading->block.arena, commit->tag_count, sizeof *commit->tags);
    for (size_t i = 0; i < commit->tag_count; i++)
        if (read_tag(reading, scripted_block_thing(value, i), &commit->tags[i]) < 0)
            return -1;
    return 0;
}

static int read_note(const struct reading *reading, const struct value *value,
                     struct replay_note *note)
{
    const struct value *author = value_get(value, STR("author"));
    const struct value *date = value_get(value, STR("date"));

    if (value->type != VALUE_MAP)
        return scripted_block_string(&reading->block, value, &note->text);
    note->ref = value_get_string(value, STR("ref"));
    note->text = value_get_string(value, STR("text"));
    if (author && read_person(reading, author, &note->author) < 0)
        return -1;
    return date ? read_date(reading, date, &note->author) : 0;
}

static int set_note(struct reading *reading, const struct value *value)
{
    struct replay_commit *commit = reading->commit;

    commit->note_count = scripted_block_count(value);
    commit->notes =
        arena_alloc_array(reading->block.arena, commit->note_count, sizeof *commit->notes);
    for (size_t i = 0; i < commit->note_count; i++)
        if (read_note(reading, scripted_block_thing(value, i), &commit->notes[i]) < 0)
            return -1;
    return 0;
}

static const struct {
    const char *key;
    int (*set)(struct reading *reading, const struct value *value);
} keys[] = {
    {"message", set_message},
    {"author", set_author},
    {"date", set_date},
    {"committer", set_committer},
    {"committer-date", set_committer_date},
    {"branch", set_branch},
    {"from", set_from},
    {"merge", set_merge},
    {"strategy", set_strategy},
    {"delete", set_delete},
    {"move", set_move},
    {"submodule", set_submodule},
    {"tag", set_tag},
    {"note", set_note},
    {"sign", set_sign},
    {"empty", set_empty},
};

static int read_entry(struct reading *reading, const struct value_entry *entry)
{
    struct suggestion suggestion;

    suggestion_init(&suggestion, entry->key);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (str_equal_c(entry->key, keys[i].key))
            return keys[i].set(reading, entry->value);
        suggestion_offer(&suggestion, str_of(keys[i].key));
    }
    return scripted_block_unknown(&reading->block, entry, suggestion.best);
}

static int read_entries(struct reading *reading)
{
    const struct value *map;

    if (scripted_block_read(&map, &reading->block) < 0)
        return -1;
    for (size_t i = 0; map && i < map->map.count; i++)
        if (read_entry(reading, &map->map.entries[i]) < 0)
            return -1;
    return 0;
}

int scripted_commit_block_read(struct scripted_commit_block *out, struct str path,
                               const struct markdown_block *block, struct arena *arena,
                               struct error *error)
{
    struct reading reading = {.commit = ARENA_NEW(arena, struct replay_commit)};
    int result;

    scripted_block_init(&reading.block, "commit", path, block, arena, error);
    result = read_entries(&reading);
    *out = (struct scripted_commit_block){
        .changes = arena_copy(arena, reading.changes.items,
                              reading.changes.count * sizeof *reading.changes.items),
        .change_count = reading.changes.count,
        .step = {.verb = REPLAY_COMMIT, .commit = reading.commit},
    };
    scripted_block_place(&out->step, block);
    vector_release(&reading.changes);
    return result;
}
