#include "forge/request.h"

#include "source/json.h"

/* What is read, and where faults go. */
struct reading {
    const struct forge_api *forge;
    const struct value *document;
    struct arena *arena;
    struct error *error;
};

static int fail_at(struct error *error, struct span span, const char *what)
{
    struct position at = source_position(span.source, span.start);

    return error_set(error, ERROR_USAGE, "%.*s:%u:%u: %s", STR_ARG(span.source->path), at.line,
                     at.column, what);
}

/* ---- places ---- */

/* The value at the place PATH ("user.login") of VALUE, or NULL; null is nothing. */
static const struct value *value_along(const struct value *value, struct str path)
{
    struct str key;

    if (str_equal_c(path, "."))
        return value;
    while (value && str_split(&key, &path, '.'))
        value = value->type == VALUE_MAP ? value_get(value, key) : NULL;
    return value && value->type != VALUE_NULL ? value : NULL;
}

/* The first of the alternatives PLACE that is there, or NULL. */
static const struct value *find(const struct value *value, const char *place)
{
    struct str rest = place ? str_of(place) : (struct str){0}, path;
    const struct value *found = NULL;

    while (!found && rest.len && str_split(&path, &rest, '|'))
        found = value_along(value, path);
    return found;
}

/* A scalar's text, or empty. */
static struct str text_at(const struct value *value, const char *place)
{
    const struct value *found = find(value, place);

    if (found && found->type == VALUE_STRING)
        return str_trim(found->string);
    return found && found->type == VALUE_INT ? found->number.text : (struct str){0};
}

/* A commit's name in hexadecimal, of which seven digits are the least; anything else is none. */
static struct str commit_at(const struct value *value, const char *place)
{
    enum { SHORTEST = 7, LONGEST = 40 };
    struct str hex = text_at(value, place);

    for (size_t i = 0; i < hex.len; i++)
        if (!ascii_is_digit(hex.data[i]) &&
            !(ascii_lower(hex.data[i]) >= 'a' && ascii_lower(hex.data[i]) <= 'f'))
            return (struct str){0};
    return hex.len >= SHORTEST && hex.len <= LONGEST ? hex : (struct str){0};
}

/* ---- versions ---- */

/* The newest commit that the request had at TIME; empty: that is not told. */
struct newest {
    const struct forge_api *forge;
    int64_t time;
    int64_t found;
    struct str commit;
};

static void take_version(struct newest *newest, struct str key, const struct value *version)
{
    const char *place = newest->forge->version_commit;
    int64_t created = forge_instant(text_at(version, newest->forge->version_time));
    struct str commit = str_equal_c(str_of(place), "@") ? key : commit_at(version, place);

    if (created == INT64_MIN || !commit.len || created > newest->time || created < newest->found)
        return;
    newest->found = created;
    newest->commit = commit;
}

static struct str version_at(const struct reading *reading, int64_t time)
{
    struct newest newest = {.forge = reading->forge, .time = time, .found = INT64_MIN};
    const struct value *versions = find(reading->document, reading->forge->versions);

    if (versions && versions->type == VALUE_LIST)
        VALUE_EACH_ITEM (item, versions)
            take_version(&newest, (struct str){0}, item->value);
    if (versions && versions->type == VALUE_MAP)
        VALUE_EACH_ENTRY (entry, versions)
            take_version(&newest, entry->key, entry->value);
    return newest.commit;
}

/* ---- reviews ---- */

static int read_review(struct review *out, const struct reading *reading,
                       const struct request *request, const struct value *value)
{
    const struct forge_api *forge = reading->forge;

    if (value->type != VALUE_MAP)
        return fail_at(reading->error, value->span, "a review is not an object");
    *out = (struct review){
        .login = text_at(value, forge->login),
        .word = forge->state ? text_at(value, forge->state) : STR("approved"),
        .commit = commit_at(value, forge->commit),
        .url = text_at(value, forge->review_url),
        .submitted = forge_instant(text_at(value, forge->time)),
        .span = value->span,
    };
    out->state = forge_state(out->word);
    if (!out->url.len)
        out->url = request->url;
    if (forge->versions && out->submitted != INT64_MIN)
        out->commit = version_at(reading, out->submitted);
    return 0;
}

static int read_reviews(struct request *out, const struct reading *reading)
{
    const struct value *reviews = find(reading->document, reading->forge->reviews);
    bool one = reviews && reviews->type == VALUE_MAP && reviews != reading->document;

    if (!reviews || (reviews->type != VALUE_LIST && !one))
        return fail_at(reading->error, reading->document->span, "the reviews are missing");
    out->review_count = one ? 1 : reviews->list.count;
    out->reviews = arena_alloc_array(reading->arena, out->review_count, sizeof *out->reviews);
    for (size_t i = 0; i < out->review_count; i++)
        if (read_review(&out->reviews[i], reading, out,
                        one ? reviews : reviews->list.items[i].value) < 0)
            return -1;
    return 0;
}

/* ---- the whole ---- */

static void read_request(struct request *out, const struct reading *reading)
{
    const struct forge_api *forge = reading->forge;
    const struct value *request = find(reading->document, forge->request);

    *out = (struct request){
        .forge = forge,
        .author = text_at(request, forge->author),
        .url = text_at(request, forge->url),
        .head = commit_at(request, forge->head),
    };
    out->open = request && request->type == VALUE_MAP && !find(request, forge->landed);
    if (!out->open)
        out->landing = commit_at(request, forge->landing);
}

/* Gerrit begins its answers with a line that is no JSON, so that no browser runs them. */
static struct str behind_guard(struct str text)
{
    static const struct str guard = STR_INIT(")]}'");
    size_t end = guard.len;

    if (!str_starts_with(text, guard))
        return text;
    while (end < text.len && text.data[end] != '\n')
        end++;
    return str_slice(text, end, text.len);
}

int request_read(struct request *out, const struct forge_api *forge, struct source *source,
                 struct arena *arena, struct error *error)
{
    struct reading reading = {.forge = forge, .arena = arena, .error = error};
    struct value *document;
    struct sink sink;
    int status;

    source->text = behind_guard(source->text);
    sink_init(&sink, arena);
    status = json_read(&document, source, arena, &sink);
    reading.document = document;
    if (status < 0)
        fail_at(error, sink.diagnostics.items[0]->span, sink.diagnostics.items[0]->message.data);
    sink_release(&sink);
    if (status < 0)
        return -1;
    if (document->type != VALUE_MAP && document->type != VALUE_LIST)
        return fail_at(error, document->span, "this is not an object or an array");
    read_request(out, &reading);
    return read_reviews(out, &reading);
}

/* ---- what stands ---- */

/* Does REVIEW say yes or no, so that it replaces what its person said before? */
static bool decides(const struct review *review)
{
    return review->state != REVIEW_COMMENT && review->submitted != INT64_MIN;
}

/* Is OTHER a later word of the same person, by which REVIEW no longer stands? */
static bool replaces(const struct review *other, const struct review *review, int64_t landed)
{
    bool later = other->submitted > review->submitted ||
                 (other->submitted == review->submitted && other > review);

    if (!decides(other) || !str_equal_nocase(other->login, review->login) || other == review)
        return false;
    if (review->submitted > landed)
        return later || other->submitted <= landed;
    return later && other->submitted <= landed;
}

static bool is_replaced(const struct request *request, const struct review *review, int64_t landed)
{
    for (size_t i = 0; i < request->review_count; i++)
        if (replaces(&request->reviews[i], review, landed))
            return true;
    return false;
}

static enum review_standing standing_of(const struct request *request, const struct review *review,
                                        int64_t landed)
{
    if (review->state != REVIEW_APPROVED)
        return STANDING_NOT_APPROVING;
    if (request->author.len && str_equal_nocase(review->login, request->author))
        return STANDING_OWN;
    if (review->submitted == INT64_MIN)
        return STANDING_UNDATED;
    if (is_replaced(request, review, landed))
        return STANDING_SUPERSEDED;
    return review->commit.len ? STANDING_APPROVES : STANDING_UNPLACED;
}

void request_judge(struct request *request, int64_t landed)
{
    for (size_t i = 0; i < request->review_count; i++)
        request->reviews[i].standing = standing_of(request, &request->reviews[i], landed);
}
