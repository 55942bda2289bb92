#include "changes/outlook.h"

#include <stdlib.h>

#include "base/buffer.h"
#include "changes/impact.h"
#include "git/imagined.h"
#include "model/read.h"

/* One artifact while its outlook is found. */
struct view {
    const struct outlook_question *question;
    struct changed_artifact *out;
    const struct artifact *artifact;
    const struct approval_judgement *judgement; /* as the branch would bring it */
    const struct approval_revision *revision;   /* the newest */
    struct str user;                            /* id of who commits next, or empty */
    struct arena *arena;
};

const char *outlook_name(enum outlook outlook)
{
    static const char *const names[] = {
        [OUTLOOK_NONE] = "none",
        [OUTLOOK_APPROVED] = "approved",
        [OUTLOOK_WAITS] = "waits",
        [OUTLOOK_IMPOSSIBLE] = "impossible",
        [OUTLOOK_UNDETERMINED] = "undetermined",
    };

    return names[outlook];
}

void changes_release(struct changes *changes)
{
    vector_release(&changes->artifacts);
}

/* ---- what changed ---- */

static const struct artifact *same_row(const struct model *base, const struct artifact *row)
{
    const struct kind_index *index = model_index(base, row->kind);

    return row->id.len ? map_get(&index->by_id, row->id) : NULL;
}

/* Of a row its own bytes count, of a document those of its file. */
static bool differs(const struct difference *difference, const struct artifact *artifact)
{
    const struct artifact *before;

    if (!difference_changes(difference, artifact->file->path))
        return false;
    if (!artifact->is_row)
        return true;
    before = same_row(&difference->base->model, artifact);
    return !before || !str_equal(span_text(before->span), span_text(artifact->span));
}

static bool has_changed(const struct outlook_question *question, const struct artifact *artifact)
{
    bool changed = true;

    for (size_t i = 0; i < question->count && changed; i++)
        changed = differs(question->differences[i], artifact);
    return changed;
}

/* The first line of the file that differs, for a row its own. */
static struct span first_changed_line(const struct outlook_question *question,
                                      const struct artifact *artifact)
{
    struct source *source = artifact->span.source;
    uint32_t line = source_line_number(source, artifact->span.start), start;

    if (!artifact->is_row && question->count) {
        const struct line_hunks *hunks =
            difference_hunks(question->differences[0], artifact->file->path);

        if (hunks->count)
            line = hunks->items[0].new_start;
    }
    start = source_line_start(source, line);
    return span_of(source, start, start + source_line(source, line).len);
}

/* ---- words ---- */

static struct str join(struct str_list names, struct arena *arena)
{
    struct buffer text = {0};
    struct str joined;

    for (size_t i = 0; i < names.count; i++) {
        if (i)
            buffer_add_c(&text, i + 1 == names.count ? " or " : ", ");
        buffer_add(&text, names.items[i]);
    }
    joined = arena_str(arena, buffer_str(&text));
    buffer_release(&text);
    return joined;
}

static void set(struct view *view, enum outlook outlook, struct str words)
{
    view->out->outlook = outlook;
    view->out->words = words;
}

static void set_waits(struct view *view, struct str_list people)
{
    struct str names = join(people, view->arena);

    view->out->may_approve = people;
    set(view, OUTLOOK_WAITS, arena_printf(view->arena, "waits for %.*s", STR_ARG(names)));
}

static void set_impossible(struct view *view, struct str why, struct str help)
{
    set(view, OUTLOOK_IMPOSSIBLE,
        arena_printf(view->arena, "cannot become approved: %.*s", STR_ARG(why)));
    view->out->help = help;
}

/* ---- what the branch brings ---- */

/* Does a squash drop the item? What stands in a message of the branch goes with it. */
static bool is_of_commit(const struct approval_evidence *evidence)
{
    return str_equal_c(str_of(evidence->kind), "trailer") ||
           str_equal_c(str_of(evidence->kind), "signature") ||
           str_equal_c(str_of(evidence->kind), "merge");
}

static void set_approved(struct view *view)
{
    const struct approval_revision *revision = view->revision;
    struct str_list names = {
        arena_alloc_array(view->arena, revision->evidence_count, sizeof(struct str)), 0};
    bool survives = false;
    struct str by;

    for (size_t i = 0; i < revision->evidence_count; i++) {
        const struct approval_evidence *evidence = &revision->evidence[i];

        if (!evidence->counts)
            continue;
        survives |= !is_of_commit(evidence);
        if (!str_list_has(names, evidence->name))
            names.items[names.count++] = evidence->name;
    }
    by = join(names, view->arena);
    set(view, OUTLOOK_APPROVED,
        arena_printf(view->arena, "would be approved by %.*s%s", STR_ARG(by),
                     survives ? "" : ", if merged, not if squashed"));
}

/* The first author whom the people register does not know, or NULL. */
static const struct approval_author *unknown_author(const struct approval_revision *revision)
{
    for (size_t i = 0; i < revision->author_count; i++) {
        const struct approval_author *author = &revision->authors[i];

        if (!author->person.len && !author->robot && !author->contributor)
            return author;
    }
    return NULL;
}

static struct str lines_to_add(struct str name, struct str email, struct arena *arena)
{
    return arena_printf(arena,
                        "add to people.yaml `- {id: ..., name: \"%.*s\", emails: [%.*s]}`, or add "
                        "the address to an existing person",
                        STR_ARG(name), STR_ARG(email));
}

static void set_unknown_author(struct view *view, struct str name, struct str email)
{
    set_impossible(view,
                   arena_printf(view->arena, "the people register does not know author %.*s <%.*s>",
                                STR_ARG(name), STR_ARG(email)),
                   lines_to_add(name, email, view->arena));
}

static bool is_compensated(const struct view *view)
{
    return view->question->now->model.config.approvals.control.len > 0;
}

/* Nobody has approved it yet, or not enough people have. */
static void set_open(struct view *view)
{
    const struct approval_judgement *judgement = view->judgement;
    const struct approval_author *unknown = unknown_author(view->revision);
    int64_t most = (int64_t)(view->revision->found + judgement->may_approve.count);

    if (unknown)
        set_unknown_author(view, unknown->name, unknown->email);
    else if (judgement->may_approve.count && most >= view->revision->quorum)
        set_waits(view, judgement->may_approve);
    else if (is_compensated(view))
        set(view, OUTLOOK_UNDETERMINED,
            STR("cannot be determined: a compensating control may cover its author"));
    else if (!judgement->authorized.count)
        set_impossible(view, STR("no person holds a role that may approve it"),
                       STR("give an approving role to a person in the people register"));
    else if (judgement->may_approve.count)
        set_impossible(view,
                       arena_printf(view->arena,
                                    "it needs %lld approvals, and %lld people may "
                                    "give one",
                                    (long long)view->revision->quorum, (long long)most),
                       STR("give an approving role to another person, or lower `quorum`"));
    else
        set_impossible(view, STR("everybody who may approve it wrote part of it"),
                       STR("give an approving role to a person who did not write it"));
}

static void set_contributed(struct view *view)
{
    if (view->judgement->strict)
        set_open(view);
    else
        set_approved(view);
}

static void set_undetermined(struct view *view)
{
    if (view->revision->code == REASON_AUTHOR_UNKNOWN && unknown_author(view->revision))
        set_open(view);
    else
        set(view, OUTLOOK_UNDETERMINED,
            arena_printf(view->arena, "cannot be determined: %.*s",
                         STR_ARG(view->revision->reason)));
}

static void set_none(struct view *view)
{
    set(view, OUTLOOK_NONE, (struct str){0});
}

static void set_by_verdict(struct view *view)
{
    static void (*const setters[])(struct view *) = {
        [APPROVAL_INDETERMINATE] = set_undetermined,
        [APPROVAL_APPROVED] = set_approved,
        [APPROVAL_LATE] = set_approved,
        [APPROVAL_CONTRIBUTED] = set_contributed,
        [APPROVAL_SELF] = set_open,
        [APPROVAL_NOT_ENTITLED] = set_open,
        [APPROVAL_TOO_WEAK] = set_open,
        [APPROVAL_STALE] = set_open,
        [APPROVAL_MISSING] = set_open,
        [APPROVAL_PENDING] = set_open,
        [APPROVAL_GRANDFATHERED] = set_none,
    };

    setters[view->revision->verdict](view);
}

/* ---- what is not committed yet ---- */

static bool wrote_before(const struct view *view, struct str person)
{
    const struct approval_revision *last = approval_in_force(view->judgement);

    if (!last || last->verdict == APPROVAL_APPROVED || last->verdict == APPROVAL_LATE ||
        last->verdict == APPROVAL_GRANDFATHERED)
        return false;
    for (size_t i = 0; i < last->author_count; i++)
        if (str_equal(last->authors[i].person, person))
            return true;
    return false;
}

/* Everybody who may approve it but who commits it, and those who wrote what nobody approved. */
static void set_uncommitted(struct view *view)
{
    const struct approval_judgement *judgement = view->judgement;
    struct str_list people = {
        arena_alloc_array(view->arena, judgement->authorized.count, sizeof(struct str)), 0};

    for (size_t i = 0; i < judgement->authorized.count; i++)
        if (!str_equal(judgement->authorized_ids.items[i], view->user) &&
            !wrote_before(view, judgement->authorized_ids.items[i]))
            people.items[people.count++] = judgement->authorized.items[i];
    if (people.count)
        set_waits(view, people);
    else
        set(view, OUTLOOK_UNDETERMINED,
            STR("cannot be determined: it is not committed, and no other person may approve it"));
}

/* ---- one artifact ---- */

static bool is_draft(const struct artifact *artifact)
{
    static const struct str drafts[] = {STR_INIT("draft"),     STR_INIT("retired"),
                                        STR_INIT("withdrawn"), STR_INIT("superseded"),
                                        STR_INIT("obsolete"),  STR_INIT("archived")};
    struct str status = read_text(value_get(artifact->self, STR("status")));

    for (size_t i = 0; i < sizeof drafts / sizeof drafts[0]; i++)
        if (str_equal_nocase(status, drafts[i]))
            return true;
    return false;
}

/* Where the artifact's file was in a base. */
static struct str path_before(const struct difference *difference, struct str path)
{
    const struct file_change *change = map_get(&difference->by_path, path);

    return change && change->before ? change->before->path : path;
}

/* Has the branch on which the change is to land another text by now than the bases have? */
static bool has_moved_on(const struct view *view, const struct snapshot *tip)
{
    const struct outlook_question *question = view->question;

    for (size_t i = 0; i < question->count; i++) {
        const struct difference *difference = question->differences[i];
        struct str path = path_before(difference, view->artifact->file->path);
        const struct snapshot_entry *base = snapshot_find(&difference->base->snapshot, path);
        const struct snapshot_entry *there = snapshot_find(tip, path);

        if (base && there && object_id_equal(&base->id, &there->id))
            return false;
        if (!base && !there)
            return false;
    }
    return question->count > 0;
}

/*
 * The imagined merge has the branch's tree. It writes nothing, unless it takes back what the other
 * side wrote, as of a row that went to another file.
 */
static bool is_taken_back(const struct approval_revision *revision)
{
    for (size_t i = 0; i < revision->author_count; i++)
        if (!revision->authors[i].email.len &&
            str_equal_c(revision->authors[i].name, imagined_author))
            return true;
    return false;
}

static void judge(struct view *view, const struct snapshot *tip)
{
    const struct approval_revision *revision = view->revision;

    if (!view->judgement->required || is_draft(view->artifact) || revision->housekeeping)
        return;
    if ((tip && has_moved_on(view, tip)) || is_taken_back(revision))
        set(view, OUTLOOK_UNDETERMINED,
            arena_printf(view->arena,
                         "cannot be determined: %.*s changed the file since; merge it first",
                         STR_ARG(view->question->tip_name)));
    else if (revision->landed)
        set_by_verdict(view);
    else
        set_uncommitted(view);
}

static void set_authors(struct changed_artifact *out, const struct approval_revision *revision,
                        struct arena *arena)
{
    out->authors.items = arena_alloc_array(arena, revision->author_count, sizeof(struct str));
    for (size_t i = 0; i < revision->author_count; i++)
        out->authors.items[out->authors.count++] = revision->authors[i].name;
}

static void add(struct changes *out, const struct outlook_question *question,
                const struct artifact *artifact, const struct snapshot *tip, struct str user)
{
    struct changed_artifact changed = {
        .path = artifact->file->path,
        .kind = artifact->kind->name,
        .id = artifact->id,
        .name = artifact->id.len ? artifact->id : artifact->file->path,
        .span = first_changed_line(question, artifact),
        .impact = impact_of(&question->now->model, artifact, question->arena),
    };
    struct view view = {.question = question,
                        .out = &changed,
                        .artifact = artifact,
                        .judgement = approvals_judge(question->now->proposed, artifact),
                        .user = user,
                        .arena = question->arena};

    if (view.judgement->revision_count) {
        view.revision = &view.judgement->revisions[0];
        set_authors(&changed, view.revision, question->arena);
        judge(&view, tip);
    }
    vector_push(&out->artifacts, changed);
}

/* ---- all ---- */

/* Who makes the next commit, by the people register. */
static struct str user_of(const struct isms *now)
{
    const char *author = getenv("GIT_AUTHOR_EMAIL");
    struct str email = author ? str_of(author) : repository_user_email(now->repository);
    const struct person *person = email.len ? people_by_email(&now->model.people, email) : NULL;

    return person ? person->id : (struct str){0};
}

/* Is HEAD on the branch already, so that nothing of it is to land? */
static bool has_landed(const struct outlook_question *question, const struct object_id *head)
{
    for (size_t i = 0; i < question->count; i++) {
        const struct object_id *base = &question->differences[i]->base->snapshot.commit;

        if (object_id_equal(base, head))
            return true;
    }
    return false;
}

/* Judge what is committed as the merge would bring it; where nothing is, what has landed. */
static int propose(const struct outlook_question *question, struct error *error)
{
    struct isms *now = question->now;
    const struct object_id *head = &now->snapshot.commit;
    struct object_id merge;

    if (has_landed(question, head))
        return isms_propose(now, &question->tip, error);
    if (imagined_merge(&merge, now->repository, &question->tip, head, now->now, error) < 0)
        return -1;
    return isms_propose(now, &merge, error);
}

int outlook_find(struct changes *out, const struct outlook_question *question, struct error *error)
{
    const struct artifact_list *artifacts = &question->now->model.artifacts;
    struct snapshot tip;
    struct error unreadable;
    bool has_tip = snapshot_commit(&tip, question->now->repository, &question->tip, question->arena,
                                   &unreadable) == 0;
    struct str user = user_of(question->now);

    if (object_id_is_zero(&question->now->snapshot.commit))
        return 0;
    if (propose(question, error) < 0)
        return -1;
    for (size_t i = 0; i < artifacts->count; i++)
        if (artifacts->items[i]->reported && has_changed(question, artifacts->items[i]))
            add(out, question, artifacts->items[i], has_tip ? &tip : NULL, user);
    return 0;
}
