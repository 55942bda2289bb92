/*
 * The JSON form, version 1, described for its readers in docs/reference/json.md. Lines and columns
 * are 1-based, a column counts code points; offsets are bytes from 0; an end is the place behind
 * the last character. A finding without a place has no "start" and "end"; texts that there are not
 * are left out.
 */
#include "base/json_writer.h"
#include "changes/changes.h"
#include "report/formats.h"
#include "report/tally.h"

static void add_text(struct json_writer *writer, const char *key, struct str text)
{
    if (text.len > 0)
        json_write_string_member(writer, key, text);
}

static void add_place(struct json_writer *writer, const char *key, struct span span,
                      uint32_t offset)
{
    struct position position = source_position(span.source, offset);

    json_write_member(writer, key);
    json_write_object_begin(writer);
    json_write_int_member(writer, "line", position.line);
    json_write_int_member(writer, "column", position.column);
    json_write_int_member(writer, "offset", offset);
    json_write_object_end(writer);
}

static void add_span(struct json_writer *writer, struct span span)
{
    if (!span.source)
        return;
    add_place(writer, "start", span, span.start);
    add_place(writer, "end", span, span.end);
}

static void add_artifact(struct json_writer *writer, const struct finding *finding)
{
    if (finding->kind.len == 0)
        return;
    json_write_member(writer, "artifact");
    json_write_object_begin(writer);
    json_write_string_member(writer, "kind", finding->kind);
    add_text(writer, "id", finding->id);
    json_write_object_end(writer);
}

static void add_texts(struct json_writer *writer, const char *key, const struct str *texts,
                      size_t count)
{
    json_write_member(writer, key);
    json_write_array_begin(writer);
    for (size_t i = 0; i < count; i++)
        json_write_string(writer, texts[i]);
    json_write_array_end(writer);
}

static void add_evidence(struct json_writer *writer, const struct finding *finding)
{
    json_write_member(writer, "evidence");
    json_write_array_begin(writer);
    for (size_t i = 0; i < finding->evidence_count; i++) {
        const struct finding_evidence *evidence = &finding->evidence[i];

        json_write_object_begin(writer);
        add_text(writer, "commit", evidence->commit);
        add_text(writer, "date", evidence->date);
        add_text(writer, "person", evidence->person);
        add_text(writer, "text", evidence->text);
        json_write_object_end(writer);
    }
    json_write_array_end(writer);
}

static void add_related(struct json_writer *writer, const struct finding *finding)
{
    json_write_member(writer, "related");
    json_write_array_begin(writer);
    for (size_t i = 0; i < finding->related_count; i++) {
        struct span span = finding->related[i].span;

        json_write_object_begin(writer);
        json_write_string_member(writer, "message", finding->related[i].message);
        if (span.source)
            json_write_string_member(writer, "path", span.source->path);
        add_span(writer, span);
        json_write_object_end(writer);
    }
    json_write_array_end(writer);
}

/* Where the schema objects (JSON Schema core, section 12.3). */
static void add_schema(struct json_writer *writer, const struct finding *finding)
{
    if (finding->keyword.len == 0)
        return;
    json_write_member(writer, "schema");
    json_write_object_begin(writer);
    json_write_string_member(writer, "instanceLocation", finding->instance);
    json_write_string_member(writer, "keywordLocation", finding->keyword);
    add_text(writer, "absoluteKeywordLocation", finding->absolute);
    json_write_object_end(writer);
}

static void add_waiver(struct json_writer *writer, const struct finding_waiver *waiver)
{
    if (!waiver)
        return;
    json_write_member(writer, "waiver");
    json_write_object_begin(writer);
    json_write_string_member(writer, "id", waiver->id);
    json_write_string_member(writer, "path", waiver->path);
    json_write_string_member(writer, "until", waiver->until);
    json_write_bool_member(writer, "landed", waiver->landed);
    add_text(writer, "approved_by", waiver->approved_by);
    add_text(writer, "commit", waiver->commit);
    json_write_object_end(writer);
}

static void add_finding(struct json_writer *writer, const struct finding *finding)
{
    json_write_object_begin(writer);
    json_write_string_member(writer, "rule", finding->rule);
    json_write_string_member(writer, "severity", str_of(severity_name(finding->severity)));
    json_write_string_member(writer, "verdict", str_of(finding_verdict_name(finding->verdict)));
    add_text(writer, "state", str_of(finding_state_name(finding->state)));
    json_write_string_member(writer, "message", finding->message);
    add_text(writer, "path", finding->path);
    add_span(writer, finding->span);
    add_artifact(writer, finding);
    add_text(writer, "field", finding->field);
    add_text(writer, "label", finding->label);
    add_text(writer, "help", finding->help);
    add_text(writer, "basis", str_of(basis_name(finding->basis)));
    add_texts(writer, "clauses", finding->clauses, finding->clause_count);
    add_texts(writer, "notes", finding->notes, finding->note_count);
    add_evidence(writer, finding);
    add_related(writer, finding);
    add_schema(writer, finding);
    add_waiver(writer, finding->waiver);
    json_write_bool_member(writer, "clock_only", finding->clock_only);
    json_write_bool_member(writer, "landed_only", finding->landed_only);
    add_text(writer, "fingerprint", finding->fingerprint);
    json_write_object_end(writer);
}

static void add_change(struct json_writer *writer, const struct changed_artifact *changed)
{
    json_write_object_begin(writer);
    json_write_string_member(writer, "path", changed->path);
    json_write_string_member(writer, "kind", changed->kind);
    add_text(writer, "id", changed->id);
    json_write_string_member(writer, "outlook", str_of(outlook_name(changed->outlook)));
    add_text(writer, "reason", changed->words);
    add_text(writer, "help", changed->help);
    json_write_strings_member(writer, "authors", changed->authors);
    json_write_strings_member(writer, "may_approve", changed->may_approve);
    add_text(writer, "impact", changed->impact);
    json_write_object_end(writer);
}

static void add_changes(struct json_writer *writer, const struct changes *changes)
{
    json_write_member(writer, "changes");
    json_write_array_begin(writer);
    VECTOR_EACH (struct changed_artifact, changed, &changes->artifacts)
        add_change(writer, changed);
    json_write_array_end(writer);
}

static void add_head(struct json_writer *writer, const struct lint_summary *summary)
{
    json_write_int_member(writer, "version", 1);
    json_write_member(writer, "tool");
    json_write_object_begin(writer);
    json_write_string_member(writer, "name", STR("ismslint"));
    json_write_string_member(writer, "version", STR(ISMSLINT_VERSION));
    json_write_object_end(writer);
    json_write_member(writer, "snapshot");
    json_write_object_begin(writer);
    json_write_string_member(writer, "tree", summary->snapshot);
    add_text(writer, "head", summary->head);
    json_write_object_end(writer);
    json_write_string_member(writer, "as_of", summary->as_of);
}

static void add_documented(struct json_writer *writer, const struct lint_summary *summary)
{
    json_write_member(writer, "documented_information");
    json_write_object_begin(writer);
    json_write_int_member(writer, "asked", (int64_t)summary->documented_asked);
    json_write_int_member(writer, "found", (int64_t)summary->documented_found);
    json_write_strings_member(writer, "missing", summary->documented_missing);
    json_write_object_end(writer);
}

static void add_states(struct json_writer *writer, const struct tally *tally)
{
    json_write_member(writer, "states");
    json_write_object_begin(writer);
    for (enum finding_state state = FINDING_NEW; state <= FINDING_UNREPORTED; state++)
        json_write_int_member(writer, finding_state_name(state), (int64_t)tally->states[state]);
    json_write_object_end(writer);
}

static void add_summary(struct json_writer *writer, const struct lint_result *result)
{
    struct tally tally = tally_of(result);
    const struct {
        const char *key;
        size_t count;
    } members[] = {
        {"files", result->summary.files}, {"artifacts", result->summary.artifacts},
        {"errors", tally.errors},         {"warnings", tally.warnings},
        {"notes", tally.notes},           {"waived", tally.waived},
        {"pending", tally.pending},       {"not_evaluable", tally.not_evaluable},
    };

    json_write_member(writer, "summary");
    json_write_object_begin(writer);
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
        json_write_int_member(writer, members[i].key, (int64_t)members[i].count);
    if (result->compared)
        add_states(writer, &tally);
    if (result->untouched)
        json_write_bool_member(writer, "untouched", true);
    add_documented(writer, &result->summary);
    add_text(writer, "next_due", result->summary.next_due);
    json_write_object_end(writer);
}

void report_jsonl(struct buffer *out, struct lint_result *result,
                  const struct report_options *options)
{
    (void)options;
    VECTOR_EACH (struct finding, finding, &result->findings) {
        struct json_writer writer;

        json_writer_init(&writer, out, false);
        add_finding(&writer, finding);
        buffer_add_char(out, '\n');
    }
}

void report_json(struct buffer *out, struct lint_result *result,
                 const struct report_options *options)
{
    struct json_writer writer;

    (void)options;
    json_writer_init(&writer, out, true);
    json_write_object_begin(&writer);
    add_head(&writer, &result->summary);
    if (result->changes)
        add_changes(&writer, result->changes);
    add_summary(&writer, result);
    json_write_member(&writer, "findings");
    json_write_array_begin(&writer);
    VECTOR_EACH (struct finding, finding, &result->findings)
        add_finding(&writer, finding);
    json_write_array_end(&writer);
    json_write_object_end(&writer);
    buffer_add_char(out, '\n');
}
