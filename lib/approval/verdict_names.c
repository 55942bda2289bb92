#include "approval/approval.h"

const char *approval_verdict_name(enum approval_verdict verdict)
{
    static const char *const names[] = {
        [APPROVAL_INDETERMINATE] = "indeterminate",
        [APPROVAL_APPROVED] = "approved",
        [APPROVAL_LATE] = "approved-late",
        [APPROVAL_CONTRIBUTED] = "contributed",
        [APPROVAL_SELF] = "self-approved",
        [APPROVAL_NOT_ENTITLED] = "not-entitled",
        [APPROVAL_TOO_WEAK] = "too-weak",
        [APPROVAL_STALE] = "stale",
        [APPROVAL_MISSING] = "missing",
        [APPROVAL_PENDING] = "pending",
        [APPROVAL_GRANDFATHERED] = "grandfathered",
    };

    return names[verdict];
}

const char *approval_level_name(enum approval_level level)
{
    static const char *const names[] = {"asserted", "vouched", "signed"};

    return names[level];
}
