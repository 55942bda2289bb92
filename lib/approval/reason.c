#include "approval/reason.h"

static const struct {
    const char *code, *about;
} reasons[] = {
#define APPROVAL_REASON_ROW(name, code, about) [name] = {code, about},
    APPROVAL_REASONS(APPROVAL_REASON_ROW)
#undef APPROVAL_REASON_ROW
};

enum { REASON_COUNT = sizeof reasons / sizeof reasons[0] };

struct str approval_reason_code(enum approval_reason reason)
{
    return reason == REASON_NONE ? (struct str){0} : str_of(reasons[reason].code);
}

const char *approval_reason_about(struct str code)
{
    for (size_t i = 1; i < REASON_COUNT; i++)
        if (str_equal_c(code, reasons[i].code))
            return reasons[i].about;
    return NULL;
}
