#include "model/mapping.h"

#include "base/glob.h"

bool globs_match(struct str_list globs, struct str path)
{
    for (size_t i = 0; i < globs.count; i++)
        if (glob_match(globs.items[i], path) == GLOB_YES)
            return true;
    return false;
}

/* By default. */
static bool kind_means(const struct kind *kind, struct str path)
{
    return (globs_match(kind->files, path) || globs_match(kind->keyed, path)) &&
           !globs_match(kind->except, path);
}

bool mapping_means(const struct mapping *mapping, const struct kind *kind, struct str path)
{
    if (!mapping)
        return kind_means(kind, path);
    return globs_match(mapping->files.globs, path) && !globs_match(mapping->except.globs, path);
}
