/* A revision in JSON, for both commands: version 1 of the form in design.md, section 7. */
#include <stdio.h>

#include "base/clock.h"
#include "report/revision.h"

void revision_write_id(struct json_writer *json, const char *key, const struct object_id *id)
{
    char hex[OBJECT_ID_HEX + 1];

    if (!object_id_is_zero(id)) {
        json_write_string_member(json, key, str_of(object_id_hex(hex, id, OBJECT_ID_HEX)));
        return;
    }
    json_write_member(json, key);
    json_write_null(json);
}

void revision_write_instant(struct json_writer *json, const char *key, int64_t instant)
{
    char text[32];

    json_write_string_member(json, key, str_of(instant_format(text, instant)));
}

void revision_write_day(struct json_writer *json, const char *key, int64_t day)
{
    char text[16];

    json_write_string_member(json, key, str_of(civil_format(text, civil_from_days(day))));
}

static void write_authors(struct json_writer *json, const struct approval_revision *revision)
{
    json_write_member(json, "authors");
    json_write_array_begin(json);
    for (size_t i = 0; i < revision->author_count; i++) {
        const struct approval_author *author = &revision->authors[i];

        json_write_object_begin(json);
        json_write_string_member(json, "name", author->name);
        json_write_string_member(json, "email", author->email);
        json_write_string_member(json, "person", author->person);
        json_write_bool_member(json, "robot", author->robot);
        json_write_bool_member(json, "contributor", author->contributor);
        json_write_bool_member(json, "doubtful", author->doubtful);
        json_write_object_end(json);
    }
    json_write_array_end(json);
}

static void write_evidence(struct json_writer *json, const struct approval_evidence *item)
{
    json_write_object_begin(json);
    json_write_string_member(json, "kind", str_of(item->kind));
    json_write_string_member(json, "object", item->object);
    json_write_string_member(json, "commit", item->commit);
    json_write_string_member(json, "text", item->text);
    json_write_string_member(json, "person", item->person);
    json_write_string_member(json, "name", item->name);
    json_write_string_member(json, "email", item->email);
    json_write_string_member(json, "role", item->role);
    json_write_string_member(json, "recorded_by", item->recorded_by);
    json_write_string_member(json, "source", item->source);
    json_write_string_member(json, "level", str_of(approval_level_name(item->level)));
    revision_write_instant(json, "date", item->date);
    revision_write_day(json, "day", item->day);
    json_write_bool_member(json, "signer_date", item->signer_date);
    json_write_bool_member(json, "late", item->late);
    json_write_bool_member(json, "counts", item->counts);
    json_write_string_member(json, "compensating_control", item->control);
    json_write_string_member(json, "reason", item->reason);
    json_write_string_member(json, "reason_code", approval_reason_code(item->code));
    json_write_object_end(json);
}

static void write_landing(struct json_writer *json, const struct approval_revision *revision)
{
    const struct object_id blob = approval_blob(revision);
    char mode[16];

    revision_write_id(json, "landing", &revision->landing);
    if (revision->landed) {
        revision_write_instant(json, "date", revision->date);
        revision_write_day(json, "day", revision->day);
    } else {
        json_write_member(json, "date");
        json_write_null(json);
        json_write_member(json, "day");
        json_write_null(json);
    }
    revision_write_id(json, "blob", &blob);
    snprintf(mode, sizeof mode, "%06o", (unsigned)revision->mode);
    json_write_string_member(json, "mode", str_of(mode));
    json_write_string_member(json, "path", revision->path);
    json_write_string_member(json, "moved_from", revision->moved_from);
    json_write_string_member(json, "moved_to", revision->moved_to);
    json_write_bool_member(json, "deleted", revision->deleted);
    json_write_string_member(json, "subject", revision->subject);
    json_write_string_member(json, "document_version", revision->document_version);
}

void revision_write_json(struct json_writer *json, const struct approval_revision *revision)
{
    char hex[OBJECT_ID_HEX + 1];

    json_write_object_begin(json);
    json_write_string_member(json, "id", revision->id);
    json_write_string_member(json, "kind", revision->kind ? revision->kind->name : (struct str){0});
    write_landing(json, revision);
    json_write_member(json, "origins");
    json_write_array_begin(json);
    for (size_t i = 0; i < revision->origin_count; i++)
        json_write_string(json,
                          str_of(object_id_hex(hex, &revision->origins[i].commit, OBJECT_ID_HEX)));
    json_write_array_end(json);
    write_authors(json, revision);
    json_write_bool_member(json, "required", revision->required);
    json_write_string_member(json, "verdict", str_of(approval_verdict_name(revision->verdict)));
    json_write_string_member(json, "reason", revision->reason);
    json_write_string_member(json, "reason_code", approval_reason_code(revision->code));
    json_write_string_member(json, "compensating_control", revision->control);
    json_write_member(json, "evidence");
    json_write_array_begin(json);
    for (size_t i = 0; i < revision->evidence_count; i++)
        write_evidence(json, &revision->evidence[i]);
    json_write_array_end(json);
    json_write_object_end(json);
}
