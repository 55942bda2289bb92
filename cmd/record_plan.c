/* Which reviews approve which content of what landed. */
#include "base/clock.h"
#include "base/limits.h"
#include "base/visible.h"
#include "cmd/record.h"

/* ---- reviews that approve nothing ---- */

static const char *state_words(const struct review *review)
{
    static const char *const words[] = {
        [REVIEW_UNKNOWN] = "its state is unknown", [REVIEW_APPROVED] = "",
        [REVIEW_CHANGES] = "it requests changes",  [REVIEW_COMMENT] = "it is a comment",
        [REVIEW_DISMISSED] = "it was dismissed",
    };

    return words[review->state];
}

static const char *standing_words(const struct review *review)
{
    static const char *const words[] = {
        [STANDING_SUPERSEDED] = "the reviewer reviewed again",
        [STANDING_OWN] = "the reviewer opened the request",
        [STANDING_UNDATED] = "the forge does not say when it was made",
        [STANDING_UNPLACED] = "the forge does not say which commit it is of",
    };

    return review->standing == STANDING_NOT_APPROVING ? state_words(review)
                                                      : words[review->standing];
}

static void tell_review(struct recording *recording, const struct review *review, const char *why)
{
    char day[16] = "unknown date";

    if (review->submitted != INT64_MIN)
        civil_format(day, civil_from_days(day_of_instant(review->submitted)));
    visible_printf(recording->out, "the review by @%.*s of %s is not an approval: %s\n",
                   STR_ARG(review->login), day, why);
}

static void tell_unknown(struct recording *recording, const struct review *review)
{
    visible_printf(recording->out,
                   "the review by @%.*s is not an approval: the people register does not know the "
                   "login; add `logins: {%s: \"%.*s\"}` to the person\n",
                   STR_ARG(review->login), recording->request.forge->name, STR_ARG(review->login));
}

/* ---- what a review approves ---- */

/* What a person reviewed, as this clone has it. */
struct reviewer {
    const struct review *review;
    struct vouch_person person;
    struct object_id commit;
    struct object_id base; /* on which the request stood then; zero: on nothing */
};

static bool is_older(const struct recording *recording, const struct review *review)
{
    struct str head = recording->request.head;
    size_t len = head.len < review->commit.len ? head.len : review->commit.len;

    return len && !str_equal_nocase(str_slice(head, 0, len), str_slice(review->commit, 0, len));
}

static int add(struct recording *recording, const struct reviewer *reviewer,
               const struct change *change)
{
    const struct review *review = reviewer->review;
    struct vouch vouch = {.forge = str_of(recording->request.forge->name),
                          .login = review->login,
                          .url = review->url,
                          .reviewed = reviewer->commit,
                          .submitted = review->submitted,
                          .path = change->path,
                          .version = &change->after,
                          .landing = recording->landed.commit};
    struct buffer text = {0};
    struct recorded record = {.path = change->path,
                              .name = reviewer->person.name,
                              .review = review,
                              .older = is_older(recording, review)};
    bool good = vouch_write(&text, recording->scene.approvals, &vouch);

    record.text = arena_str(&recording->scene.arena, buffer_str(&text));
    buffer_release(&text);
    if (!good)
        return error_set(recording->error, ERROR_USAGE,
                         "a record of %.*s would not be read as it is written: YAML does not keep "
                         "the characters of its path",
                         STR_ARG(change->path));
    if (recording->records.count == LIMIT_TRAILERS)
        return error_set(recording->error, ERROR_FAILURE, "more than %d reviews of a file",
                         LIMIT_TRAILERS);
    vector_push(&recording->records, record);
    return 0;
}

static void tell(struct recording *recording, struct str path, const char *why,
                 const struct reviewer *reviewer)
{
    char hex[OBJECT_ID_HEX + 1];

    visible_printf(recording->out, "%.*s: not recorded: %s %s, which %.*s reviewed%s\n",
                   STR_ARG(path), why, object_id_hex(hex, &reviewer->commit, 7),
                   STR_ARG(reviewer->person.name),
                   is_older(recording, reviewer->review) ? ": an older commit of the request" : "");
}

/* What COMMIT, zero for none, has at PATH. */
static int read_version(struct version *out, struct recording *recording,
                        const struct object_id *commit, struct str path)
{
    *out = (struct version){.mode = MODE_ABSENT};
    return object_id_is_zero(commit)
               ? 0
               : landed_version(out, recording->scene.approvals, commit, path, recording->error);
}

/* What landed must be what the request changed: a branch has all that landed before it as well. */
static int compare(struct recording *recording, const struct reviewer *reviewer,
                   const struct change *change)
{
    struct version reviewed, before;
    uint32_t mode = change->after.mode;

    if (mode != MODE_ABSENT && mode != MODE_FILE && mode != MODE_EXECUTABLE)
        return 0;
    if (read_version(&reviewed, recording, &reviewer->commit, change->path) < 0 ||
        read_version(&before, recording, &reviewer->base, change->path) < 0)
        return -1;
    if (version_equal(&reviewed, &before))
        tell(recording, change->path, "the request does not change it in", reviewer);
    else if (!version_equal(&reviewed, &change->after))
        tell(recording, change->path, "it has other content in", reviewer);
    else
        return add(recording, reviewer, change);
    return 0;
}

/* The commit that was reviewed, if this clone has it. */
static bool find_commit(struct recording *recording, struct reviewer *reviewer)
{
    struct str commit = reviewer->review->commit;
    struct error ignored;

    if (repository_commit(&reviewer->commit, recording->scene.repository, commit, &ignored) == 0)
        return true;
    visible_printf(recording->out,
                   "the review by @%.*s is not recorded: the clone lacks the commit; run `git "
                   "fetch origin %.*s`\n",
                   STR_ARG(reviewer->review->login), STR_ARG(commit));
    recording->incomplete = true;
    return false;
}

static int plan_review(struct recording *recording, const struct review *review)
{
    struct reviewer reviewer = {.review = review};
    int found;

    if (review->standing != STANDING_APPROVES) {
        tell_review(recording, review, standing_words(review));
        return 0;
    }
    reviewer.person = vouch_reviewer(recording->scene.approvals,
                                     str_of(recording->request.forge->name), review->login);
    if (!reviewer.person.id.len)
        tell_unknown(recording, review);
    else if (reviewer.person.robot)
        tell_review(recording, review, "the reviewer is a service account");
    if (!reviewer.person.id.len || reviewer.person.robot || !find_commit(recording, &reviewer))
        return 0;
    found = landed_base(&reviewer.base, &recording->landed, recording->scene.repository,
                        &reviewer.commit, recording->error);
    if (found == 0)
        tell_review(recording, review, "the commit that landed is not of this request");
    if (found <= 0)
        return found;
    for (size_t i = 0; i < recording->landed.count; i++)
        if (compare(recording, &reviewer, &recording->landed.changes[i]) < 0)
            return -1;
    return 0;
}

int recording_plan(struct recording *recording)
{
    struct request *request = &recording->request;

    request_judge(request, recording->landed.time);
    for (size_t i = 0; i < request->review_count; i++)
        if (plan_review(recording, &request->reviews[i]) < 0)
            return -1;
    return 0;
}
