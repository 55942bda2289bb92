#include "report/ink.h"

#include "base/visible.h"

const char *ink_on(bool colour, enum ink ink)
{
    static const char *const sequences[] = {
        [INK_PLAIN] = "",           [INK_STRONG] = "\033[1m",
        [INK_ERROR] = "\033[1;31m", [INK_WARNING] = "\033[1;33m",
        [INK_NOTE] = "\033[1;36m",  [INK_FRAME] = "\033[34m",
        [INK_GOOD] = "\033[32m",    [INK_CODE] = "\033[36m",
    };

    return colour ? sequences[ink] : "";
}

const char *ink_off(bool colour, enum ink ink)
{
    return colour && ink != INK_PLAIN ? "\033[0m" : "";
}

void ink_add(struct buffer *out, bool colour, enum ink ink, struct str text)
{
    if (text.len == 0)
        return;
    buffer_add_c(out, ink_on(colour, ink));
    visible_add(out, text);
    buffer_add_c(out, ink_off(colour, ink));
}

enum ink ink_of_severity(enum severity severity)
{
    static const enum ink inks[] = {
        [SEVERITY_OFF] = INK_PLAIN,
        [SEVERITY_NOTE] = INK_NOTE,
        [SEVERITY_WARNING] = INK_WARNING,
        [SEVERITY_ERROR] = INK_ERROR,
    };

    return inks[severity];
}
