#include "approval/baseline.h"

#include "approval/context.h"

/* The position of the mainline's commit whose id begins with PREFIX; SIZE_MAX: none, or several. */
static size_t position_of(const struct approvals *approvals, struct str prefix)
{
    size_t found = SIZE_MAX;
    char hex[OBJECT_ID_HEX + 1];

    for (size_t i = 0; i < history_length(approvals->history); i++) {
        object_id_hex(hex, &history_commit(approvals->history, i)->id, OBJECT_ID_HEX);
        if (!str_starts_with(str_of(hex), prefix))
            continue;
        if (found != SIZE_MAX)
            return SIZE_MAX;
        found = i;
    }
    return found;
}

bool baseline_is_later(const struct approvals *approvals, struct str a, struct str b)
{
    size_t later = position_of(approvals, b);

    return later != SIZE_MAX && (!a.len || later < position_of(approvals, a));
}

/* The configuration at CHANGE names BASELINE; LAST is what the one before it named. */
static void consider(struct approvals *approvals, struct str text, size_t change)
{
    struct baseline *baseline = &approvals->baseline;
    size_t position = position_of(approvals, text);

    /* A commit cannot name itself or a later one but by a guessed abbreviation. */
    if (position == SIZE_MAX || position <= change)
        baseline->unknown = text;
    else if (baseline->position == SIZE_MAX || position > baseline->position)
        baseline->position = position;
    else if (position < baseline->position)
        baseline->ignored = text;
}

void baseline_find(struct approvals *approvals)
{
    const struct frames *frames = &approvals->frames;
    struct str last = {0};

    approvals->baseline.position = SIZE_MAX;
    for (size_t i = frames->versions.changes.count; i-- > 0;) {
        const struct frame *frame = frame_after(approvals, frames->versions.changes.items[i]);
        struct str text = frame->config->approvals.baseline;

        if (frame->unconfigured) {
            /* It may have set a baseline, and the first one holds. */
            if (approvals->baseline.position == SIZE_MAX)
                approvals->baseline.doubt = frame->fault;
            continue;
        }
        if (text.len && !str_equal(text, last))
            consider(approvals, text, frames->versions.changes.items[i]);
        last = text;
    }
    /* Taking the baseline away is stricter, and holds. */
    if (!last.len)
        approvals->baseline.position = SIZE_MAX;
}
