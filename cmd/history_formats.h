/* The forms in which `ismslint history` prints what is known of one file. */
#ifndef CMD_HISTORY_FORMATS_H
#define CMD_HISTORY_FORMATS_H

#include "approval/approval.h"
#include "base/buffer.h"

/* What is printed. */
struct history_view {
    struct str subject; /* what was asked for: the path, or an id */
    struct str path;
    const struct approval_judgement *judgement;
    struct str remark;     /* a sentence on what was asked for and what is shown, or empty */
    struct object_id head; /* of the mainline; zero if it cannot be told */
    struct arena *arena;
};

struct history_format {
    const char *name;
    void (*write)(struct buffer *out, const struct history_view *view);
};

/* The format number INDEX, or NULL after the last; the first is the default. */
const struct history_format *history_format_at(size_t index);

#endif
