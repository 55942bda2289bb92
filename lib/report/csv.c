/* A table of all findings, for a spreadsheet. */
#include "base/visible.h"
#include "report/formats.h"
#include "report/table.h"

static const char *const columns[] = {"state", "severity", "verdict", "rule",       "path",
                                      "line",  "column",   "kind",    "id",         "message",
                                      "help",  "basis",    "clauses", "fingerprint"};

enum { COLUMNS = sizeof columns / sizeof columns[0] };

/* TEXTS side by side. */
static struct str join(const struct str *texts, size_t count, struct arena *arena)
{
    struct buffer joined = {0};
    struct str kept;

    for (size_t i = 0; i < count; i++)
        visible_printf(&joined, "%s%.*s", i ? "; " : "", STR_ARG(texts[i]));
    kept = arena_str(arena, buffer_str(&joined));
    buffer_release(&joined);
    return kept;
}

/* TEXT, whose line breaks are ours, in one line. */
static struct str in_one_line(struct str text, struct arena *arena)
{
    struct buffer joined = {0};
    struct str line, kept;

    while (str_next_line(&line, &text))
        visible_printf(&joined, "%s%.*s", joined.len ? " " : "", STR_ARG(line));
    kept = arena_str(arena, buffer_str(&joined));
    buffer_release(&joined);
    return kept;
}

static void fill(struct str *cells, const struct finding *finding, struct arena *arena)
{
    struct position start = {0};
    struct str line = {0}, column = {0};

    if (finding->span.source) {
        start = source_position(finding->span.source, finding->span.start);
        line = arena_printf(arena, "%u", (unsigned)start.line);
        column = arena_printf(arena, "%u", (unsigned)start.column);
    }
    const struct str row[COLUMNS] = {
        str_of(finding_state_name(finding->state)),
        str_of(severity_name(finding->severity)),
        str_of(finding_verdict_name(finding->verdict)),
        finding->rule,
        finding->path,
        line,
        column,
        finding->kind,
        finding->id,
        finding->message,
        in_one_line(finding->help, arena),
        str_of(basis_name(finding->basis)),
        join(finding->clauses, finding->clause_count, arena),
        finding->fingerprint,
    };
    for (size_t i = 0; i < COLUMNS; i++)
        cells[i] = row[i];
}

void report_csv(struct buffer *out, struct lint_result *result,
                const struct report_options *options)
{
    struct table table = {.columns = columns, .column_count = COLUMNS};
    struct arena arena;
    struct str *cells;

    (void)options;
    arena_init(&arena);
    cells = arena_alloc_array(&arena, result->findings.count * COLUMNS + 1, sizeof *cells);
    VECTOR_EACH (struct finding, finding, &result->findings)
        fill(cells + COLUMNS * table.row_count++, finding, &arena);
    table.cells = cells;
    table.arena = &arena;
    table_write_csv(out, &table);
    arena_release(&arena);
}
