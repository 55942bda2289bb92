#include "base/clock.h"
#include "jsonschema/format.h"

bool format_is_date(struct str text)
{
    struct civil civil;

    return civil_parse(&civil, text);
}
