#include "approval/records.h"

#include <stdlib.h>

#include "approval/context.h"
#include "approval/timeline.h"
#include "base/clock.h"
#include "model/read.h"
#include "source/format.h"

/* ---- reading ---- */

/* "2026-02-11" (in ZONE) or "2026-02-11T09:30:00Z"; INT64_MIN for anything else. */
static int64_t read_instant(struct str text, const struct zone *zone)
{
    struct civil civil;
    int64_t hour, minute, second;

    if (!civil_parse(&civil, str_slice(text, 0, 10)))
        return INT64_MIN;
    if (text.len == 10)
        return zone_day_begin(zone, civil_to_days(civil));
    if (text.len != 20 || text.data[10] != 'T' || text.data[13] != ':' || text.data[16] != ':' ||
        text.data[19] != 'Z')
        return INT64_MIN;
    for (size_t i = 11; i < 19; i++)
        if (i % 3 != 1 && !ascii_is_digit(text.data[i]))
            return INT64_MIN;
    hour = (text.data[11] - '0') * 10 + text.data[12] - '0';
    minute = (text.data[14] - '0') * 10 + text.data[15] - '0';
    second = (text.data[17] - '0') * 10 + text.data[18] - '0';
    if (hour > 23 || minute > 59 || second > 59)
        return INT64_MIN;
    return civil_to_days(civil) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
}

static struct str keep_text(const struct value *map, struct str key, struct arena *arena)
{
    return arena_str(arena, str_trim(read_text(value_get(map, key))));
}

/* `blob: deleted` approves that the path goes. */
static bool read_blob(struct record *record, struct str text)
{
    record->deletes = str_equal_c(str_trim(text), "deleted");
    return record->deletes || object_id_parse(&record->blob, text);
}

/* A landing that cannot be read must not become "any". */
static bool read_bound(struct record *record, const struct value *map)
{
    const struct value *landing = value_get(map, STR("landing"));

    return !landing || object_id_parse(&record->bound, read_text(landing));
}

static bool read_fields(struct record *record, const struct value *map, const struct zone *zone,
                        struct arena *arena)
{
    record->path = keep_text(map, STR("path"), arena);
    record->id = keep_text(map, STR("id"), arena);
    record->person = keep_text(map, STR("person"), arena);
    record->login = keep_text(map, STR("login"), arena);
    record->forge = keep_text(map, STR("forge"), arena);
    record->role = keep_text(map, STR("role"), arena);
    record->meaning = keep_text(map, STR("meaning"), arena);
    record->recorded_by = keep_text(map, STR("recorded_by"), arena);
    record->source = keep_text(map, STR("source"), arena);
    record->date = read_instant(read_text(value_get(map, STR("date"))), zone);
    record->submitted = read_instant(read_text(value_get(map, STR("submitted_at"))), zone);
    record->review = keep_text(map, STR("review_url"), arena);
    return record->path.len && read_bound(record, map) &&
           (record->person.len || record->login.len) &&
           read_blob(record, read_text(value_get(map, STR("blob"))));
}

bool record_read(struct record *record, struct str text, struct approvals *approvals)
{
    struct source source;
    struct document document;
    struct sink sink;
    bool good;

    sink_init(&sink, &approvals->scratch);
    source_init(&source, record->file, text, &approvals->scratch);
    good = document_read(&document, &source, &approvals->scratch, &sink) == 0 &&
           sink.diagnostics.count == 0 && document.value->type == VALUE_MAP &&
           read_fields(record, document.value, &approvals->head->config.zone, approvals->arena);
    sink_release(&sink);
    return good;
}

static bool has_record_name(struct str path)
{
    return str_ends_with(path, STR(".yaml")) || str_ends_with(path, STR(".yml"));
}

static bool is_record_file(const struct approvals *approvals, struct str path)
{
    return str_starts_with(path, approvals->head->config.approvals.records) &&
           has_record_name(path);
}

/*
 * Was PATH a record, or a record's signature, by the configuration after POSITION? What lay
 * there before its folder was one of records was a draft.
 */
static bool was_record_file(struct approvals *approvals, struct str path, size_t position)
{
    return str_starts_with(path, frame_after(approvals, position)->config->approvals.records) &&
           (has_record_name(path) || str_ends_with(path, STR(".sig")));
}

static void add_record(struct record_index *records, struct record *record)
{
    struct record *first = map_get(&records->by_path, record->path);

    if (!first) {
        map_put(&records->by_path, record->path, record);
        return;
    }
    record->next = first->next;
    first->next = record;
}

/* ---- since when, and until when, a record says what it says ---- */

static bool is_regular(const struct revision *revision)
{
    return revision->version.mode == MODE_FILE || revision->version.mode == MODE_EXECUTABLE;
}

/* The commit of REVISION; of what was there when the history breaks off, the oldest known. */
static const struct mainline_commit *landing_of(const struct approvals *approvals,
                                                const struct revision *revision)
{
    return revision->landing    ? revision->landing
           : revision->known_at ? revision->known_at
                                : history_commit(approvals->history, 0);
}

static size_t position_of(const struct approvals *approvals, const struct revision *revision)
{
    return approvals_position(approvals, landing_of(approvals, revision));
}

/* The bytes of REVISION, a file, into ARENA; false if they are not there. */
static bool read_bytes(struct str *out, struct approvals *approvals,
                       const struct revision *revision, struct arena *arena, struct error *error)
{
    return repository_read_verified(out, approvals->repository, &revision->version.id, OBJECT_BLOB,
                                    arena, error) == OBJECT_FOUND;
}

/* It may approve anything, or be signed by anybody: the first one is told. */
static void note_lost(struct record_index *records, struct approvals *approvals,
                      const struct revision *revision, const struct error *error)
{
    if (!records->lost.len)
        records->lost =
            arena_printf(approvals->arena, "the approval record %.*s cannot be read: %s",
                         STR_ARG(revision->path), error->message);
}

/* Do both tell of the same approval, if in another layout or with other remarks? */
static bool tell_the_same(const struct record *a, const struct record *b)
{
    return str_equal(a->path, b->path) && object_id_equal(&a->blob, &b->blob) &&
           a->deletes == b->deletes && str_equal(a->id, b->id) && str_equal(a->person, b->person) &&
           str_equal(a->login, b->login) && str_equal(a->forge, b->forge) &&
           str_equal(a->recorded_by, b->recorded_by) && str_equal(a->source, b->source) &&
           a->submitted == b->submitted && object_id_equal(&a->bound, &b->bound);
}

/* Does EARLIER hold RECORD? What is signed must be the same to the byte. */
static bool holds_record(struct approvals *approvals, const struct revision *earlier,
                         const struct revision *later, const struct record *record)
{
    struct record before = {.file = earlier->path};
    struct error error;
    struct str text;

    if (!is_regular(earlier))
        return false;
    if (object_id_equal(&earlier->version.id, &later->version.id))
        return true;
    arena_reset(&approvals->scratch);
    return !record->is_signed &&
           read_bytes(&text, approvals, earlier, &approvals->scratch, &error) &&
           record_read(&before, text, approvals) && tell_the_same(&before, record);
}

/* The landing before; what lay elsewhere, or under a name of no record, was only a draft. */
static const struct revision *record_before(struct approvals *approvals,
                                            const struct revision *revision)
{
    const struct revision *earlier = timeline_before(approvals, revision);

    return earlier &&
                   was_record_file(approvals, earlier->path, position_of(approvals, revision) + 1)
               ? earlier
               : NULL;
}

/* Since when something says what it says as a record. */
struct beginning {
    const struct revision *revision; /* its landing, at whatever path of a record */
    size_t position;                 /* later, if its folder was not yet one of records */
};

/* Since when PATH, which was a record at NEWEST, was one without a break. */
static size_t record_file_since(struct approvals *approvals, struct str path, size_t newest,
                                size_t landed)
{
    const struct file_versions *versions = &approvals->frames.versions;
    size_t since = newest;

    for (size_t i = file_versions_change(versions, newest); i < versions->changes.count; i++) {
        size_t changed = versions->changes.items[i];

        if (!was_record_file(approvals, path, changed))
            return since;
        if (changed >= landed)
            return landed;
        since = changed;
    }
    return was_record_file(approvals, path, landed) ? landed : since;
}

/* The first landing of RECORD, which REVISION holds: neither a move nor a formatter renews it. */
static struct beginning first_landing(struct approvals *approvals, const struct revision *revision,
                                      const struct record *record)
{
    const struct revision *earlier = record_before(approvals, revision);
    size_t newest = 0;

    while (earlier && holds_record(approvals, earlier, revision, record)) {
        newest = str_equal(earlier->path, revision->path) ? newest
                                                          : position_of(approvals, revision) + 1;
        revision = earlier;
        earlier = record_before(approvals, revision);
    }
    return (struct beginning){revision, record_file_since(approvals, revision->path, newest,
                                                          position_of(approvals, revision))};
}

/* FILE.sig as it stood while REVISION did, which ended at position UNTIL, or NULL. */
static const struct revision *signature_beside(struct approvals *approvals,
                                               const struct revision *revision, size_t until)
{
    struct str path = arena_printf(&approvals->scratch, "%.*s.sig", STR_ARG(revision->path));
    const struct revision *signature = history_newest(approvals->history, path);

    while (signature && until != SIZE_MAX && position_of(approvals, signature) <= until)
        signature = signature->older;
    return signature;
}

/* A record is signed only since both it and its signature are there. */
static void date_record(struct record *record, struct approvals *approvals, struct beginning first,
                        const struct revision *signature)
{
    struct beginning signed_first =
        record->is_signed ? first_landing(approvals, signature, record) : first;

    if (signed_first.position < first.position)
        first = signed_first;
    record->position = first.position;
    record->landing = first.position == position_of(approvals, first.revision)
                          ? landing_of(approvals, first.revision)
                          : history_commit(approvals->history, first.position);
}

/*
 * The signature was taken away while RECORD stood: until then there was a signed one,
 * which counts for a text that was followed by another before that.
 */
static void add_signed_once(struct record_index *records, struct approvals *approvals,
                            const struct record *record, const struct revision *revision,
                            const struct revision *removed)
{
    struct record *once;
    struct error error;

    if (!removed->landing || !removed->older || !is_regular(removed->older) ||
        approvals_position(approvals, removed->landing) >= record->position)
        return;
    once = ARENA_NEW(approvals->arena, struct record);
    *once = *record;
    once->ended = removed->landing;
    once->is_signed = true;
    if (read_bytes(&once->armour, approvals, removed->older, approvals->arena, &error)) {
        date_record(once, approvals, first_landing(approvals, revision, once), removed->older);
        add_record(records, once);
    } else {
        note_lost(records, approvals, removed->older, &error);
    }
}

/*
 * Read what REVISION holds, and since when. ENDED is the landing that took it
 * away or wrote another thing there, or NULL. Returns its first landing.
 */
static const struct revision *read_spell(struct record_index *records, struct approvals *approvals,
                                         const struct revision *revision,
                                         const struct mainline_commit *ended)
{
    struct record *record = ARENA_NEW(approvals->arena, struct record);
    size_t until = ended ? approvals_position(approvals, ended) : SIZE_MAX;
    const struct revision *signature;
    struct beginning first;
    struct error error;

    arena_reset(&approvals->scratch);
    if (!read_bytes(&record->text, approvals, revision, approvals->arena, &error)) {
        note_lost(records, approvals, revision, &error);
        return revision;
    }
    record->file = revision->path;
    record->ended = ended;
    if (!record_read(record, record->text, approvals)) {
        if (!ended)
            vector_push(&records->unreadable, record->file);
        return revision;
    }
    signature = signature_beside(approvals, revision, until);
    record->is_signed = signature && is_regular(signature);
    if (record->is_signed &&
        !read_bytes(&record->armour, approvals, signature, approvals->arena, &error)) {
        note_lost(records, approvals, signature, &error);
        return revision;
    }
    first = first_landing(approvals, revision, record);
    date_record(record, approvals, first, signature);
    if (signature && !is_regular(signature))
        add_signed_once(records, approvals, record, revision, signature);
    add_record(records, record);
    return first.revision;
}

/* ---- files ---- */

/* Which files were moved away: what they held is told where they went. */
static void find_moves(struct map *moved, struct approvals *approvals)
{
    for (size_t i = 0; i < history_path_count(approvals->history); i++) {
        const struct revision *revision = history_path(approvals->history, i);

        if (!is_record_file(approvals, revision->path))
            continue;
        for (; revision; revision = revision->older) {
            struct str origin = move_of(&approvals->moves, revision)->path;

            if (origin.len)
                map_put(moved, landing_key(origin, &revision->landing->id, approvals->arena),
                        approvals);
        }
    }
}

/* Read all that the line of landings up to REVISION said; MOVED is what find_moves found. */
static void read_line(struct record_index *records, struct approvals *approvals,
                      const struct map *moved, const struct revision *revision)
{
    const struct mainline_commit *ended = NULL;

    while (revision) {
        if (is_regular(revision))
            revision = read_spell(records, approvals, revision, ended);
        else if (revision->landing &&
                 map_get(moved,
                         landing_key(revision->path, &revision->landing->id, &approvals->scratch)))
            return;
        ended = landing_of(approvals, revision);
        revision = record_before(approvals, revision);
    }
}

/* All lines of a path: where a file was moved to it one begins, and an older one may have ended. */
static void read_file(struct record_index *records, struct approvals *approvals,
                      const struct map *moved, const struct revision *newest)
{
    read_line(records, approvals, moved, newest);
    for (const struct revision *at = newest; at && at->older; at = at->older)
        if (move_of(&approvals->moves, at)->path.len)
            read_line(records, approvals, moved, at->older);
}

/* A commit that nobody can read whole may have brought a record that another took away. */
static void note_unlisted(struct record_index *records, struct approvals *approvals)
{
    struct str gap = history_gap(approvals->history, approvals->head->config.approvals.records);

    if (gap.len && !records->lost.len)
        records->lost =
            arena_printf(approvals->arena, "approval records may be missing: %.*s", STR_ARG(gap));
}

struct record_index *records_read(struct approvals *approvals)
{
    struct record_index *records = ARENA_NEW(approvals->arena, struct record_index);
    struct map moved;

    map_init(&records->by_path);
    map_init(&moved);
    find_moves(&moved, approvals);
    for (size_t i = 0; i < history_path_count(approvals->history); i++) {
        const struct revision *newest = history_path(approvals->history, i);

        if (is_record_file(approvals, newest->path))
            read_file(records, approvals, &moved, newest);
    }
    map_release(&moved);
    note_unlisted(records, approvals);
    return records;
}

static void read_entry(struct record_index *records, struct approvals *approvals,
                       struct snapshot_entry *entry)
{
    struct record *record = ARENA_NEW(approvals->arena, struct record);
    struct snapshot_entry *signature;
    struct error ignored;

    record->file = entry->path;
    if (snapshot_read(&record->text, approvals->snapshot, entry, approvals->arena, &ignored) < 0 ||
        !record_read(record, record->text, approvals))
        return;
    signature = snapshot_find(approvals->snapshot,
                              arena_printf(&approvals->scratch, "%.*s.sig", STR_ARG(entry->path)));
    record->is_signed = signature != NULL;
    if (signature)
        snapshot_read(&record->armour, approvals->snapshot, signature, approvals->arena, &ignored);
    add_record(records, record);
}

struct record_index *records_of_snapshot(struct approvals *approvals)
{
    struct record_index *records = ARENA_NEW(approvals->arena, struct record_index);

    map_init(&records->by_path);
    for (size_t i = 0; i < approvals->snapshot->count; i++) {
        struct snapshot_entry *entry = &approvals->snapshot->entries[i];

        arena_reset(&approvals->scratch);
        if (is_record_file(approvals, entry->path) &&
            (entry->mode == MODE_FILE || entry->mode == MODE_EXECUTABLE))
            read_entry(records, approvals, entry);
    }
    return records;
}

void records_release(struct record_index *records)
{
    if (!records)
        return;
    map_release(&records->by_path);
    vector_release(&records->unreadable);
}
