#include "cmd/history_formats.h"

#include <string.h>

#include "base/clock.h"
#include "cmd/table.h"

static struct str or_dash(struct str text)
{
    return text.len ? text : STR("-");
}

/* Is it a text, and not the end of one? */
static bool has_version(const struct approval_revision *revision)
{
    return !revision->deleted && !(revision->other && revision->kind);
}

struct str history_version(const struct approval_revision *revision)
{
    if (has_version(revision))
        return or_dash(revision->document_version);
    return revision->deleted ? STR("deleted") : STR("no document");
}

struct str history_date(const struct approval_revision *revision, struct arena *arena)
{
    char date[16];

    if (!revision->landed)
        return STR("-");
    civil_format(date, civil_from_days(revision->day));
    return arena_str(arena, str_of(date));
}

/* LIST with TEXT behind it, after a comma. */
static struct str append(struct arena *arena, struct str list, struct str text)
{
    return list.len ? arena_printf(arena, "%.*s, %.*s", STR_ARG(list), STR_ARG(text)) : text;
}

/* Two addresses under one name read as one. */
static bool wrote_before(const struct approval_revision *revision, size_t number)
{
    for (size_t i = 0; i < number; i++)
        if (str_equal(revision->authors[i].name, revision->authors[number].name))
            return true;
    return false;
}

struct str history_authors(const struct approval_revision *revision, struct arena *arena)
{
    struct str list = {0};

    for (size_t i = 0; i < revision->author_count; i++) {
        const struct approval_author *author = &revision->authors[i];

        if (!wrote_before(revision, i))
            list = append(arena, list, author->name.len ? author->name : author->email);
    }
    return or_dash(list);
}

/* An earlier item says the same: it counted for a content before that says no more. */
static bool is_repeated(const struct approval_revision *revision, size_t number)
{
    const struct approval_evidence *item = &revision->evidence[number];

    for (size_t i = 0; i < number; i++) {
        const struct approval_evidence *other = &revision->evidence[i];

        if (other->counts && other->level == item->level && str_equal(other->name, item->name) &&
            strcmp(other->kind, item->kind) == 0)
            return true;
    }
    return false;
}

struct str history_approvals(const struct approval_revision *revision, struct arena *arena)
{
    struct str list = {0};

    for (size_t i = 0; i < revision->evidence_count; i++) {
        const struct approval_evidence *item = &revision->evidence[i];

        if (item->counts && !is_repeated(revision, i))
            list = append(arena, list,
                          arena_printf(arena, "%.*s (%s, %s%s%.*s)", STR_ARG(item->name),
                                       item->kind, approval_level_name(item->level),
                                       item->control.len ? ", own text under " : "",
                                       STR_ARG(item->control)));
    }
    return or_dash(list);
}

struct str history_commit_full(const struct approval_revision *revision, struct arena *arena)
{
    char hex[OBJECT_ID_HEX + 1];

    return revision->landed
               ? arena_str(arena, str_of(object_id_hex(hex, &revision->landing, OBJECT_ID_HEX)))
               : (struct str){0};
}

struct str history_commit_short(const struct approval_revision *revision, struct arena *arena)
{
    return or_dash(str_slice(history_commit_full(revision, arena), 0, 7));
}

/* ---- text ---- */

enum { TEXT_COLUMNS = 6, FULL_COLUMNS = 8 };

static void text_row(struct str *cells, const struct approval_revision *revision,
                     struct arena *arena)
{
    cells[0] = history_version(revision);
    cells[1] = history_date(revision, arena);
    cells[2] = history_authors(revision, arena);
    cells[3] = history_approvals(revision, arena);
    cells[4] = str_of(approval_verdict_name(revision->verdict));
    cells[5] = history_commit_short(revision, arena);
}

/* Approved by others needs no more words; anything else says why. */
static bool wants_reason(const struct approval_revision *revision)
{
    return (revision->verdict != APPROVAL_APPROVED || revision->control.len) &&
           revision->verdict != APPROVAL_PENDING && revision->reason.len;
}

/* How many older revisions in a row say the same as number INDEX. */
static size_t same_reasons(const struct approval_judgement *judgement, size_t index)
{
    const struct approval_revision *first = &judgement->revisions[index];
    size_t count = 0;

    while (index + count + 1 < judgement->revision_count &&
           str_equal(judgement->revisions[index + count + 1].reason, first->reason))
        count++;
    return count;
}

static void write_reasons(struct buffer *out, const struct history_view *view)
{
    const struct approval_judgement *judgement = view->judgement;
    bool any = false;

    for (size_t i = 0; i < judgement->revision_count; i++) {
        const struct approval_revision *revision = &judgement->revisions[i];
        struct str commit = history_commit_short(revision, view->arena);
        size_t same;

        if (!wants_reason(revision))
            continue;
        same = same_reasons(judgement, i);
        buffer_printf(out, "%s%.*s", any ? "" : "\n", STR_ARG(commit));
        if (same)
            buffer_printf(out, " and %zu before it", same);
        buffer_printf(out, " %s: %.*s\n", approval_verdict_name(revision->verdict),
                      STR_ARG(revision->reason));
        any = true;
        i += same;
    }
}

static bool has_unknown_author(const struct approval_revision *revision)
{
    for (size_t i = 0; i < revision->author_count; i++)
        if (!revision->authors[i].person.len && !revision->authors[i].contributor)
            return true;
    return false;
}

/* An author whom the register does not know is mended by a line of it, which is therefore shown. */
static void write_missing(struct buffer *out, const struct approval_judgement *judgement)
{
    const struct approval_revision *revision = approval_in_force(judgement);

    if (revision && revision->verdict == APPROVAL_INDETERMINATE && judgement->missing.len &&
        has_unknown_author(revision))
        buffer_printf(out, "missing: %.*s\n", STR_ARG(judgement->missing));
}

static void write_text(struct buffer *out, const struct history_view *view)
{
    static const char *const columns[TEXT_COLUMNS] = {"version",   "in force", "authors",
                                                      "approvals", "verdict",  "commit"};
    const struct approval_judgement *judgement = view->judgement;
    struct str *cells =
        arena_alloc_array(view->arena, judgement->revision_count * TEXT_COLUMNS, sizeof *cells);
    struct table table = {columns, TEXT_COLUMNS, cells, judgement->revision_count};

    for (size_t i = 0; i < judgement->revision_count; i++)
        text_row(cells + i * TEXT_COLUMNS, &judgement->revisions[i], view->arena);
    buffer_printf(out, "%.*s on %.*s\n\n", STR_ARG(view->subject),
                  STR_ARG(judgement->mainline.len ? judgement->mainline : STR("no mainline")));
    table_write_text(out, &table);
    write_reasons(out, view);
    write_missing(out, judgement);
    for (size_t i = 0; i < judgement->notes.count; i++)
        buffer_printf(out, "note: %.*s\n", STR_ARG(judgement->notes.items[i]));
    if (!judgement->complete)
        buffer_add_c(out, "note: the history that this clone has does not go back to the "
                          "beginning\n");
}

/* ---- csv and markdown ---- */

static void full_row(struct str *cells, const struct approval_revision *revision,
                     struct arena *arena)
{
    cells[0] = has_version(revision) ? revision->document_version : history_version(revision);
    cells[1] = revision->landed ? history_date(revision, arena) : (struct str){0};
    cells[2] = history_authors(revision, arena);
    cells[3] = history_approvals(revision, arena);
    cells[4] = str_of(approval_verdict_name(revision->verdict));
    cells[5] = revision->reason;
    cells[6] = history_commit_full(revision, arena);
    cells[7] = revision->subject;
}

static void write_full(struct buffer *out, const struct history_view *view,
                       void (*write)(struct buffer *out, const struct table *table))
{
    static const char *const columns[FULL_COLUMNS] = {"version", "in_force", "authors", "approvals",
                                                      "verdict", "reason",   "commit",  "subject"};
    const struct approval_judgement *judgement = view->judgement;
    struct str *cells =
        arena_alloc_array(view->arena, judgement->revision_count * FULL_COLUMNS, sizeof *cells);
    struct table table = {columns, FULL_COLUMNS, cells, judgement->revision_count};

    for (size_t i = 0; i < judgement->revision_count; i++)
        full_row(cells + i * FULL_COLUMNS, &judgement->revisions[i], view->arena);
    write(out, &table);
}

static void write_csv(struct buffer *out, const struct history_view *view)
{
    write_full(out, view, table_write_csv);
}

static void write_markdown(struct buffer *out, const struct history_view *view)
{
    write_full(out, view, table_write_markdown);
}

static const struct history_format formats[] = {
    {"text", write_text},
    {"json", history_write_json},
    {"csv", write_csv},
    {"markdown", write_markdown},
};

const struct history_format *history_format_at(size_t index)
{
    return index < sizeof formats / sizeof formats[0] ? &formats[index] : NULL;
}
