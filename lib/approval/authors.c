/* Who wrote a stage: the people of its origins, and of what was not approved before it. */
#include "approval/assessment.h"
#include "approval/context.h"
#include "approval/documents.h"
#include "base/limits.h"

const struct approval_author *authors_has(const struct authorship *authors, const struct who *who,
                                          struct str email)
{
    for (size_t i = 0; i < authors->people.count; i++) {
        const struct approval_author *author = &authors->people.items[i];

        if (who->id.len ? str_equal(author->person, who->id) && author->robot == who->robot
                        : !author->person.len && str_equal_nocase(author->email, email))
            return author;
    }
    return NULL;
}

const struct approval_author *authors_unknown(const struct authorship *authors)
{
    for (size_t i = 0; i < authors->people.count; i++)
        if (!authors->people.items[i].person.len && !authors->people.items[i].contributor)
            return &authors->people.items[i];
    return NULL;
}

bool authors_has_other(const struct authorship *authors, struct str person)
{
    for (size_t i = 0; i < authors->people.count; i++) {
        const struct approval_author *author = &authors->people.items[i];

        if (!author->robot && !author->contributor && !author->doubtful && author->person.len &&
            !str_equal(author->person, person))
            return true;
    }
    return false;
}

static void set_incomplete(struct authorship *authors, struct str reason)
{
    if (authors->incomplete)
        return;
    authors->incomplete = true;
    authors->reason = reason;
}

/* The same author among AUTHORS; of whom nobody knows, by the address, else by the name. */
static struct approval_author *find_same(const struct authorship *authors,
                                         const struct approval_author *author)
{
    for (size_t i = 0; i < authors->people.count; i++) {
        struct approval_author *known = &authors->people.items[i];
        bool same = author->person.len
                        ? str_equal(known->person, author->person) && known->robot == author->robot
                        : !known->person.len && str_equal_nocase(known->email, author->email) &&
                              (author->email.len || str_equal_nocase(known->name, author->name));

        if (same)
            return known;
    }
    return NULL;
}

/* Whoever is an author once stays one: a contributor may become one, never the other way. */
static void add_author(struct authorship *authors, const struct approval_author *author)
{
    struct approval_author *known = find_same(authors, author);

    if (known) {
        known->contributor = known->contributor && author->contributor;
        known->doubtful = known->doubtful && author->doubtful;
    } else if (authors->people.count == LIMIT_AUTHORS) {
        set_incomplete(authors, STR("it names more authors than ismslint reads"));
    } else {
        vector_push(&authors->people, *author);
    }
}

static void add_all(struct authorship *authors, const struct authorship *more)
{
    for (size_t i = 0; i < more->people.count; i++)
        add_author(authors, &more->people.items[i]);
    if (more->incomplete)
        set_incomplete(authors, more->reason);
}

static void add_who(struct assessment *assessment, size_t index, struct who who,
                    const struct identity *said, bool contributor)
{
    struct approval_author author = {.name = who.title.len ? who.title : said->name,
                                     .email = said->email,
                                     .person = who.id,
                                     .robot = who.robot,
                                     .contributor = contributor};

    add_author(&assessment->judged[index].own, &author);
}

static void add_identity(struct assessment *assessment, size_t index, const struct identity *said)
{
    add_who(assessment, index,
            who_by_email(assessment->approvals, assessment->judged[index].frame, said->email), said,
            false);
}

/* Of a line that names some; CONTRIBUTOR: of a squash, which hides what they wrote. */
static void add_co_authors_of(struct assessment *assessment, size_t index, struct str line,
                              bool contributor)
{
    struct named_list named;

    if (line.len > LIMIT_PERSON_LINE) {
        set_incomplete(&assessment->judged[index].own,
                       STR("a line that names co-authors has more than 4096 bytes"));
        return;
    }
    named_co_authors(&named, assessment->approvals, assessment->judged[index].frame, line);
    for (size_t i = 0; i < named.count; i++) {
        struct identity said = {.name = named.items[i].name, .email = named.items[i].email};

        add_who(assessment, index, named.items[i].who, &said, contributor);
    }
}

static void add_co_authors(struct assessment *assessment, size_t index,
                           const struct commit_facts *facts, bool contributor)
{
    const struct authorship *own = &assessment->judged[index].own;

    bool full = false;

    for (size_t i = 0; i < facts->co_authors.count && !full; i++) {
        add_co_authors_of(assessment, index, facts->co_authors.items[i], contributor);
        full = own->incomplete && own->people.count == LIMIT_AUTHORS;
    }
}

/* ---- a stage's own ---- */

/* Is it only on the branch that is to land? Its commits will be one landing. */
static bool is_proposed(const struct assessment *assessment, size_t index)
{
    return assessment->timeline.stages[index].step->position < assessment->approvals->proposed;
}

static void add_origin(struct assessment *assessment, size_t index, const struct origin *origin)
{
    const struct stage *stage = &assessment->timeline.stages[index];
    struct judged *judged = &assessment->judged[index];
    struct error error;
    const struct commit_facts *facts =
        commit_cache_get(&assessment->approvals->commits, &origin->commit, &error);
    bool squash, proposed = is_proposed(assessment, index);

    if (!facts) {
        set_incomplete(&judged->own,
                       arena_str(assessment->approvals->arena, str_of(error.message)));
        return;
    }
    if (!artifact_was_written(assessment, index, facts, origin))
        return;
    /* On a landing with one parent a squash hides which files a co-author wrote. */
    squash = !proposed && facts->parent_count < 2 &&
             object_id_equal(&facts->id, &stage->step->revision->landing->id);
    add_identity(assessment, index, &facts->author);
    if (facts->parent_count > 1)
        add_identity(assessment, index, &facts->committer);
    add_co_authors(assessment, index, facts, squash);
}

static void add_origins(struct assessment *assessment, size_t index, const struct origins *origins)
{
    if (!origins->complete)
        set_incomplete(&assessment->judged[index].own, origins->reason);
    for (size_t i = 0; i < origins->count; i++)
        if (origins->items[i].changes)
            add_origin(assessment, index, &origins->items[i]);
}

/*
 * What REVISION and those before it brought may be in the stage, or may not be: nobody can
 * tell. Whoever wrote there is an author, rather than that one's own text be approved.
 */
static void add_past(struct assessment *assessment, size_t index, const struct revision *revision)
{
    for (; revision; revision = revision->older) {
        if (revision->landing)
            add_origins(assessment, index,
                        history_origins(assessment->approvals->history, revision));
        else
            set_incomplete(&assessment->judged[index].own, revision->reason);
    }
}

static void find_own(struct assessment *assessment, size_t index)
{
    const struct stage *stage = &assessment->timeline.stages[index];
    struct judged *judged = &assessment->judged[index];

    judged->origins = history_origins(assessment->approvals->history, stage->step->revision);
    add_origins(assessment, index, judged->origins);
    if (stage->step->move->fault.len)
        set_incomplete(&judged->own, stage->step->move->fault);
    for (size_t i = 0; i < stage->step->move->others.count; i++)
        add_past(assessment, index,
                 timeline_path_before(assessment->approvals, stage->step->move->others.items[i],
                                      stage->step->position));
    if (index == 0)
        add_past(assessment, index, assessment->timeline.file->returned_from);
}

/*
 * Was the stage accepted, so that those who wrote it are no longer asked about? What a
 * branch brings lands at once, whatever was accepted on it.
 */
static bool is_settled(const struct assessment *assessment, size_t index)
{
    enum approval_verdict verdict = assessment->judged[index].verdict;

    return !is_proposed(assessment, index) &&
           (verdict == APPROVAL_APPROVED || verdict == APPROVAL_LATE ||
            verdict == APPROVAL_GRANDFATHERED);
}

/* Whoever had a hand in the path on a branch that deletes it is an author of what lands. */
static void add_proposed(struct assessment *assessment, size_t index)
{
    for (size_t i = index; i-- > 0 && is_proposed(assessment, i);)
        add_all(&assessment->judged[index].authors, &assessment->judged[i].own);
}

/* Did the text only leave for another path? Who moved it wrote nothing of it. */
static bool is_moved_away(const struct assessment *assessment, size_t index)
{
    const struct revision *revision = assessment->timeline.stages[index].step->revision;

    return revision->version.mode == MODE_ABSENT &&
           document_was_moved(assessment->approvals, revision->path, &revision->landing->id);
}

/* Who takes a text as it is, be it for a document of another kind, wrote none of it. */
static bool is_kept(const struct assessment *assessment, size_t index)
{
    const struct stage *stage = &assessment->timeline.stages[index];

    return stage->same_substance ||
           (index > 0 && stage->state == STAGE_PRESENT && stage->step->move->path.len &&
            version_equal(&stage->step->revision->version, &stage[-1].step->revision->version));
}

/*
 * Of a text that was never approved some may be in that which follows, also if it
 * was deleted in between; of absence nobody is an author but who deleted. Where it
 * cannot be told whether it was approved, whether they still count cannot either.
 */
void authors_find(struct assessment *assessment, size_t index)
{
    const struct stage *stage = &assessment->timeline.stages[index];
    struct judged *judged = &assessment->judged[index];
    const struct judged *before = index ? &assessment->judged[index - 1] : NULL;
    bool kept = is_kept(assessment, index);

    find_own(assessment, index);
    if (before && (kept || !is_settled(assessment, index - 1)))
        add_all(&judged->since, &before->since);
    if (before && !kept && before->verdict == APPROVAL_INDETERMINATE)
        for (size_t i = 0; i < judged->since.people.count; i++)
            judged->since.people.items[i].doubtful = true;
    if (!kept && !is_moved_away(assessment, index))
        add_all(&judged->since, &judged->own);
    if (!before && !assessment->timeline.file->complete)
        set_incomplete(&judged->since, assessment->timeline.file->missing);
    add_all(&judged->authors, stage->state == STAGE_ABSENT ? &judged->own : &judged->since);
    if (stage->state == STAGE_ABSENT)
        add_proposed(assessment, index);
}
