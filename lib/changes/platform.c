#include "changes/platform.h"

#include <stdlib.h>

#include "base/file.h"
#include "source/json.h"

static const struct {
    const char *name;
    const char *mark;    /* a variable that only this platform sets */
    const char *targets; /* a variable with the target branch of a pull request */
} platforms[] = {
    {"GitHub Actions", "GITHUB_ACTIONS", "GITHUB_BASE_REF"},
    {"GitLab CI", "GITLAB_CI", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"},
    {"Azure Pipelines", "TF_BUILD", "SYSTEM_PULLREQUEST_TARGETBRANCH"},
    {"Bitbucket Pipelines", "BITBUCKET_BUILD_NUMBER", "BITBUCKET_PR_DESTINATION_BRANCH"},
    {"Jenkins", "JENKINS_URL", "CHANGE_TARGET"},
};

static struct str variable(const char *name)
{
    const char *value = getenv(name);

    return value ? str_of(value) : (struct str){0};
}

/* Azure says "refs/heads/main" where others say "main". */
static struct str branch_name(struct str target)
{
    static const struct str heads = STR_INIT("refs/heads/");

    return str_starts_with(target, heads) ? str_slice(target, heads.len, target.len) : target;
}

/* A merge queue of GitHub names the commit on which it builds in its event alone. */
static int read_merge_group(struct platform_target *out, struct arena *arena, struct error *error)
{
    const char *path = getenv("GITHUB_EVENT_PATH");
    struct source source;
    struct value *event = NULL;
    struct sink ignored;
    struct str text;

    if (!path)
        return error_set(error, ERROR_FAILURE, "GITHUB_EVENT_PATH is not set");
    if (file_read(&text, path, arena, error) < 0)
        return -1;
    source_init(&source, str_of(path), text, arena);
    sink_init(&ignored, arena);
    json_read(&event, &source, arena, &ignored);
    sink_release(&ignored);
    out->commit = value_get_string(value_get(event, STR("merge_group")), STR("base_sha"));
    if (!out->commit.len)
        return error_set(error, ERROR_FAILURE, "%s names no merge_group.base_sha", path);
    out->commit = arena_str(arena, out->commit);
    return 0;
}

int platform_target_find(struct platform_target *out, struct arena *arena, struct error *error)
{
    *out = (struct platform_target){0};
    for (size_t i = 0; i < sizeof platforms / sizeof platforms[0] && !out->platform; i++) {
        if (!variable(platforms[i].mark).len)
            continue;
        out->platform = platforms[i].name;
        out->branch = branch_name(variable(platforms[i].targets));
    }
    if (!out->branch.len && str_equal_c(variable("GITHUB_EVENT_NAME"), "merge_group"))
        return read_merge_group(out, arena, error);
    return 0;
}
