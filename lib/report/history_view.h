/* What `ismslint history` prints: what is known of one file. */
#ifndef REPORT_HISTORY_VIEW_H
#define REPORT_HISTORY_VIEW_H

#include "approval/approval.h"
#include "base/buffer.h"

/* What is printed. */
struct history_view {
    struct str subject; /* what was asked for: the path, or an id */
    struct str path;
    const struct approval_judgement *judgement;
    struct str remark;     /* a sentence on what was asked for and what is shown, or empty */
    struct object_id head; /* of the mainline; zero if it cannot be told */
    size_t width;          /* columns of the terminal, or 0 */
    struct arena *arena;
};

#endif
