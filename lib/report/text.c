#include "base/utf8.h"
#include "base/visible.h"
#include "report/alike.h"
#include "report/formats.h"
#include "report/line.h"
#include "report/snippet.h"

enum {
    WIDTH = 100,        /* of output that is no terminal's */
    LEAST_COLUMNS = 40, /* for source lines, however narrow the terminal */
    LISTED = 30,        /* places of findings alike that are listed */
    ABBREVIATED = 7,    /* digits of a commit's id */
    DATE_COLUMNS = 10   /* of a date */
};

static enum ink headline_ink(const struct finding *finding)
{
    return finding->verdict == FINDING_WAIVED || finding->verdict == FINDING_PENDING
               ? INK_NOTE
               : ink_of_severity(finding->severity);
}

static void add_headline(struct buffer *out, bool colour, const struct finding *finding)
{
    buffer_add_c(out, ink_on(colour, headline_ink(finding)));
    visible_printf(out, "%s", line_word(finding));
    buffer_add_char(out, '[');
    visible_add(out, finding->rule);
    buffer_add_char(out, ']');
    buffer_add_c(out, ink_off(colour, headline_ink(finding)));
    buffer_add_c(out, ink_on(colour, INK_STRONG));
    if (finding->state > FINDING_NEW)
        visible_printf(out, " (%s)", finding_state_name(finding->state));
    buffer_add_c(out, finding->verdict == FINDING_NOT_EVALUABLE ? ": not evaluable: " : ": ");
    visible_add(out, finding->message);
    buffer_add_c(out, ink_off(colour, INK_STRONG));
    buffer_add_char(out, '\n');
}

static bool has_tail(const struct finding *finding)
{
    return finding->evidence_count > 0 || finding->note_count > 0 || finding->help.len > 0 ||
           finding->basis != BASIS_NONE;
}

static void add_bar(struct buffer *out, const struct snippet_style *style)
{
    snippet_add_margin(out, style, "|");
    buffer_add_char(out, '\n');
}

static void add_places(struct buffer *out, const struct snippet_style *style,
                       const struct finding *finding)
{
    struct snippet_mark mark = {"-->", '^', headline_ink(finding)};
    struct snippet_mark related = {":::", '-', INK_FRAME};

    if (finding->span.source) {
        snippet_add(out, style, &mark, finding->span, finding->label);
    } else if (finding->path.len > 0) {
        buffer_add_repeated(out, ' ', style->gutter + 1);
        ink_add(out, style->colour, INK_FRAME, STR("--> "));
        visible_add(out, finding->path);
        buffer_add_char(out, '\n');
    }
    for (size_t i = 0; i < finding->related_count; i++)
        if (finding->related[i].span.source)
            snippet_add(out, style, &related, finding->related[i].span,
                        finding->related[i].message);
    if (has_tail(finding) && (finding->span.source || finding->related_count > 0))
        add_bar(out, style);
}

/* TEXT as it is seen, in at least COLUMNS columns. */
static void add_padded(struct buffer *out, struct str text, size_t columns)
{
    size_t start = out->len, width;

    visible_add(out, text);
    width = utf8_width(str_slice(buffer_str(out), start, out->len));
    buffer_add_repeated(out, ' ', width < columns ? columns - width : 0);
}

/* The columns that the widest of the evidence's persons takes. */
static size_t person_columns(const struct finding *finding)
{
    size_t columns = 0;

    for (size_t i = 0; i < finding->evidence_count; i++) {
        size_t width = utf8_width(finding->evidence[i].person);

        columns = width > columns ? width : columns;
    }
    return columns;
}

static void add_evidence(struct buffer *out, const struct snippet_style *style,
                         const struct finding *finding)
{
    size_t columns = person_columns(finding), commit_columns = 0, date_columns = 0;

    if (finding->evidence_count == 0)
        return;
    for (size_t i = 0; i < finding->evidence_count; i++) {
        if (finding->evidence[i].commit.len)
            commit_columns = ABBREVIATED + 1;
        if (finding->evidence[i].date.len)
            date_columns = DATE_COLUMNS + 1;
    }
    ink_add(out, style->colour, INK_STRONG, STR("evidence:"));
    buffer_add_char(out, '\n');
    for (size_t i = 0; i < finding->evidence_count; i++) {
        const struct finding_evidence *evidence = &finding->evidence[i];

        snippet_add_margin(out, style, "");
        add_padded(out, str_slice(evidence->commit, 0, ABBREVIATED), commit_columns);
        add_padded(out, evidence->date, date_columns);
        add_padded(out, evidence->person, columns ? columns + 2 : 0);
        visible_add(out, evidence->text);
        buffer_add_char(out, '\n');
    }
}

/* "= WORD: TEXT"; further lines of TEXT stand below its first. */
static void add_remark(struct buffer *out, const struct snippet_style *style, const char *word,
                       struct str text)
{
    struct str line, rest = text;
    size_t indent = style->gutter + 2 + 2 + str_of(word).len + 2;

    snippet_add_margin(out, style, "=");
    buffer_add_char(out, ' ');
    ink_add(out, style->colour, INK_STRONG, str_of(word));
    for (bool first = true; str_next_line(&line, &rest); first = false) {
        if (first)
            buffer_add_c(out, ": ");
        else
            buffer_add_repeated(out, ' ', indent);
        visible_add(out, line);
        buffer_add_char(out, '\n');
    }
    if (text.len == 0)
        buffer_add_char(out, '\n');
}

static void add_basis(struct buffer *out, const struct snippet_style *style,
                      const struct finding *finding)
{
    struct buffer clauses;

    if (!finding->clause_count && !basis_stands_alone(finding->basis))
        return;
    buffer_init(&clauses);
    for (size_t i = 0; i < finding->clause_count; i++) {
        if (i > 0)
            buffer_add_c(&clauses, "; ");
        visible_add(&clauses, finding->clauses[i]);
    }
    add_remark(out, style, basis_phrase(finding->basis), buffer_str(&clauses));
    buffer_release(&clauses);
}

static void add_remarks(struct buffer *out, const struct snippet_style *style,
                        const struct finding *finding)
{
    for (size_t i = 0; i < finding->note_count; i++)
        add_remark(out, style, "note", finding->notes[i]);
    if (finding->help.len > 0)
        add_remark(out, style, "help", finding->help);
    add_basis(out, style, finding);
}

static size_t gutter_of(const struct finding *finding)
{
    size_t gutter = snippet_gutter(finding->span);

    for (size_t i = 0; i < finding->related_count; i++) {
        size_t width = snippet_gutter(finding->related[i].span);

        gutter = width > gutter ? width : gutter;
    }
    return gutter;
}

/* "path:line:column: message", as compilers print and editors understand. */
static void add_one_line(struct buffer *out, const struct finding *finding)
{
    if (finding->span.source) {
        struct position position = source_position(finding->span.source, finding->span.start);

        visible_add(out, finding->span.source->path);
        visible_printf(out, ":%u:%u: ", (unsigned)position.line, (unsigned)position.column);
    } else if (finding->path.len > 0) {
        visible_add(out, finding->path);
        buffer_add_c(out, ": ");
    }
    visible_add(out, finding->message);
    buffer_add_char(out, '\n');
}

/* The places of the other findings of FIRST's group. */
static void add_others(struct buffer *out, const struct snippet_style *style,
                       const struct alike *first)
{
    size_t others = first->count - 1, listed = 0;

    buffer_add_c(out, ink_on(style->colour, INK_STRONG));
    visible_printf(out, "%zu more alike:", others);
    buffer_add_c(out, ink_off(style->colour, INK_STRONG));
    buffer_add_char(out, '\n');
    for (const struct alike *item = first->next; item && listed < LISTED; item = item->next) {
        snippet_add_margin(out, style, "");
        add_one_line(out, item->finding);
        listed++;
    }
    if (listed < others) {
        snippet_add_margin(out, style, "");
        visible_printf(out, "and %zu more; --all shows each\n", others - listed);
    }
}

static void add_finding(struct buffer *out, const struct report_options *options,
                        const struct alike *item)
{
    const struct finding *finding = item->finding;
    size_t width = options->width ? options->width : WIDTH;
    struct snippet_style style = {.colour = options->colour, .gutter = gutter_of(finding)};
    size_t frame = style.gutter + 4;

    style.columns = width > frame + LEAST_COLUMNS ? width - frame : LEAST_COLUMNS;
    add_headline(out, options->colour, finding);
    add_places(out, &style, finding);
    add_evidence(out, &style, finding);
    add_remarks(out, &style, finding);
    if (!options->all && item->count > ALIKE_AT_MOST)
        add_others(out, &style, item);
}

/* In which order they are told: first what the change brings. */
enum part { PART_BROUGHT, PART_REST, PART_COUNT };

static enum part part_of(const struct finding *finding)
{
    return finding_state_is_brought(finding->state) ? PART_BROUGHT : PART_REST;
}

/* What the change left alone is counted only, unless all is asked for. */
static bool is_shown(const struct report_options *options, const struct alike *item)
{
    if (options->all)
        return true;
    if (part_of(item->finding) != PART_BROUGHT)
        return false;
    return item->finding->verdict != FINDING_WAIVED &&
           (item->first == item || item->first->count <= ALIKE_AT_MOST);
}

static bool add_part(struct buffer *out, const struct report_options *options,
                     const struct alikes *alikes, enum part part, bool any)
{
    for (size_t i = 0; i < alikes->count; i++) {
        const struct alike *item = &alikes->items[i];

        if (part_of(item->finding) != part || !is_shown(options, item))
            continue;
        if (any)
            buffer_add_char(out, '\n');
        any = true;
        add_finding(out, options, item);
    }
    return any;
}

/* A change of what judges says itself what it silences. */
static bool add_unreported(struct buffer *out, const struct lint_result *result,
                           const struct report_options *options, bool any)
{
    size_t count = 0;

    if (options->all)
        return any;
    VECTOR_EACH (struct finding, finding, &result->findings) {
        if (finding->state != FINDING_UNREPORTED)
            continue;
        if (!count && any)
            buffer_add_char(out, '\n');
        if (!count++)
            buffer_add_c(out, "no longer reported, because what judges changed:\n");
        if (count > LISTED)
            continue;
        visible_printf(out, "  [%.*s] ", STR_ARG(finding->rule));
        add_one_line(out, finding);
    }
    if (count > LISTED)
        visible_printf(out, "  and %zu more; --all shows each\n", count - LISTED);
    return any || count;
}

void report_text(struct buffer *out, struct lint_result *result,
                 const struct report_options *options)
{
    struct alikes alikes;
    bool any = false;

    alikes_init(&alikes, result);
    for (enum part part = PART_BROUGHT; part < PART_COUNT && !result->passed; part++)
        any = add_part(out, options, &alikes, part, any);
    alikes_release(&alikes);
    any = add_unreported(out, result, options, any);
    if (options->quiet)
        return;
    if (any)
        buffer_add_char(out, '\n');
    if (result->compared)
        report_change_summary(out, result, options);
    else
        report_summary(out, result, options);
}
