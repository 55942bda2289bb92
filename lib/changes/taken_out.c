#include "changes/taken_out.h"

#include "rules/fingerprint.h"

const char taken_out_code[] = "file-no-longer-read";

/* Is the file at PATH read as a register, perhaps an empty one? */
static bool is_register(const struct isms *now, struct str path)
{
    const struct model_file *file = model_file_at(&now->model, path);

    return file && file->answers > 0;
}

/* Does BASE read the file that is at PATH now? */
static bool was_read(const struct taken_out_base *base, struct str path)
{
    const struct file_change *change = map_get(&base->difference->by_path, path);

    return change && change->before && isms_reads(base->isms, change->before->path);
}

static struct span first_line(const struct isms *now, struct str path, struct arena *arena)
{
    struct source *source = ARENA_NEW(arena, struct source);
    struct error unreadable;
    struct str text;

    if (snapshot_read(&text, &now->snapshot, snapshot_find(&now->snapshot, path), arena,
                      &unreadable) < 0)
        text = (struct str){0};
    source_init(source, path, text, arena);
    return span_of(source, 0, source_line(source, 1).len);
}

static struct finding finding_of(const struct artifact *artifact, struct str path,
                                 const struct isms *now, struct arena *arena)
{
    struct finding finding = {
        .rule = str_of(taken_out_code),
        .severity = SEVERITY_ERROR,
        .state = FINDING_NEW,
        .message = arena_printf(arena, "%.*s is no longer read as an artifact", STR_ARG(path)),
        .help = STR("restore its entry in .ismslint.yaml or its `kind:`, or delete the file"),
        .path = path,
        .span = first_line(now, path, arena),
        .kind = artifact->kind->name,
    };

    finding.fingerprint = fingerprint_of(&finding, 0, arena);
    return finding;
}

static bool is_first_of_file(const struct artifact_list *artifacts, size_t number)
{
    return !number || artifacts->items[number - 1]->file != artifacts->items[number]->file;
}

static bool is_taken_out(const struct isms *now, struct str path,
                         const struct taken_out_base *bases, size_t count)
{
    bool taken = snapshot_find(&now->snapshot, path) && !isms_reads(now, path) &&
                 !is_register(now, path) && !isms_is_faulty(now, path);

    for (size_t i = 0; i < count && taken; i++)
        taken = was_read(&bases[i], path);
    return taken;
}

void taken_out_report(struct lint_result *out, const struct isms *now,
                      const struct taken_out_base *bases, size_t count, struct arena *arena)
{
    const struct artifact_list *artifacts = &bases[0].isms->model.artifacts;

    for (size_t i = 0; i < artifacts->count; i++) {
        struct str path = difference_follow(bases[0].difference, artifacts->items[i]->file->path);

        if (is_first_of_file(artifacts, i) && is_taken_out(now, path, bases, count))
            vector_push(&out->findings, finding_of(artifacts->items[i], path, now, arena));
    }
}
