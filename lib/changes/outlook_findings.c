/* What the outlook adds to the findings, takes from them, and where it puts them. */
#include "changes/outlook.h"
#include "rules/fingerprint.h"

const char outlook_code[] = "history-approval-impossible";

static bool has_outlook(const struct changes *changes, const struct finding *finding)
{
    VECTOR_EACH (struct changed_artifact, changed, &changes->artifacts)
        if (changed->outlook != OUTLOOK_NONE && str_equal(changed->path, finding->path) &&
            str_equal(changed->id, finding->id))
            return true;
    return false;
}

void outlook_replace(struct lint_result *result, const struct changes *changes)
{
    size_t kept = 0;

    for (size_t i = 0; i < result->findings.count; i++) {
        const struct finding *finding = &result->findings.items[i];

        if (finding->verdict != FINDING_PENDING || finding->waiver ||
            !has_outlook(changes, finding))
            result->findings.items[kept++] = *finding;
    }
    result->findings.count = kept;
}

static const struct changed_artifact *artifact_of(const struct changes *changes,
                                                  const struct finding *finding)
{
    VECTOR_EACH (struct changed_artifact, changed, &changes->artifacts)
        if (str_equal(changed->path, finding->path) && str_equal(changed->id, finding->id) &&
            str_equal(changed->kind, finding->kind))
            return changed;
    return NULL;
}

static void place(struct finding *finding, struct span span, struct arena *arena)
{
    struct finding_related *related =
        arena_alloc_array(arena, finding->related_count + 1, sizeof *related);

    for (size_t i = 0; i < finding->related_count; i++)
        related[i] = finding->related[i];
    related[finding->related_count] =
        (struct finding_related){finding->span, STR("the artifact begins here")};
    finding->related = related;
    finding->related_count++;
    finding->span = span;
    finding->label = (struct str){0};
}

void outlook_place(struct lint_result *result, const struct changes *changes, struct arena *arena)
{
    VECTOR_EACH (struct finding, finding, &result->findings) {
        const struct changed_artifact *changed;

        if (!finding_state_is_brought(finding->state) || finding->place != PLACE_ARTIFACT ||
            !finding->span.source)
            continue;
        changed = artifact_of(changes, finding);
        if (changed && source_line_number(changed->span.source, changed->span.start) !=
                           source_line_number(finding->span.source, finding->span.start))
            place(finding, changed->span, arena);
    }
}

void outlook_report(struct lint_result *result, const struct changes *changes, struct arena *arena)
{
    VECTOR_EACH (struct changed_artifact, changed, &changes->artifacts) {
        struct finding finding = {
            .rule = str_of(outlook_code),
            .severity = SEVERITY_ERROR,
            .state = FINDING_NEW,
            .span = changed->span,
            .path = changed->path,
            .kind = changed->kind,
            .id = changed->id,
            .help = changed->help,
        };

        if (changed->outlook != OUTLOOK_IMPOSSIBLE)
            continue;
        finding.message =
            arena_printf(arena, "%.*s %.*s", STR_ARG(changed->name), STR_ARG(changed->words));
        finding.fingerprint = fingerprint_of(&finding, 0, arena);
        vector_push(&result->findings, finding);
    }
}
