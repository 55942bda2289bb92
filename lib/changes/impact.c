#include "changes/impact.h"

#include "base/buffer.h"
#include "base/vector.h"

enum { DOCUMENTS_NAMED = 3 };

/* Rows are counted by kind; documents are named. */
struct citing {
    const struct kind *kind; /* of rows; NULL: one document */
    struct str id;
    size_t count;
};

typedef VECTOR(struct citing) citing_list;

static bool is_document(const struct artifact *artifact)
{
    return !artifact->is_row && artifact->id.len;
}

static struct citing *find(citing_list *list, const struct artifact *from)
{
    for (size_t i = 0; i < list->count; i++) {
        struct citing *citing = &list->items[i];

        if (is_document(from) ? !citing->kind && str_equal(citing->id, from->id)
                              : citing->kind == from->kind)
            return citing;
    }
    return NULL;
}

static void add(citing_list *list, const struct artifact *from)
{
    struct citing *citing = find(list, from);
    struct citing fresh = {.kind = is_document(from) ? NULL : from->kind,
                           .id = is_document(from) ? from->id : (struct str){0},
                           .count = 1};

    if (citing)
        citing->count++;
    else
        vector_push(list, fresh);
}

/* An artifact that refers twice is one, and its references follow each other. */
static void collect(citing_list *list, const struct model_citations *citations)
{
    const struct artifact *last = NULL;

    for (size_t i = 0; i < citations->count; i++) {
        if (citations->items[i]->from != last)
            add(list, citations->items[i]->from);
        last = citations->items[i]->from;
    }
}

/* "risk", "treatment action", of several with an "s". */
static void add_rows(struct buffer *out, const struct citing *citing)
{
    buffer_printf(out, "%zu ", citing->count);
    for (size_t i = 0; i < citing->kind->name.len; i++)
        buffer_add_char(out, citing->kind->name.data[i] == '_' ? ' ' : citing->kind->name.data[i]);
    if (citing->count > 1)
        buffer_add_char(out, 's');
}

static void add_citing(struct buffer *out, const citing_list *list)
{
    size_t named = 0, left = 0, shown = 0;

    for (size_t i = 0; i < list->count; i++) {
        const struct citing *citing = &list->items[i];

        if (!citing->kind && ++named > DOCUMENTS_NAMED) {
            left++;
            continue;
        }
        buffer_add_c(out, shown++ ? ", " : "cited by ");
        if (citing->kind)
            add_rows(out, citing);
        else
            buffer_add(out, citing->id);
    }
    if (left)
        buffer_printf(out, ", %zu more document%s", left, left == 1 ? "" : "s");
}

struct str impact_of(const struct model *model, const struct artifact *artifact,
                     struct arena *arena)
{
    citing_list list = {0};
    struct buffer text = {0};
    struct str words;

    collect(&list, model_citations_of(model, artifact));
    add_citing(&text, &list);
    words = arena_str(arena, buffer_str(&text));
    buffer_release(&text);
    vector_release(&list);
    return words;
}
