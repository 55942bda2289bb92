#include "report/history_view.h"

#include "base/utf8.h"
#include "base/visible.h"
#include "report/formats.h"
#include "report/markdown.h"
#include "report/revision.h"
#include "report/wrap.h"

static const struct str incomplete = STR_INIT("the history in this clone is incomplete");

/* The revisions of VIEW in COLUMNS. */
static void write_table(struct buffer *out, const struct history_view *view,
                        const struct revision_column *columns, size_t column_count, bool filled,
                        void (*write)(struct buffer *out, const struct table *table))
{
    const struct approval_judgement *judgement = view->judgement;
    const struct approval_revision **revisions =
        arena_alloc_array(view->arena, judgement->revision_count, sizeof *revisions);

    for (size_t i = 0; i < judgement->revision_count; i++)
        revisions[i] = &judgement->revisions[i];
    revisions_write(out,
                    &(struct revision_table){columns, column_count, revisions,
                                             judgement->revision_count, filled, view->width,
                                             view->arena},
                    write);
}

/* ---- text ---- */

/* Approved by others needs no more words; anything else says why. */
static bool wants_reason(const struct approval_revision *revision)
{
    return (revision->verdict != APPROVAL_APPROVED || revision->control.len) &&
           revision->verdict != APPROVAL_PENDING && revision->reason.len &&
           !revision_is_let_be(revision);
}

/* How many older revisions in a row say the same as number INDEX. */
static size_t same_reasons(const struct approval_judgement *judgement, size_t index)
{
    const struct approval_revision *first = &judgement->revisions[index];
    size_t count = 0;

    while (index + count + 1 < judgement->revision_count &&
           wants_reason(&judgement->revisions[index + count + 1]) &&
           str_equal(judgement->revisions[index + count + 1].reason, first->reason))
        count++;
    return count;
}

/* TEXT behind what stands in the line since START; further lines are indented. */
static void write_wrapped(struct buffer *out, const struct history_view *view, size_t start,
                          struct str text)
{
    struct str before = str_slice(buffer_str(out), start, out->len);

    wrap_paragraph(out, text, view->width ? view->width : SIZE_MAX, 2, utf8_width(before));
}

static void write_reasons(struct buffer *out, const struct history_view *view)
{
    const struct approval_judgement *judgement = view->judgement;
    bool any = false;

    for (size_t i = 0; i < judgement->revision_count; i++) {
        const struct approval_revision *revision = &judgement->revisions[i];
        struct str commit = revision_commit_short(revision, view->arena);
        size_t same, start;

        if (!wants_reason(revision))
            continue;
        same = same_reasons(judgement, i);
        buffer_add_c(out, any ? "" : "\n");
        start = out->len;
        visible_add(out, commit.len ? commit : STR("-"));
        if (same)
            visible_printf(out, " and %zu before it", same);
        visible_printf(out, ": %s: ", approval_verdict_name(revision->verdict));
        write_wrapped(out, view, start, revision->reason);
        any = true;
        i += same;
    }
}

static void write_line(struct buffer *out, const struct history_view *view, const char *word,
                       struct str text)
{
    size_t start = out->len;

    visible_printf(out, "%s", word);
    write_wrapped(out, view, start, text);
}

static bool has_unknown_author(const struct approval_revision *revision)
{
    for (size_t i = 0; i < revision->author_count; i++)
        if (!revision->authors[i].person.len && !revision->authors[i].contributor)
            return true;
    return false;
}

/* An author whom the register does not know is mended by a line of it, which is therefore shown. */
static void write_missing(struct buffer *out, const struct history_view *view)
{
    const struct approval_judgement *judgement = view->judgement;
    const struct approval_revision *revision = approval_in_force(judgement);

    if (!revision || revision->verdict != APPROVAL_INDETERMINATE || !judgement->missing.len ||
        !has_unknown_author(revision))
        return;
    write_line(out, view, "missing: ", judgement->missing);
}

void history_text(struct buffer *out, const struct history_view *view)
{
    static const struct revision_column columns[] = {
        {"version", revision_version}, {"in force", revision_date},
        {"authors", revision_authors}, {"approvals", revision_approvals},
        {"verdict", revision_verdict}, {"commit", revision_commit_short},
    };
    const struct approval_judgement *judgement = view->judgement;

    visible_add(out, view->subject);
    buffer_add_c(out, " on ");
    visible_add(out, judgement->mainline.len ? judgement->mainline : STR("unknown main branch"));
    buffer_add_c(out, "\n\n");
    write_table(out, view, columns, sizeof columns / sizeof columns[0], true, table_write_text);
    write_reasons(out, view);
    write_missing(out, view);
    if (view->remark.len)
        write_line(out, view, "note: ", view->remark);
    for (size_t i = 0; i < judgement->notes.count; i++)
        write_line(out, view, "note: ", judgement->notes.items[i]);
    if (!judgement->complete)
        write_line(out, view, "note: ", incomplete);
}

/* ---- the others ---- */

static void add_paragraph(struct buffer *out, struct str text)
{
    if (!text.len)
        return;
    buffer_add_c(out, "\nNote: ");
    markdown_add(out, text);
    buffer_add_c(out, ".\n");
}

void history_markdown(struct buffer *out, const struct history_view *view)
{
    static const struct revision_column columns[] = {
        {"version", revision_version}, {"in force", revision_date},
        {"authors", revision_authors}, {"approvals", revision_approvals},
        {"verdict", revision_verdict}, {"reason", revision_reason},
        {"commit", revision_commit},   {"subject", revision_subject},
    };

    write_table(out, view, columns, sizeof columns / sizeof columns[0], true, table_write_markdown);
    add_paragraph(out, view->remark);
    for (size_t i = 0; i < view->judgement->notes.count; i++)
        add_paragraph(out, view->judgement->notes.items[i]);
    if (!view->judgement->complete)
        add_paragraph(out, incomplete);
}

void history_csv(struct buffer *out, const struct history_view *view)
{
    write_table(out, view, revision_csv_columns, revision_csv_column_count, false, table_write_csv);
}

void history_json(struct buffer *out, const struct history_view *view)
{
    struct json_writer json;

    json_writer_init(&json, out, true);
    json_write_object_begin(&json);
    json_write_int_member(&json, "version", 1);
    json_write_string_member(&json, "path", view->path);
    json_write_string_member(&json, "subject", view->subject);
    json_write_string_member(&json, "mainline", view->judgement->mainline);
    revision_write_id(&json, "head", &view->head);
    json_write_bool_member(&json, "complete", view->judgement->complete);
    json_write_string_member(&json, "remark", view->remark);
    json_write_strings_member(&json, "notes", view->judgement->notes);
    json_write_member(&json, "revisions");
    json_write_array_begin(&json);
    for (size_t i = 0; i < view->judgement->revision_count; i++)
        revision_write_json(&json, &view->judgement->revisions[i]);
    json_write_array_end(&json);
    json_write_object_end(&json);
    buffer_add_char(out, '\n');
}
