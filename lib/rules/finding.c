#include "rules/finding.h"

void lint_result_release(struct lint_result *result)
{
    vector_release(&result->findings);
    vector_release(&result->rules);
    vector_release(&result->files);
}

const char *severity_name(enum severity severity)
{
    static const char *const names[] = {
        [SEVERITY_OFF] = "off",
        [SEVERITY_NOTE] = "note",
        [SEVERITY_WARNING] = "warning",
        [SEVERITY_ERROR] = "error",
    };

    return names[severity];
}

const char *finding_verdict_name(enum finding_verdict verdict)
{
    static const char *const names[] = {
        [FINDING_FAIL] = "fail",
        [FINDING_WAIVED] = "waived",
        [FINDING_PENDING] = "pending",
        [FINDING_NOT_EVALUABLE] = "not-evaluable",
    };

    return names[verdict];
}

bool finding_is_waived_early(const struct finding *finding)
{
    return finding->verdict == FINDING_PENDING && finding->waiver && !finding->waiver->landed;
}

static const struct {
    const char *name;
    bool present, brought;
} states[] = {
    [FINDING_PLAIN] = {"", true, true},
    [FINDING_NEW] = {"new", true, true},
    [FINDING_WORSE] = {"worse", true, true},
    [FINDING_OLD] = {"old", true, false},
    [FINDING_RESOLVED] = {"resolved", false, false},
    [FINDING_SUPERSEDED] = {"superseded", false, false},
    [FINDING_UNREPORTED] = {"unreported", false, false},
};

const char *finding_state_name(enum finding_state state)
{
    return states[state].name;
}

bool finding_state_is_present(enum finding_state state)
{
    return states[state].present;
}

bool finding_state_is_brought(enum finding_state state)
{
    return states[state].brought;
}

static const struct {
    const char *name, *phrase;
} bases[] = {
    [BASIS_NONE] = {"", ""},
    [BASIS_REQUIRED] = {"required", "required by"},
    [BASIS_EXPECTED] = {"expected", "usually expected under"},
    [BASIS_PRACTICE] = {"practice", "good practice"},
};

const char *basis_name(enum basis basis)
{
    return bases[basis].name;
}

const char *basis_phrase(enum basis basis)
{
    return bases[basis].phrase;
}

bool basis_stands_alone(enum basis basis)
{
    return basis == BASIS_PRACTICE;
}
