#include "report/revision.h"

#include <string.h>

#include "base/clock.h"

struct str revision_id(const struct approval_revision *revision, struct arena *arena)
{
    (void)arena;
    return revision->id;
}

struct str revision_version(const struct approval_revision *revision, struct arena *arena)
{
    (void)arena;
    if (revision->deleted)
        return revision->moved_to.len ? STR("moved") : STR("deleted");
    return revision->other && revision->kind ? STR("no document") : revision->document_version;
}

struct str revision_date(const struct approval_revision *revision, struct arena *arena)
{
    char date[16];

    if (!revision->landed)
        return (struct str){0};
    civil_format(date, civil_from_days(revision->day));
    return arena_str(arena, str_of(date));
}

/* LIST with TEXT behind it, after a comma. */
static struct str append(struct arena *arena, struct str list, struct str text)
{
    return list.len ? arena_printf(arena, "%.*s, %.*s", STR_ARG(list), STR_ARG(text)) : text;
}

static struct str author_words(const struct approval_author *author)
{
    return author->name.len ? author->name : author->email;
}

/* Two addresses under one name read as one. */
static bool wrote_before(const struct approval_revision *revision, size_t number)
{
    struct str words = author_words(&revision->authors[number]);

    for (size_t i = 0; i < number; i++)
        if (str_equal(author_words(&revision->authors[i]), words))
            return true;
    return false;
}

struct str revision_authors(const struct approval_revision *revision, struct arena *arena)
{
    struct str list = {0};

    for (size_t i = 0; i < revision->author_count; i++)
        if (!wrote_before(revision, i))
            list = append(arena, list, author_words(&revision->authors[i]));
    return list;
}

/* What is listed: approvals that count, and votes against that are heeded. */
static bool is_listed(const struct approval_evidence *item)
{
    return item->counts || item->against.len;
}

/* An earlier item says the same: it counted for a content before that says no more. */
static bool is_repeated(const struct approval_revision *revision, size_t number)
{
    const struct approval_evidence *item = &revision->evidence[number];

    for (size_t i = 0; i < number; i++) {
        const struct approval_evidence *other = &revision->evidence[i];

        if (is_listed(other) && other->level == item->level && str_equal(other->name, item->name) &&
            str_equal(other->against, item->against) && strcmp(other->kind, item->kind) == 0)
            return true;
    }
    return false;
}

/*
 * "Jo Park (record, asserted, recorded by ana from minutes/2026-03.md)"; a vote against is
 * called what it is: "Jo Park, Code-Review-2 (note)".
 */
static struct str approval_words(const struct approval_evidence *item, struct arena *arena)
{
    struct str words;

    if (item->against.len)
        return arena_printf(arena, "%.*s, %.*s (%s)", STR_ARG(item->name), STR_ARG(item->against),
                            item->kind);
    words = arena_printf(arena, "%.*s (%s, %s", STR_ARG(item->name), item->kind,
                         approval_level_name(item->level));
    if (item->control.len)
        words = arena_printf(arena, "%.*s, own content under %.*s", STR_ARG(words),
                             STR_ARG(item->control));
    if (item->role_waived)
        words = arena_printf(arena, "%.*s, role waived: editorial change", STR_ARG(words));
    if (item->recorded_by.len)
        words = arena_printf(arena, "%.*s, recorded by %.*s from %.*s", STR_ARG(words),
                             STR_ARG(item->recorded_by), STR_ARG(item->source));
    return arena_printf(arena, "%.*s)", STR_ARG(words));
}

struct str revision_approvals(const struct approval_revision *revision, struct arena *arena)
{
    struct str list = {0};

    for (size_t i = 0; i < revision->evidence_count; i++)
        if (is_listed(&revision->evidence[i]) && !is_repeated(revision, i))
            list = append(arena, list, approval_words(&revision->evidence[i], arena));
    return list;
}

bool revision_is_let_be(const struct approval_revision *revision)
{
    return revision->moved_to.len ||
           (!revision->required && revision->verdict >= APPROVAL_CONTRIBUTED &&
            revision->verdict <= APPROVAL_MISSING);
}

struct str revision_verdict(const struct approval_revision *revision, struct arena *arena)
{
    (void)arena;
    return revision_is_let_be(revision) ? STR("not asked")
                                        : str_of(approval_verdict_name(revision->verdict));
}

struct str revision_reason(const struct approval_revision *revision, struct arena *arena)
{
    (void)arena;
    return revision_is_let_be(revision) && !revision->moved_to.len ? STR("no approval is required")
                                                                   : revision->reason;
}

struct str revision_commit(const struct approval_revision *revision, struct arena *arena)
{
    char hex[OBJECT_ID_HEX + 1];

    if (!revision->landed)
        return (struct str){0};
    return arena_str(arena, str_of(object_id_hex(hex, &revision->landing, OBJECT_ID_HEX)));
}

struct str revision_commit_short(const struct approval_revision *revision, struct arena *arena)
{
    return str_slice(revision_commit(revision, arena), 0, 7);
}

struct str revision_subject(const struct approval_revision *revision, struct arena *arena)
{
    (void)arena;
    return revision->subject;
}

struct str revision_path(const struct approval_revision *revision, struct arena *arena)
{
    (void)arena;
    return revision->path;
}

/* ---- for programs ---- */

static struct str verdict_name(const struct approval_revision *revision, struct arena *arena)
{
    (void)arena;
    return str_of(approval_verdict_name(revision->verdict));
}

static struct str is_required(const struct approval_revision *revision, struct arena *arena)
{
    (void)arena;
    return revision->required ? STR("true") : STR("false");
}

static struct str whole_reason(const struct approval_revision *revision, struct arena *arena)
{
    (void)arena;
    return revision->reason;
}

const struct revision_column revision_csv_columns[] = {
    {"id", revision_id},           {"version", revision_version},     {"in_force", revision_date},
    {"authors", revision_authors}, {"approvals", revision_approvals}, {"verdict", verdict_name},
    {"required", is_required},     {"reason", whole_reason},          {"commit", revision_commit},
    {"subject", revision_subject}, {"path", revision_path},
};

const size_t revision_csv_column_count =
    sizeof revision_csv_columns / sizeof revision_csv_columns[0];

/* ---- the table ---- */

void revisions_write(struct buffer *out, const struct revision_table *what,
                     void (*write)(struct buffer *out, const struct table *table))
{
    size_t width = what->column_count, cell_count = what->count * width;
    const char **names = arena_alloc_array(what->arena, width, sizeof *names);
    struct str *cells = arena_alloc_array(what->arena, cell_count, sizeof *cells);
    bool *ours = arena_alloc_array(what->arena, width, sizeof *ours);
    const struct revision_column *columns = what->columns;

    for (size_t i = 0; i < width; i++) {
        names[i] = columns[i].name;
        ours[i] = columns[i].cell == revision_commit || columns[i].cell == revision_commit_short;
    }
    for (size_t i = 0; i < cell_count; i++) {
        cells[i] = columns[i % width].cell(what->revisions[i / width], what->arena);
        if (what->filled && !cells[i].len)
            cells[i] = STR("-");
    }
    write(out, &(struct table){names, width, cells, what->count, ours, what->width, what->arena});
}
