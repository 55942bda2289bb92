#include "model/submodule.h"

#include "base/glob.h"
#include "base/shell.h"
#include "model/mapping.h"

/* What names an ISMS as a whole; kinds are in the default path patterns. */
static const char *const isms_names[] = {"isms", "iso27001", "compliance", "soc2"};

/* Does GLOB begin with a name at all, "isms/" or a starred folder and "policies/"? */
static bool names_a_folder(struct str glob)
{
    for (size_t i = 0; i < glob.len; i++)
        if (ascii_is_alnum(glob.data[i]))
            return true;
    return false;
}

/* Does a beginning of GLOB, up to one of its slashes, name the folder FOLDER? */
static bool leads_into(struct str glob, struct str folder)
{
    for (size_t i = 0; i < glob.len; i++) {
        struct str beginning = str_slice(glob, 0, i);

        if (glob.data[i] == '/' && names_a_folder(beginning) && !glob_fault(beginning) &&
            glob_match(beginning, folder) == GLOB_YES)
            return true;
    }
    return false;
}

const struct snapshot_entry *submodule_of_glob(struct str glob, const struct snapshot *snapshot)
{
    for (size_t i = 0; i < snapshot->count; i++)
        if (snapshot->entries[i].mode == MODE_SUBMODULE &&
            (leads_into(glob, snapshot->entries[i].path) ||
             glob_match(glob, snapshot->entries[i].path) == GLOB_YES))
            return &snapshot->entries[i];
    return NULL;
}

static bool any_leads_into(struct str_list globs, struct str folder)
{
    for (size_t i = 0; i < globs.count; i++)
        if (leads_into(globs.items[i], folder) || glob_match(globs.items[i], folder) == GLOB_YES)
            return true;
    return false;
}

static bool is_meant(const struct model *model, struct str folder)
{
    for (size_t i = 0; i < model->config.mapping_count; i++)
        if (any_leads_into(model->config.mappings[i].files.globs, folder))
            return true;
    for (size_t i = 0; i < model->kinds->count; i++)
        if (any_leads_into(model->kinds->items[i].files, folder))
            return true;
    return false;
}

static bool is_named_isms(struct str folder, struct arena *arena)
{
    char *lower = arena_copy(arena, folder.data, folder.len);

    for (size_t i = 0; i < folder.len; i++)
        lower[i] = ascii_lower(lower[i]);
    for (size_t i = 0; i < sizeof isms_names / sizeof isms_names[0]; i++)
        if (str_find((struct str){lower, folder.len}, str_of(isms_names[i]), 0) >= 0)
            return true;
    return false;
}

static void report(struct str path, struct sink *sink)
{
    struct source *source = ARENA_NEW(sink->arena, struct source);

    source_init(source, path, (struct str){0}, sink->arena);
    source->unread = true;
    sink_report(sink, "file-in-submodule", span_of(source, 0, 0),
                "ismslint does not read the files of submodule %.*s", STR_ARG(path))
        ->help =
        arena_printf(sink->arena, "check it as a repository of its own: `ismslint -C %.*s`",
                     STR_ARG(shell_word(path, sink->arena)));
}

void submodules_check(const struct model *model, struct sink *sink)
{
    const struct snapshot *snapshot = model->snapshot;

    for (size_t i = 0; i < snapshot->count; i++) {
        struct str path = snapshot->entries[i].path;

        if (snapshot->entries[i].mode == MODE_SUBMODULE &&
            (!model->artifacts.count || is_meant(model, path) || is_named_isms(path, sink->arena)))
            report(path, sink);
    }
}
