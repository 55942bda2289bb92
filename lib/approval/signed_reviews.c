#include "approval/signed_reviews.h"

#include "approval/context.h"
#include "base/limits.h"
#include "base/vector.h"

/* Where a note is cut. */
struct cutting {
    struct approvals *approvals;
    VECTOR(struct record) found;
    struct buffer rest;
    bool unreadable;
};

static const struct str begin = STR_INIT("-----BEGIN SSH SIGNATURE-----");
static const struct str end = STR_INIT("-----END SSH SIGNATURE-----");

/* The offset of the line that reads WANTED, from offset FROM on; -1: there is none. */
static ptrdiff_t find_line(struct str text, struct str wanted, size_t from)
{
    struct str rest = str_slice(text, from, text.len), line;

    while (str_next_line(&line, &rest))
        if (str_equal(line, wanted))
            return line.data - text.data;
    return -1;
}

/* Where what is signed begins in TEXT, which ends with it: at the last "---". */
static size_t record_start(struct str text)
{
    size_t start = 0;
    ptrdiff_t at = find_line(text, STR("---"), 0);

    for (; at >= 0; at = find_line(text, STR("---"), start + 3))
        start = (size_t)at;
    return start;
}

/* Above AT in TEXT stands what ARMOUR signs, below other lines. */
static void cut_record(struct cutting *cutting, struct str above, struct str armour)
{
    size_t start = record_start(above);
    struct record record = {.file = STR("note.yaml"),
                            .text = str_slice(above, start, above.len),
                            .armour = armour,
                            .is_signed = true};

    buffer_add(&cutting->rest, str_slice(above, 0, start));
    arena_reset(&cutting->approvals->scratch);
    if (cutting->found.count == LIMIT_TRAILERS ||
        !record_read(&record, record.text, cutting->approvals))
        cutting->unreadable = true;
    else
        vector_push(&cutting->found, record);
}

void signed_reviews_read(struct signed_reviews *out, struct str note, struct approvals *approvals)
{
    struct cutting cutting = {.approvals = approvals};
    ptrdiff_t from = find_line(note, begin, 0);

    for (; from >= 0; from = find_line(note, begin, 0)) {
        ptrdiff_t last = find_line(note, end, (size_t)from);
        size_t until = last < 0 ? note.len : (size_t)last + end.len;

        cutting.unreadable = cutting.unreadable || last < 0;
        if (last >= 0)
            cut_record(&cutting, str_slice(note, 0, (size_t)from),
                       str_slice(note, (size_t)from, until));
        note = str_slice(note, until, note.len);
    }
    buffer_add(&cutting.rest, note);
    *out = (struct signed_reviews){
        .items = arena_copy(approvals->arena, cutting.found.items,
                            cutting.found.count * sizeof *cutting.found.items),
        .count = cutting.found.count,
        .rest = arena_str(approvals->arena, buffer_str(&cutting.rest)),
        .unreadable = cutting.unreadable,
    };
    vector_release(&cutting.found);
    buffer_release(&cutting.rest);
}
