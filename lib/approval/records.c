#include "approval/records.h"

#include <stdlib.h>

#include "approval/judging.h"
#include "approval/keys.h"
#include "base/clock.h"
#include "model/read.h"
#include "source/format.h"

/* ---- reading ---- */

/* "2026-02-11" or "2026-02-11T09:30:00Z"; INT64_MIN for anything else. */
static int64_t read_instant(struct str text)
{
    struct civil civil;
    int64_t hour, minute, second;

    if (!civil_parse(&civil, str_slice(text, 0, 10)))
        return INT64_MIN;
    if (text.len == 10)
        return civil_to_days(civil) * SECONDS_PER_DAY;
    if (text.len != 20 || text.data[10] != 'T' || text.data[13] != ':' || text.data[16] != ':' ||
        text.data[19] != 'Z')
        return INT64_MIN;
    for (size_t i = 11; i < 19; i++)
        if (i % 3 != 1 && !ascii_is_digit(text.data[i]))
            return INT64_MIN;
    hour = (text.data[11] - '0') * 10 + text.data[12] - '0';
    minute = (text.data[14] - '0') * 10 + text.data[15] - '0';
    second = (text.data[17] - '0') * 10 + text.data[18] - '0';
    return civil_to_days(civil) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
}

static struct str keep_text(const struct value *map, struct str key, struct arena *arena)
{
    return arena_str(arena, str_trim(read_text(value_get(map, key))));
}

static bool read_fields(struct record *record, const struct value *map, struct arena *arena)
{
    record->path = keep_text(map, STR("path"), arena);
    record->id = keep_text(map, STR("id"), arena);
    record->person = keep_text(map, STR("person"), arena);
    record->login = keep_text(map, STR("login"), arena);
    record->role = keep_text(map, STR("role"), arena);
    record->meaning = keep_text(map, STR("meaning"), arena);
    record->recorded_by = keep_text(map, STR("recorded_by"), arena);
    record->source = keep_text(map, STR("source"), arena);
    record->date = read_instant(read_text(value_get(map, STR("date"))));
    record->submitted = read_instant(read_text(value_get(map, STR("submitted_at"))));
    return record->path.len &&
           object_id_parse(&record->blob, read_text(value_get(map, STR("blob"))));
}

static bool parse_record(struct record *record, struct str text, struct approvals *approvals)
{
    struct source source;
    struct document document;
    struct sink sink;
    bool good;

    sink_init(&sink, &approvals->scratch);
    source_init(&source, record->file, text, &approvals->scratch);
    good = document_read(&document, &source, &approvals->scratch, &sink) == 0 &&
           sink.diagnostics.count == 0 && document.value->type == VALUE_MAP &&
           read_fields(record, document.value, approvals->arena);
    sink_release(&sink);
    return good;
}

static bool is_record_file(const struct approvals *approvals, struct str path)
{
    return str_starts_with(path, approvals->head->config.approvals.records) &&
           (str_ends_with(path, STR(".yaml")) || str_ends_with(path, STR(".yml")));
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

/* The commit that landed a record; in a shallow clone, of what was there before, the oldest known.
 */
static const struct mainline_commit *landing_of(const struct approvals *approvals,
                                                const struct revision *revision)
{
    return revision->landing
               ? revision->landing
               : history_commit(approvals->history, history_length(approvals->history) - 1);
}

/* FILE.sig; a record is signed only since both are there. */
static void read_signature(struct record *record, struct approvals *approvals)
{
    struct str path = arena_printf(approvals->arena, "%.*s.sig", STR_ARG(record->file));
    const struct revision *revision = history_newest(approvals->history, path);
    const struct mainline_commit *landing;
    struct error error;

    if (!revision || revision->version.mode == MODE_ABSENT ||
        repository_read_verified(&record->armour, approvals->repository, &revision->version.id,
                                 OBJECT_BLOB, approvals->arena, &error) != OBJECT_FOUND)
        return;
    landing = landing_of(approvals, revision);
    if (approvals_position(approvals, landing) < record->position) {
        record->landing = landing;
        record->position = approvals_position(approvals, landing);
    }
}

static void read_record(struct record_index *records, struct approvals *approvals,
                        const struct revision *revision)
{
    struct record *record;
    struct error error;
    struct str text;

    if (!is_record_file(approvals, revision->path) ||
        (revision->version.mode != MODE_FILE && revision->version.mode != MODE_EXECUTABLE))
        return;
    arena_reset(&approvals->scratch);
    if (repository_read_verified(&text, approvals->repository, &revision->version.id, OBJECT_BLOB,
                                 &approvals->scratch, &error) != OBJECT_FOUND)
        return;
    record = ARENA_NEW(approvals->arena, struct record);
    record->file = revision->path;
    record->landing = landing_of(approvals, revision);
    record->position = approvals_position(approvals, record->landing);
    record->text = arena_str(approvals->arena, text);
    if (!parse_record(record, text, approvals)) {
        vector_push(&records->unreadable, record->file);
        return;
    }
    read_signature(record, approvals);
    add_record(records, record);
}

struct record_index *records_read(struct approvals *approvals)
{
    struct record_index *records = ARENA_NEW(approvals->arena, struct record_index);

    map_init(&records->by_path);
    for (size_t i = 0; i < history_path_count(approvals->history); i++)
        read_record(records, approvals, history_path(approvals->history, i));
    return records;
}

void records_release(struct record_index *records)
{
    if (!records)
        return;
    map_release(&records->by_path);
    vector_release(&records->unreadable);
}

/* ---- as evidence ---- */

static struct who who_approves(struct approvals *approvals, const struct frame *frame,
                               const struct record *record)
{
    struct who who = frame_who_by_id(approvals, frame, record->person);

    if (!who.id.len && record->person.len)
        who = frame_who_by_line(approvals, frame, record->person);
    if (!who.id.len && !record->person.len && record->login.len)
        who = frame_who_by_login(approvals, frame, record->login);
    return who;
}

/* A record made for somebody else wants a recorder who is no author, and a source. */
static void check_recorder(struct judging *judging, struct event *event,
                           const struct record *record)
{
    struct approvals *approvals = judging->approvals;
    struct who who;

    if (!record->recorded_by.len)
        return;
    who = frame_who_by_id(approvals, event->frame, record->recorded_by);
    if (!who.id.len)
        who = frame_who_by_line(approvals, event->frame, record->recorded_by);
    if (!who.id.len || who.robot ||
        authors_has(&judging->judged[event->stage].authors, &who, (struct str){0})) {
        event->fault = EVENT_WEAK;
        event->fault_reason = arena_printf(approvals->arena, "it was recorded by \"%.*s\", who %s",
                                           STR_ARG(record->recorded_by),
                                           who.id.len && !who.robot ? "is an author of the content"
                                                                    : "the register does not know");
    } else if (!record->source.len) {
        event->fault = EVENT_WEAK;
        event->fault_reason =
            STR("it was recorded on behalf of the person and names no source for that");
    }
}

/* A robot that may vouch says that a forge had this review from this person. */
static void set_vouched(struct judging *judging, struct event *event, const struct record *record)
{
    struct approvals *approvals = judging->approvals;
    const struct mainline_commit *landing = stage_landing(judging, event->stage);

    event->shown.level = LEVEL_VOUCHED;
    if (record->submitted == INT64_MIN)
        return;
    event->shown.date = event->known = record->submitted;
    event->day = approvals_day(approvals, record->submitted);
    event->always_timely = record->submitted <= landing->time;
}

static void set_weak(struct event *event, struct str reason)
{
    event->fault = EVENT_WEAK;
    event->fault_reason = reason;
}

/* A broken signature voids the record: it does not fall back to what anyone could have typed. */
static void check_signature(struct judging *judging, struct event *event,
                            const struct record *record)
{
    struct approvals *approvals = judging->approvals;
    struct signature signature;
    struct signer signer;

    if (!record->armour.len)
        return;
    signature_detached(&signature, record->armour, record->text);
    keys_verify(&signer, approvals, event->frame, &signature, "ismslint",
                record->landing->time_not_before);
    if (signer_is_unclear(&signer)) {
        event->fault = EVENT_UNCLEAR;
        event->fault_reason = signer.reason;
    } else if (signer.verdict != VERDICT_GOOD) {
        set_weak(event, signer.reason);
    } else if (signer.vouches) {
        set_vouched(judging, event, record);
    } else if (str_equal(signer.who.id, event->who.id) && !signer.who.robot) {
        event->shown.level = LEVEL_SIGNED;
        event->shown.signer_date = true;
        if (record->date != INT64_MIN)
            event->shown.date = record->date;
    } else if (!str_equal(signer.who.id, record->recorded_by) || signer.who.robot) {
        set_weak(event, arena_printf(approvals->arena, "it is signed with the key of %.*s",
                                     STR_ARG(signer.who.title)));
    }
}

static struct str record_text(struct arena *arena, const struct record *record)
{
    if (record->recorded_by.len)
        return arena_printf(arena, "record %.*s, by %.*s on behalf of %.*s", STR_ARG(record->file),
                            STR_ARG(record->recorded_by), STR_ARG(record->person));
    return arena_printf(arena, "record %.*s", STR_ARG(record->file));
}

static struct event *add_record_event(struct judging *judging, size_t index,
                                      const struct record *record)
{
    struct approvals *approvals = judging->approvals;
    const struct mainline_commit *landing = record->landing;
    struct event *event = event_add(judging, index, "record");

    event->position = record->position;
    event->known = landing->time;
    event->day = approvals_day(approvals, landing->time_not_before);
    /* What came later is judged by the people of its own time. */
    if (record->position < judging->timeline.stages[index].step->position) {
        event->frame = frame_judging(approvals, record->position);
        event->before = record->position + 1;
    }
    event_set_person(event, who_approves(approvals, event->frame, record),
                     record->person.len ? record->person : record->login, (struct str){0});
    event->shown.object = record->file;
    event->shown.date = landing->time;
    event->shown.text = record_text(approvals->arena, record);
    event->shown.level = LEVEL_ASSERTED;
    check_signature(judging, event, record);
    check_recorder(judging, event, record);
    return event;
}

/* Landed after the last content of another substance before the run: else it is older news. */
static bool in_window(const struct judging *judging, size_t run, const struct record *record)
{
    return run == 0 || record->position < judging->timeline.stages[run - 1].step->position;
}

/* Which content of the run the record names: 1 this stage's, 0 none of it, -1 cannot be told. */
static int names_stage(struct judging *judging, size_t index, const struct record *record)
{
    const struct stage *stage = &judging->timeline.stages[index];
    const struct version *version = &stage->step->revision->version;
    struct version named = {.mode = MODE_FILE, .id = record->blob};

    if (version->mode != MODE_FILE && version->mode != MODE_EXECUTABLE)
        return 0;
    if (record->id.len && !str_equal(record->id, judging->artifact->id))
        return 0;
    if (object_id_equal(&record->blob, &version->id))
        return 1;
    /* Another content of the run is that stage's affair, else it never landed. */
    for (size_t i = stage->run; i < judging->timeline.count; i++)
        if (object_id_equal(&record->blob, &judging->timeline.stages[i].step->revision->version.id))
            return 0;
    if (index != stage->run)
        return 0;
    return stage_has_substance(judging->approvals, stage, judging->artifact, record->path, &named);
}

void records_gather(struct judging *judging, size_t index)
{
    const struct stage *stage = &judging->timeline.stages[index];
    const struct record *record =
        map_get(&judging->approvals->records->by_path, stage->step->revision->path);

    for (; record; record = record->next) {
        int names;

        if (!in_window(judging, stage->run, record))
            continue;
        names = names_stage(judging, index, record);
        if (names > 0)
            add_record_event(judging, index, record);
        if (names < 0) {
            struct event *event = add_record_event(judging, index, record);

            event->fault = EVENT_UNCLEAR;
            event->fault_reason = STR("the content that the record names is not in this clone");
        }
    }
}
