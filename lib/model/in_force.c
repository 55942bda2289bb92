#include "model/in_force.h"

#include "model/read.h"

static const char *const without_force[] = {"draft",      "retired",  "withdrawn",
                                            "superseded", "obsolete", "archived"};

const char *status_without_force(size_t index)
{
    return index < sizeof without_force / sizeof without_force[0] ? without_force[index] : NULL;
}

struct str artifact_status_without_force(const struct artifact *artifact)
{
    struct str status = read_text(value_get(artifact->self, STR("status")));

    for (size_t i = 0; status_without_force(i); i++)
        if (str_equal_nocase(status, str_of(status_without_force(i))))
            return status;
    return (struct str){0};
}
