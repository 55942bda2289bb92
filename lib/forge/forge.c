#include "forge/forge.h"

#include "base/clock.h"

/*
 * After the forges' public documentation: GitHub REST "reviews" and webhooks, and what `gh pr view
 * --json` prints; GitLab "merge_requests", "approvals", "versions"; Gerrit "ChangeInfo" with
 * DETAILED_LABELS, ALL_REVISIONS; Bitbucket Cloud "pullrequests" and "activity".
 */
static const struct forge_api forges[] = {
    {.name = "github",
     .request = "pull_request|.",
     .author = "user.login|author.login",
     .url = "html_url|url",
     .head = "head.sha|headRefOid",
     .landing = "merge_commit_sha|mergeCommit.oid",
     .landed = "merged_at|mergedAt|mergeCommit",
     .reviews = "reviews|review|.",
     .login = "user.login|author.login",
     .state = "state",
     .commit = "commit_id|commit.oid",
     .time = "submitted_at|submittedAt",
     .review_url = "html_url|url"},
    {.name = "gitlab",
     .request = "merge_request|.",
     .author = "author.username",
     .url = "web_url",
     .head = "sha",
     .landing = "merge_commit_sha|squash_commit_sha|sha",
     .landed = "merged_at",
     .reviews = "approvals.approved_by|approved_by|approvals|.",
     .login = "user.username",
     .time = "approved_at",
     .versions = "versions",
     .version_commit = "head_commit_sha",
     .version_time = "created_at"},
    {.name = "gerrit",
     .request = "change|.",
     .author = "owner.username",
     .url = "url",
     .head = "current_revision",
     .landing = "current_revision",
     .landed = "submitted",
     .reviews = "change.labels.Code-Review.all|labels.Code-Review.all",
     .login = "username",
     .state = "value",
     .time = "date",
     .versions = "change.revisions|revisions",
     .version_commit = "@",
     .version_time = "created"},
    {.name = "bitbucket",
     .request = "pull_request|pullrequest|.",
     .author = "author.account_id|author.uuid",
     .url = "links.html.href",
     .head = "source.commit.hash",
     .landing = "merge_commit.hash",
     .landed = "merge_commit",
     .reviews = "pull_request.participants|pullrequest.participants|participants",
     .login = "user.account_id|user.uuid",
     .state = "state",
     .time = "participated_on",
     .versions = "activity.values|activity",
     .version_commit = "update.source.commit.hash",
     .version_time = "update.date"},
};

const struct forge_api *forge_at(size_t index)
{
    return index < sizeof forges / sizeof forges[0] ? &forges[index] : NULL;
}

enum review_state forge_state(struct str word)
{
    static const struct {
        const char *word;
        enum review_state state;
    } table[] = {
        {"approved", REVIEW_APPROVED},   {"changes_requested", REVIEW_CHANGES},
        {"commented", REVIEW_COMMENT},   {"pending", REVIEW_COMMENT},
        {"dismissed", REVIEW_DISMISSED}, {"", REVIEW_COMMENT},
        {"2", REVIEW_APPROVED},          {"1", REVIEW_COMMENT},
        {"0", REVIEW_COMMENT},           {"-1", REVIEW_CHANGES},
        {"-2", REVIEW_CHANGES},
    };

    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        if (str_equal_nocase(word, str_of(table[i].word)))
            return table[i].state;
    return REVIEW_UNKNOWN;
}

/* ---- times ---- */

/* The two digits of TEXT at AT, or -1. */
static int two_digits(struct str text, size_t at)
{
    if (at + 2 > text.len || !ascii_is_digit(text.data[at]) || !ascii_is_digit(text.data[at + 1]))
        return -1;
    return (text.data[at] - '0') * 10 + text.data[at + 1] - '0';
}

/* "hh:mm:ss" at AT, in seconds, or -1. */
static int read_clock(struct str text, size_t at)
{
    int hour = two_digits(text, at), minute = two_digits(text, at + 3),
        second = two_digits(text, at + 6);

    if (text.len < at + 8 || text.data[at + 2] != ':' || text.data[at + 5] != ':' || hour < 0 ||
        hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
        return -1;
    return hour * 3600 + minute * 60 + second;
}

/* "Z", "+02:00", "+0200" or nothing, in seconds east of UTC; false for anything else. */
static bool read_offset(int *out, struct str text)
{
    bool colon = text.len == 6 && text.data[3] == ':';
    int hours = two_digits(text, 1), minutes = two_digits(text, colon ? 4 : 3);

    *out = 0;
    if (!text.len || str_equal_c(text, "Z"))
        return true;
    if ((text.len != 5 && !colon) || (text.data[0] != '+' && text.data[0] != '-') || hours < 0 ||
        hours > 23 || minutes < 0 || minutes > 59)
        return false;
    *out = (hours * 3600 + minutes * 60) * (text.data[0] == '-' ? -1 : 1);
    return true;
}

int64_t forge_instant(struct str text)
{
    struct civil civil;
    int clock, offset;
    size_t rest = 19;

    if (text.len < 19 || (text.data[10] != 'T' && text.data[10] != ' ') ||
        !civil_parse(&civil, str_slice(text, 0, 10)))
        return INT64_MIN;
    clock = read_clock(text, 11);
    if (rest < text.len && text.data[rest] == '.')
        for (rest++; rest < text.len && ascii_is_digit(text.data[rest]);)
            rest++;
    if (clock < 0 || !read_offset(&offset, str_slice(text, rest, text.len)))
        return INT64_MIN;
    return civil_to_days(civil) * SECONDS_PER_DAY + clock - offset;
}
