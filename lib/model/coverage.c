#include "model/coverage.h"

#include "base/glob.h"
#include "model/mapping.h"
#include "model/submodule.h"

/* Does GLOB stop before its end on some path? */
static bool is_too_costly(struct str glob, const struct snapshot *snapshot)
{
    for (size_t i = 0; i < snapshot->count; i++)
        if (glob_match(glob, snapshot->entries[i].path) == GLOB_LIMIT)
            return true;
    return false;
}

static void drop_costly(struct path_patterns *patterns, const struct snapshot *snapshot,
                        struct sink *sink)
{
    size_t kept = 0;

    for (size_t i = 0; i < patterns->globs.count; i++) {
        struct str glob = patterns->globs.items[i];

        if (!is_too_costly(glob, snapshot)) {
            patterns->places[kept] = patterns->places[i];
            patterns->globs.items[kept++] = glob;
            continue;
        }
        sink_report(sink, "config-glob", patterns->places[i],
                    "matching the path pattern `%.*s` takes too many steps", STR_ARG(glob))
            ->help = STR("use fewer * and {} in one pattern");
    }
    patterns->globs.count = kept;
}

/* Is there a file that ONE of MAPPING's globs means, and no glob of `except:` takes out? */
static bool means_any(struct str_list one, const struct mapping *mapping,
                      const struct snapshot *snapshot)
{
    for (size_t i = 0; i < snapshot->count; i++)
        if (globs_match(one, snapshot->entries[i].path) &&
            !globs_match(mapping->except.globs, snapshot->entries[i].path))
            return true;
    return false;
}

static bool takes_out_any(struct str glob, const struct mapping *mapping,
                          const struct snapshot *snapshot)
{
    for (size_t i = 0; i < snapshot->count; i++)
        if (glob_match(glob, snapshot->entries[i].path) == GLOB_YES &&
            globs_match(mapping->files.globs, snapshot->entries[i].path))
            return true;
    return false;
}

/* Files may be looked for where they are, and that be another repository. */
static struct str advice(struct str_list globs, const struct snapshot *snapshot,
                         struct arena *arena)
{
    for (size_t i = 0; i < globs.count; i++) {
        const struct snapshot_entry *submodule = submodule_of_glob(globs.items[i], snapshot);

        if (submodule)
            return arena_printf(arena,
                                "check the submodule %.*s as a repository of its own; ismslint "
                                "does not read its files here",
                                STR_ARG(submodule->path));
    }
    return STR("write the path from the repository's root; `**` goes through folders");
}

static void check_files(const struct mapping *mapping, const struct snapshot *snapshot,
                        struct sink *sink)
{
    for (size_t i = 0; i < mapping->files.globs.count; i++) {
        struct str_list one = {&mapping->files.globs.items[i], 1};

        if (!means_any(one, mapping, snapshot))
            sink_report(sink, "config-no-file", mapping->files.places[i],
                        "no file matches this path pattern")
                ->help = advice(one, snapshot, sink->arena);
    }
}

static void check_except(const struct mapping *mapping, const struct snapshot *snapshot,
                         struct sink *sink)
{
    for (size_t i = 0; i < mapping->except.globs.count; i++)
        if (!takes_out_any(mapping->except.globs.items[i], mapping, snapshot))
            sink_report(sink, "config-except-unused", mapping->except.places[i],
                        "this path pattern leaves no file out of `files:`")
                ->help = STR("correct the pattern, or delete it");
}

static void check_mapping(const struct mapping *mapping, const struct snapshot *snapshot,
                          struct sink *sink)
{
    if (!means_any(mapping->files.globs, mapping, snapshot)) {
        sink_report(sink, "config-no-file", mapping->place, "no file matches these path patterns")
            ->help = advice(mapping->files.globs, snapshot, sink->arena);
        return;
    }
    check_files(mapping, snapshot, sink);
    check_except(mapping, snapshot, sink);
}

/* What is in a folder that cannot be opened may be just what a pattern means. */
static bool is_partly_unknown(const struct snapshot *snapshot)
{
    for (size_t i = 0; i < snapshot->count; i++)
        if (snapshot_entry_is_folder(&snapshot->entries[i]))
            return true;
    return false;
}

void coverage_check(struct config *config, const struct snapshot *snapshot, struct sink *sink)
{
    bool unknown = is_partly_unknown(snapshot);

    for (size_t i = 0; i < config->mapping_count; i++) {
        struct mapping *mapping = &config->mappings[i];
        size_t before = sink->diagnostics.count;

        drop_costly(&mapping->files, snapshot, sink);
        drop_costly(&mapping->except, snapshot, sink);
        if (mapping->files.globs.count && sink->diagnostics.count == before && !unknown)
            check_mapping(mapping, snapshot, sink);
    }
}
