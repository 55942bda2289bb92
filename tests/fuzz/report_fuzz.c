/*
 * Texts between zero bytes, as findings and cells have them from strangers: each report parses as
 * what it claims to be, and has a finding's lines and no others.
 */
#include "model.h"

#include "report/report.h"
#include "report/table.h"
#include "rules/finding.h"
#include "source/csv.h"
#include "source/json.h"

enum { TEXTS = 8 };

struct texts {
    struct str items[TEXTS];
};

static struct texts take_texts(struct str input)
{
    struct texts texts;
    struct str rest = input;

    for (size_t i = 0; i < TEXTS; i++)
        split_input(&texts.items[i], &rest, rest);
    return texts;
}

/* Two findings: one with a place in SOURCE and everything else, one of the ISMS as a whole. */
static void make_findings(struct lint_result *result, struct texts *texts, struct source *source,
                          struct arena *arena)
{
    struct str *t = texts->items;
    struct span span = span_of(source, source->text.len / 3, source->text.len / 2);
    struct finding_evidence *evidence = ARENA_NEW(arena, struct finding_evidence);
    struct finding_related *related = ARENA_NEW(arena, struct finding_related);

    *evidence = (struct finding_evidence){.date = t[2], .person = t[3], .text = t[4]};
    *related = (struct finding_related){span_of(source, 0, 0), t[5]};
    vector_push(&result->findings,
                ((struct finding){.rule = STR("a-rule"),
                                  .severity = SEVERITY_ERROR,
                                  .message = t[0],
                                  .span = span,
                                  .path = source->path,
                                  .label = t[1],
                                  .help = t[2],
                                  .kind = STR("policy"),
                                  .id = t[6],
                                  .notes = &t[7],
                                  .note_count = 1,
                                  .evidence = evidence,
                                  .evidence_count = 1,
                                  .related = related,
                                  .related_count = 1,
                                  .fingerprint = STR("0123456789abcdef0123456789abcdef")}));
    vector_push(&result->findings,
                ((struct finding){
                    .rule = STR("another-rule"), .severity = SEVERITY_NOTE, .message = t[7]}));
}

static void check_json(struct str text)
{
    struct arena arena = {0};
    struct source source;
    struct value *value = NULL;
    struct sink sink;

    sink_init(&sink, &arena);
    source_init(&source, STR("report.json"), text, &arena);
    CHECK(json_read(&value, &source, &arena, &sink) == 0 && sink.diagnostics.count == 0);
    CHECK(value_get(value, STR("findings"))->list.count == 2);
    sink_release(&sink);
    arena_release(&arena);
}

/* One command a finding, whatever the texts have in them. */
static void check_github(struct str text)
{
    struct str rest = text, line;
    size_t lines = 0;

    CHECK(str_ends_with(text, STR("\n")) && utf8_invalid(text) < 0);
    while (str_next_line(&line, &rest)) {
        CHECK(str_starts_with(line, STR("::error ")) || str_starts_with(line, STR("::notice ")));
        lines++;
    }
    CHECK(lines == 2);
}

/* Nothing that a terminal obeys; CSV has a carriage return before each line end. */
static void check_text(struct str text)
{
    CHECK(utf8_invalid(text) < 0);
    for (size_t at = 0; at < text.len;) {
        int32_t c = utf8_next(text, &at);

        CHECK(c == '\n' || (c == '\r' && at < text.len && text.data[at] == '\n') ||
              (c >= ' ' && (c < 0x7F || c > 0x9F)));
        CHECK(!(c >= 0x202A && c <= 0x202E) && !(c >= 0x2066 && c <= 0x2069));
    }
}

static void write_findings(struct texts *texts, struct source *source, struct arena *arena)
{
    const struct report_options options = {.all = true, .width = 80};
    const struct report_format *format;

    for (size_t i = 0; (format = report_format_at(REPORT_FINDINGS, i)); i++) {
        struct lint_result result = {0};
        struct buffer out = {0};

        make_findings(&result, texts, source, arena);
        format->write(&out, &result, &options);
        if (strcmp(format->name, "json") == 0)
            check_json(buffer_str(&out));
        else if (strcmp(format->name, "github") == 0)
            check_github(buffer_str(&out));
        else
            check_text(buffer_str(&out));
        buffer_release(&out);
        lint_result_release(&result);
    }
}

/* A cell that a spreadsheet would take for a formula; a sign alone is a dash. */
static bool is_formula(struct str cell)
{
    return cell.len > 1 && strchr("=+-@\t\r", cell.data[0]);
}

static void check_csv(struct str text, size_t columns, size_t rows)
{
    struct arena arena = {0};
    struct csv_table table;
    struct source source;
    struct sink sink;

    sink_init(&sink, &arena);
    source_init(&source, STR("report.csv"), text, &arena);
    CHECK(csv_read(&table, &source, ',', &arena, &sink) == 0 && sink.diagnostics.count == 0);
    CHECK(table.column_count == columns && table.rows->list.count == rows);
    VALUE_EACH_ITEM (row, table.rows)
        VALUE_EACH_ENTRY (cell, row->value)
            CHECK(!is_formula(cell->value->string));
    sink_release(&sink);
    arena_release(&arena);
}

static void write_table(const struct texts *texts, struct arena *arena)
{
    static const char *const columns[] = {"ID", "TITLE", "OWNER", "STATE"};
    const struct str *t = texts->items;
    const struct str cells[] = {STR("1"), t[0], t[1], t[2], STR("2"), t[3], t[4], t[5]};
    struct table table = {
        .columns = columns, .column_count = 4, .cells = cells, .row_count = 2, .arena = arena};
    struct buffer out = {0};

    table_write_csv(&out, &table);
    check_csv(buffer_str(&out), 4, 2);
    buffer_clear(&out);
    table_write_text(&out, &table);
    check_text(buffer_str(&out));
    buffer_clear(&out);
    table_write_markdown(&out, &table);
    check_text(buffer_str(&out));
    buffer_release(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct str input = {(const char *)data, size};
    struct texts texts = take_texts(input);
    struct arena arena = {0};
    struct source source;

    source_init(&source, texts.items[6].len ? texts.items[6] : STR("file"), texts.items[7], &arena);
    write_findings(&texts, &source, &arena);
    write_table(&texts, &arena);
    arena_release(&arena);
    return 0;
}
