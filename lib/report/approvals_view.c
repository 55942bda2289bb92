#include "report/approvals_view.h"

#include "base/visible.h"
#include "report/formats.h"
#include "report/markdown.h"
#include "report/revision.h"
#include "report/wrap.h"

/* ---- for people ---- */

enum { COLUMNS = 8, DATE_COLUMN = 2 };

/* What landed in a period may be in force no longer. */
static void write_table(struct buffer *out, const struct approvals_view *view,
                        void (*write)(struct buffer *out, const struct table *table))
{
    struct revision_column columns[COLUMNS] = {
        {"id", revision_id},
        {"version", revision_version},
        {"in force", revision_date},
        {"verdict", revision_verdict},
        {"approvals", revision_approvals},
        {"authors", revision_authors},
        {"commit", revision_commit_short},
        {"path", revision_path},
    };

    if (view->period)
        columns[DATE_COLUMN].name = "landed";
    revisions_write(out,
                    &(struct revision_table){columns, COLUMNS, view->revisions, view->count, true,
                                             view->width, view->arena},
                    write);
}

static void add_remarks(struct buffer *out, const struct approvals_view *view)
{
    size_t width = view->width ? view->width : SIZE_MAX;

    for (size_t i = 0; i < view->remark_count; i++) {
        if (out->len)
            buffer_add_char(out, '\n');
        wrap_paragraph(out, view->remarks[i].message, width, 0, 0);
        if (view->remarks[i].help.len)
            wrap_paragraph(out, view->remarks[i].help, width, 2, 0);
    }
}

void approvals_text(struct buffer *out, struct buffer *notice, const struct approvals_view *view)
{
    (void)notice;
    if (!view->count && !view->period)
        buffer_add_c(
            out, view->all ? "found no document\n"
                           : "no document here requires approval (--all lists every document)\n");
    else
        write_table(out, view, table_write_text);
    if (view->period) {
        buffer_add_char(out, '\n');
        period_write_text(out, view->period, view->width, view->arena);
    }
    add_remarks(out, view);
}

void approvals_markdown(struct buffer *out, struct buffer *notice,
                        const struct approvals_view *view)
{
    (void)notice;
    write_table(out, view, table_write_markdown);
    if (view->period) {
        buffer_add_char(out, '\n');
        period_write_markdown(out, view->period, view->arena);
    }
    for (size_t i = 0; i < view->remark_count; i++) {
        buffer_add_c(out, "\n");
        markdown_add(out, view->remarks[i].message);
        if (view->remarks[i].help.len)
            buffer_add_c(out, "; ");
        markdown_add(out, view->remarks[i].help);
        buffer_add_c(out, ".\n");
    }
}

/* ---- for programs ---- */

/* The table alone, so that a spreadsheet takes it; who typed the command sees the rest. */
void approvals_csv(struct buffer *out, struct buffer *notice, const struct approvals_view *view)
{
    revisions_write(out,
                    &(struct revision_table){revision_csv_columns, revision_csv_column_count,
                                             view->revisions, view->count, false, 0, view->arena},
                    table_write_csv);
    if (view->period)
        period_write_text(notice, view->period, 0, view->arena);
    add_remarks(notice, view);
}

static void write_remarks(struct json_writer *json, const struct approvals_view *view)
{
    json_write_member(json, "remarks");
    json_write_array_begin(json);
    for (size_t i = 0; i < view->remark_count; i++) {
        json_write_object_begin(json);
        json_write_string_member(json, "message", view->remarks[i].message);
        json_write_string_member(json, "help", view->remarks[i].help);
        json_write_object_end(json);
    }
    json_write_array_end(json);
}

void approvals_json(struct buffer *out, struct buffer *notice, const struct approvals_view *view)
{
    struct json_writer json;

    (void)notice;
    json_writer_init(&json, out, true);
    json_write_object_begin(&json);
    json_write_int_member(&json, "version", 1);
    json_write_string_member(&json, "mainline", view->mainline);
    revision_write_id(&json, "head", &view->head);
    json_write_bool_member(&json, "complete", view->complete);
    write_remarks(&json, view);
    if (view->period)
        period_write_json(&json, view->period);
    json_write_member(&json, view->period ? "revisions" : "documents");
    json_write_array_begin(&json);
    for (size_t i = 0; i < view->count; i++)
        revision_write_json(&json, view->revisions[i]);
    json_write_array_end(&json);
    json_write_object_end(&json);
    buffer_add_char(out, '\n');
}
