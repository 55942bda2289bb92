#include "model/coverage.h"

#include "base/glob.h"
#include "model/mapping.h"

/* Does GLOB stop before its end on some path? */
static bool is_too_costly(struct str glob, const struct snapshot *snapshot)
{
    for (size_t i = 0; i < snapshot->count; i++)
        if (glob_match(glob, snapshot->entries[i].path) == GLOB_LIMIT)
            return true;
    return false;
}

static void drop_costly(struct str_list *globs, const struct mapping *mapping,
                        const struct snapshot *snapshot, struct sink *sink)
{
    size_t kept = 0;

    for (size_t i = 0; i < globs->count; i++) {
        struct str glob = globs->items[i];

        if (!is_too_costly(glob, snapshot)) {
            globs->items[kept++] = glob;
            continue;
        }
        sink_report(sink, "config-glob", mapping->place,
                    "matching the path pattern \"%.*s\" takes too many steps", STR_ARG(glob))
            ->help = STR("use fewer * and {} in one pattern");
    }
    globs->count = kept;
}

static bool means_any(const struct mapping *mapping, const struct snapshot *snapshot)
{
    for (size_t i = 0; i < snapshot->count; i++)
        if (mapping_means(mapping, mapping->kind, snapshot->entries[i].path))
            return true;
    return false;
}

void coverage_check(struct config *config, const struct snapshot *snapshot, struct sink *sink)
{
    for (size_t i = 0; i < config->mapping_count; i++) {
        struct mapping *mapping = &config->mappings[i];
        size_t before = sink->diagnostics.count;

        drop_costly(&mapping->files, mapping, snapshot, sink);
        drop_costly(&mapping->except, mapping, snapshot, sink);
        if (!mapping->files.count || sink->diagnostics.count > before ||
            means_any(mapping, snapshot))
            continue;
        sink_report(sink, "config-no-file", mapping->place, "no file matches these path patterns")
            ->help = STR("paths are relative to the repository's root; ** goes through folders");
    }
}
