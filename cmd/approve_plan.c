/* Which documents `ismslint approve` is about, and whether an approval of them would count. */
#include "approval/governing_file.h"
#include "approval/lookup.h"
#include "base/shell.h"
#include "cmd/approve.h"
#include "model/in_force.h"

void plan_release(struct plan *plan)
{
    vector_release(&plan->records);
    vector_release(&plan->left_out);
    scene_close(&plan->scene);
}

/* Two operands may name one document. */
static void add(struct plan *plan, const struct artifact *artifact, const struct proposed *proposed)
{
    VECTOR_EACH (struct planned, planned, &plan->records)
        if (str_equal(planned->proposed.path, proposed->path))
            return;
    vector_push(&plan->records, ((struct planned){.artifact = artifact, .proposed = *proposed}));
}

/* ---- by name ---- */

static const struct artifact *document_with_path(const struct model *model, struct str path)
{
    for (size_t i = 0; i < model->artifacts.count; i++)
        if (!model->artifacts.items[i]->is_row &&
            str_equal(model->artifacts.items[i]->file->path, path))
            return model->artifacts.items[i];
    return NULL;
}

/* The artifact with that id, how many there are, and the second of them. */
static size_t find_id(const struct artifact **first, const struct artifact **second,
                      const struct model *model, const char *id)
{
    size_t count = 0;

    *first = *second = NULL;
    for (size_t i = 0; i < model->artifacts.count; i++) {
        const struct artifact *artifact = model->artifacts.items[i];

        if (!str_equal_c(artifact->id, id))
            continue;
        if (count == 0)
            *first = artifact;
        if (count == 1)
            *second = artifact;
        count++;
    }
    return count;
}

static bool is_folder(struct plan *plan, struct str path)
{
    const struct model *model = &plan->scene.isms.model;
    struct str folder = arena_printf(&plan->scene.arena, "%.*s/", STR_ARG(path));

    for (size_t i = 0; i < model->artifacts.count; i++)
        if (!path.len || str_starts_with(model->artifacts.items[i]->file->path, folder))
            return true;
    return false;
}

static const struct artifact *refuse_operand(struct plan *plan, const char *operand,
                                             struct str reason)
{
    error_set(plan->error, ERROR_USAGE, "%s is not a document of this ISMS%s%.*s", operand,
              reason.len ? ": " : "", STR_ARG(reason));
    return NULL;
}

/* By the id that it had; NULL, perhaps with the REASON, if that cannot be told of one. */
static const struct artifact *find_gone_id(struct plan *plan, const char *operand,
                                           struct str *reason)
{
    struct approval_findings found;
    const struct approval_found *first;

    approvals_find_id(&found, plan->scene.approvals, str_of(operand), (struct str){0});
    first = found.count ? &found.items[0] : NULL;
    if (!first || first->is_row || !first->gone)
        return NULL;
    if (found.count == 1)
        return proposal_gone(reason, plan->scene.approvals, first->path);
    *reason =
        arena_printf(&plan->scene.arena,
                     "%.*s and %.*s had this id; name the path of the document that you approve",
                     STR_ARG(first->path), STR_ARG(found.items[1].path));
    return NULL;
}

/* By its path, by its id, or by the path or the id that it had. */
static const struct artifact *find_document(struct plan *plan, const char *operand)
{
    struct scene *scene = &plan->scene;
    struct str path = scene_path(scene, operand), reason;
    const struct artifact *artifact = document_with_path(&scene->isms.model, path), *second = NULL;

    if (artifact)
        return artifact;
    if (find_id(&artifact, &second, &scene->isms.model, operand) > 1) {
        error_set(
            plan->error, ERROR_USAGE,
            "%s is the id of %.*s and of %.*s: name the path of the document that you approve",
            operand, STR_ARG(artifact->file->path), STR_ARG(second->file->path));
        return NULL;
    }
    if (artifact && !artifact->is_row)
        return artifact;
    if (artifact)
        return refuse_operand(
            plan, operand,
            arena_printf(&scene->arena,
                         "it is an entry of %.*s; approve it with a trailer on the commit that "
                         "changes it, or a record with `id: %.*s` (docs/how-to/approve.md)",
                         STR_ARG(artifact->file->path), STR_ARG(artifact->id)));
    if (is_folder(plan, path))
        return refuse_operand(plan, operand,
                              arena_printf(&scene->arena,
                                           "it is a folder; run `ismslint approve --all %.*s`",
                                           STR_ARG(shell_word(str_of(operand), &scene->arena))));
    if (config_governs(&scene->isms.model.config, path) &&
        approvals_has_path(scene->approvals, path))
        return governing_artifact(&scene->arena, path);
    artifact = proposal_gone(&reason, scene->approvals, path);
    if (!artifact && !reason.len)
        artifact = find_gone_id(plan, operand, &reason);
    return artifact ? artifact : refuse_operand(plan, operand, reason);
}

int plan_named(struct plan *plan, const char *operand)
{
    struct scene *scene = &plan->scene;
    const struct artifact *artifact = find_document(plan, operand);
    struct proposed proposed;

    if (!artifact)
        return -1;
    proposal_judge(&proposed, scene->approvals, artifact, &plan->proposal);
    if (!proposed.counts)
        return error_set(plan->error, ERROR_USAGE, "%s%.*s%s: %.*s",
                         proposed.repeated ? "" : "an approval of ",
                         STR_ARG(artifact_label(artifact, &scene->arena)),
                         proposed.repeated ? "" : " would not count", STR_ARG(proposed.reason));
    add(plan, artifact, &proposed);
    return 0;
}

/* ---- all ---- */

/* Does it still want somebody's approval? */
static bool wants_approval(struct plan *plan, const struct artifact *artifact)
{
    const struct approval_judgement *judgement;
    enum approval_verdict verdict;

    if (artifact->is_row)
        return false;
    judgement = proposal_judgement(plan->scene.approvals, artifact);
    verdict = approval_now(judgement)->verdict;
    return judgement->required && verdict != APPROVAL_APPROVED && verdict != APPROVAL_LATE &&
           verdict != APPROVAL_GRANDFATHERED;
}

static void leave_out(struct plan *plan, const struct artifact *artifact, const char *why,
                      struct str reason)
{
    struct arena *arena = &plan->scene.arena;

    vector_push(&plan->left_out,
                arena_printf(arena, "%.*s: skipped: %s%.*s",
                             STR_ARG(artifact_label(artifact, arena)), why, STR_ARG(reason)));
}

static void plan_one(struct plan *plan, const struct artifact *artifact)
{
    struct str status = artifact_status_without_force(artifact);
    struct proposed proposed;

    if (status.len) {
        leave_out(plan, artifact, "no approval is required with the status ", status);
        return;
    }
    proposal_judge(&proposed, plan->scene.approvals, artifact, &plan->proposal);
    if (proposed.counts)
        add(plan, artifact, &proposed);
    else
        leave_out(plan, artifact,
                  proposed.repeated ? "" : "approval would not count: ", proposed.reason);
}

/* An operand that names nothing is a slip, which must not read as if all were approved. */
static int check_operands(struct plan *plan, const struct string_list *operands)
{
    const struct model *model = &plan->scene.isms.model;

    for (size_t i = 0; i < operands->count; i++) {
        const struct string_list one = {&operands->items[i], 1};
        bool found = false;

        for (size_t k = 0; k < model->artifacts.count && !found; k++)
            found = !model->artifacts.items[k]->is_row &&
                    scene_names(&plan->scene, &one, model->artifacts.items[k]->file->path);
        if (!found)
            return error_set(
                plan->error, ERROR_USAGE,
                "%s is not a file or folder with a document of this ISMS; `--all` takes paths",
                operands->items[i]);
    }
    return 0;
}

int plan_all(struct plan *plan, const struct string_list *operands)
{
    const struct model *model = &plan->scene.isms.model;

    if (check_operands(plan, operands) < 0)
        return -1;
    for (size_t i = 0; i < model->artifacts.count; i++) {
        const struct artifact *artifact = model->artifacts.items[i];

        if (scene_names(&plan->scene, operands, artifact->file->path) &&
            wants_approval(plan, artifact))
            plan_one(plan, artifact);
    }
    return 0;
}
