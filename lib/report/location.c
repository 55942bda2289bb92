#include "report/location.h"

/* Where the configuration would be, if there is no file at all. */
static const struct str NOWHERE = STR_INIT(".ismslint.yaml");

struct location location_of(const struct lint_result *result, const struct finding *finding)
{
    const struct position first = {1, 1, 1, 1};
    struct location location = {finding->path, first, first};

    if (finding->span.source) {
        location.start = source_position(finding->span.source, finding->span.start);
        location.end = source_position(finding->span.source, finding->span.end);
    }
    if (!location.path.len)
        location.path = result->summary.place.len ? result->summary.place : NOWHERE;
    return location;
}
