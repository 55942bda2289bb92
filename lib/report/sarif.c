/*
 * SARIF 2.1.0 (OASIS), as GitHub's code scanning reads it
 * (docs.github.com, "SARIF support for code scanning"): one run, every result with a place of four
 * numbers, new and worst results first because only so many are read.
 */
#include "base/json_writer.h"
#include "base/visible.h"
#include "report/formats.h"
#include "report/line.h"
#include "report/line_hash.h"
#include "report/location.h"
#include "report/order.h"
#include "report/sarif_rules.h"
#include "report/sarif_text.h"

enum {
    MOST_RESULTS = 25000,          /* that GitHub takes of a run */
    MOST_BYTES = 64 * 1024 * 1024, /* a tenth of it compressed: GitHub takes 10 MB */
    MOST_RELATED = 100             /* places of a result that GitHub keeps */
};

struct sarif {
    struct json_writer json;
    const struct lint_result *result;
    struct line_hash_cache hashes;
    struct arena arena;
};

static const char *level_of(const struct finding *finding)
{
    return finding->verdict == FINDING_PENDING ? "note" : severity_name(finding->severity);
}

/* ---- places ---- */

static void add_region(struct json_writer *json, struct position start, struct position end)
{
    json_write_member(json, "region");
    json_write_object_begin(json);
    json_write_int_member(json, "startLine", start.line);
    json_write_int_member(json, "startColumn", start.column_utf16);
    json_write_int_member(json, "endLine", end.line);
    json_write_int_member(json, "endColumn", end.column_utf16);
    json_write_object_end(json);
}

static void add_physical(struct json_writer *json, const struct location *location)
{
    bool is_relative = !str_starts_with(location->path, STR("/"));

    json_write_member(json, "physicalLocation");
    json_write_object_begin(json);
    json_write_member(json, "artifactLocation");
    json_write_object_begin(json);
    sarif_add_uri(json, location->path);
    if (is_relative)
        json_write_string_member(json, "uriBaseId", STR("%SRCROOT%"));
    json_write_object_end(json);
    add_region(json, location->start, location->end);
    json_write_object_end(json);
}

static void add_location(struct sarif *sarif, const struct finding *finding)
{
    struct location location = location_of(sarif->result, finding);

    json_write_member(&sarif->json, "locations");
    json_write_array_begin(&sarif->json);
    json_write_object_begin(&sarif->json);
    add_physical(&sarif->json, &location);
    json_write_object_end(&sarif->json);
    json_write_array_end(&sarif->json);
}

/* The id of a related place is its number: the message links to it. */
static void add_related(struct sarif *sarif, const struct finding *finding)
{
    json_write_member(&sarif->json, "relatedLocations");
    json_write_array_begin(&sarif->json);
    for (size_t i = 0; i < finding->related_count && i < MOST_RELATED; i++) {
        struct span span = finding->related[i].span;
        struct location location;

        if (!span.source)
            continue;
        location = (struct location){span.source->path, source_position(span.source, span.start),
                                     source_position(span.source, span.end)};
        json_write_object_begin(&sarif->json);
        json_write_int_member(&sarif->json, "id", (int64_t)i + 1);
        add_physical(&sarif->json, &location);
        sarif_add_message(&sarif->json, "message", finding->related[i].message);
        json_write_object_end(&sarif->json);
    }
    json_write_array_end(&sarif->json);
}

/* ---- results ---- */

static void add_line(struct buffer *text, const char *word, struct str line)
{
    visible_printf(text, "\n%s", word);
    sarif_escape(text, line, false);
}

static void add_links(struct buffer *text, const struct finding *finding)
{
    for (size_t i = 0; i < finding->related_count && i < MOST_RELATED; i++) {
        if (!finding->related[i].span.source)
            continue;
        buffer_add_c(text, "\nsee: [");
        sarif_escape(text, finding->related[i].message, true);
        visible_printf(text, "](%zu)", i + 1);
    }
    if (finding->related_count > MOST_RELATED)
        visible_printf(text, "\nand %zu more places", finding->related_count - MOST_RELATED);
}

/* GitHub shows this text, and of what is related only what the text links to. */
static void add_message(struct sarif *sarif, const struct finding *finding)
{
    struct buffer text = {0}, message = {0};
    struct str line, help = finding->help;

    line_add_message(&message, finding);
    sarif_escape(&text, buffer_str(&message), false);
    for (size_t i = 0; i < finding->evidence_count; i++) {
        const struct finding_evidence *evidence = &finding->evidence[i];

        add_line(&text, "evidence: ",
                 arena_printf(&sarif->arena, "%.7s %.*s %.*s %.*s",
                              arena_str(&sarif->arena, evidence->commit).data,
                              STR_ARG(evidence->date), STR_ARG(evidence->person),
                              STR_ARG(evidence->text)));
    }
    for (size_t i = 0; i < finding->note_count; i++)
        add_line(&text, "note: ", finding->notes[i]);
    for (bool first = true; str_next_line(&line, &help); first = false)
        add_line(&text, first ? "help: " : "", line);
    add_links(&text, finding);
    sarif_add_text(&sarif->json, "message", buffer_str(&text));
    buffer_release(&message);
    buffer_release(&text);
}

static void add_fingerprints(struct sarif *sarif, const struct finding *finding)
{
    json_write_member(&sarif->json, "partialFingerprints");
    json_write_object_begin(&sarif->json);
    if (finding->span.source) {
        struct line_hash hash = line_hash_of(&sarif->hashes, finding->span);

        json_write_string_member(&sarif->json, "primaryLocationLineHash",
                                 arena_printf(&sarif->arena, "%llx:%u",
                                              (unsigned long long)hash.hash, (unsigned)hash.nth));
    }
    if (finding->fingerprint.len)
        json_write_string_member(&sarif->json, "ismslint/v1", finding->fingerprint);
    json_write_object_end(&sarif->json);
}

static void add_state(struct json_writer *json, enum finding_state state)
{
    static const char *const states[] = {
        [FINDING_PLAIN] = "",
        [FINDING_NEW] = "new",
        [FINDING_WORSE] = "updated",
        [FINDING_OLD] = "unchanged",
        [FINDING_RESOLVED] = "absent",
        [FINDING_SUPERSEDED] = "absent",
        [FINDING_UNREPORTED] = "absent",
    };

    if (states[state][0])
        json_write_string_member(json, "baselineState", str_of(states[state]));
}

static void add_result(struct sarif *sarif, const struct finding *finding)
{
    ptrdiff_t rule = sarif_rule_index(sarif->result, finding->rule);

    json_write_object_begin(&sarif->json);
    json_write_string_member(&sarif->json, "ruleId", finding->rule);
    if (rule >= 0)
        json_write_int_member(&sarif->json, "ruleIndex", rule);
    json_write_string_member(&sarif->json, "level", str_of(level_of(finding)));
    add_state(&sarif->json, finding->state);
    add_message(sarif, finding);
    add_location(sarif, finding);
    if (finding->related_count)
        add_related(sarif, finding);
    add_fingerprints(sarif, finding);
    json_write_object_end(&sarif->json);
}

/* Returns how many of ORDER there was room for. */
static size_t add_results(struct sarif *sarif, const struct order *order)
{
    size_t count = 0;

    json_write_member(&sarif->json, "results");
    json_write_array_begin(&sarif->json);
    while (count < order->count && count < MOST_RESULTS && sarif->json.out->len < MOST_BYTES)
        add_result(sarif, order->items[count++]);
    json_write_array_end(&sarif->json);
    return count;
}

/* ---- the run ---- */

static void add_tool(struct sarif *sarif)
{
    json_write_member(&sarif->json, "tool");
    json_write_object_begin(&sarif->json);
    json_write_member(&sarif->json, "driver");
    json_write_object_begin(&sarif->json);
    json_write_string_member(&sarif->json, "name", STR("ismslint"));
    json_write_string_member(&sarif->json, "semanticVersion", STR(ISMSLINT_VERSION));
    json_write_string_member(&sarif->json, "informationUri", STR(ISMSLINT_HOMEPAGE));
    sarif_add_rules(&sarif->json, sarif->result);
    json_write_object_end(&sarif->json);
    json_write_object_end(&sarif->json);
}

/* What was left out is said, in the file and to people. */
static void add_notification(struct sarif *sarif, size_t left_out, struct buffer *notice)
{
    struct buffer text = {0};

    visible_printf(&text, "%zu findings are not in the SARIF report: it takes %d", left_out,
                   (int)MOST_RESULTS);
    json_write_member(&sarif->json, "toolExecutionNotifications");
    json_write_array_begin(&sarif->json);
    json_write_object_begin(&sarif->json);
    json_write_string_member(&sarif->json, "level", STR("warning"));
    sarif_add_text(&sarif->json, "message", buffer_str(&text));
    json_write_object_end(&sarif->json);
    json_write_array_end(&sarif->json);
    if (notice)
        visible_printf(notice, "ismslint: %s\n", buffer_c(&text));
    buffer_release(&text);
}

static void add_invocation(struct sarif *sarif, size_t left_out,
                           const struct report_options *options)
{
    json_write_member(&sarif->json, "invocations");
    json_write_array_begin(&sarif->json);
    json_write_object_begin(&sarif->json);
    json_write_bool_member(&sarif->json, "executionSuccessful", true);
    if (left_out)
        add_notification(sarif, left_out, options->notice);
    json_write_object_end(&sarif->json);
    json_write_array_end(&sarif->json);
}

static void add_run(struct sarif *sarif, const struct order *order,
                    const struct report_options *options)
{
    size_t count;

    json_write_object_begin(&sarif->json);
    add_tool(sarif);
    json_write_string_member(&sarif->json, "columnKind", STR("utf16CodeUnits"));
    count = add_results(sarif, order);
    add_invocation(sarif, order->count - count, options);
    json_write_object_end(&sarif->json);
}

void report_sarif(struct buffer *out, struct lint_result *result,
                  const struct report_options *options)
{
    struct sarif sarif = {.result = result};
    struct order order;

    order_init(&order, result);
    arena_init(&sarif.arena);
    line_hash_cache_init(&sarif.hashes, &sarif.arena);
    json_writer_init(&sarif.json, out, true);
    json_write_object_begin(&sarif.json);
    json_write_string_member(&sarif.json, "$schema",
                             STR("https://json.schemastore.org/sarif-2.1.0.json"));
    json_write_string_member(&sarif.json, "version", STR("2.1.0"));
    json_write_member(&sarif.json, "runs");
    json_write_array_begin(&sarif.json);
    add_run(&sarif, &order, options);
    json_write_array_end(&sarif.json);
    json_write_object_end(&sarif.json);
    buffer_add_char(out, '\n');
    line_hash_cache_release(&sarif.hashes);
    arena_release(&sarif.arena);
    order_release(&order);
}
