/* The files of `ismslint approve`: every one of them, or none. */
#include "base/beneath.h"
#include "base/clock.h"
#include "base/visible.h"
#include "cmd/approve.h"
#include "git/signature.h"

static const char *root_of(const struct plan *plan)
{
    return repository_root(plan->scene.repository).data;
}

static struct str signature_path(struct plan *plan, const struct planned *planned)
{
    return arena_printf(&plan->scene.arena, "%.*s.sig", STR_ARG(planned->path));
}

/* ---- names ---- */

/* No name of a file may be longer than 255 bytes. */
static void add_slug(struct buffer *out, struct str text)
{
    enum { LONGEST = 80 };

    for (size_t i = 0; i < text.len && i < LONGEST; i++)
        buffer_add_char(out, ascii_is_alnum(text.data[i]) ? ascii_lower(text.data[i]) : '-');
}

/* "approvals/2026-06-30-sop-012-jo-8b1e77c.yaml" tells what it is; NUMBER, from 2, the next one. */
static struct str record_name(struct plan *plan, const struct planned *planned, int number)
{
    const struct proposed *proposed = &planned->proposed;
    struct buffer name = {0};
    char date[16], hex[OBJECT_ID_HEX + 1];
    struct str path;

    civil_format(date, civil_from_days(approvals_day(plan->scene.approvals, plan->proposal.now)));
    buffer_add(&name, plan->scene.isms.model.config.approvals.records);
    visible_printf(&name, "%s-", date);
    add_slug(&name, planned->artifact->id.len ? planned->artifact->id : proposed->path);
    buffer_add_char(&name, '-');
    add_slug(&name, proposed->person);
    visible_printf(&name, "-%s",
                   proposed->deletes ? "deleted" : object_id_hex(hex, &proposed->blob, 7));
    if (number > 1)
        visible_printf(&name, "-%d", number);
    buffer_add_c(&name, ".yaml");
    path = arena_str(&plan->scene.arena, buffer_str(&name));
    buffer_release(&name);
    return path;
}

/*
 * 1: nothing is there, nor will be; 0: something is; -1: it cannot be written. A signature that
 * lies there without its record was left by a run that was ended; it is replaced.
 */
static int is_free(struct plan *plan, const struct planned *planned)
{
    VECTOR_EACH (struct planned, other, &plan->records)
        if (other != planned && str_equal(other->path, planned->path))
            return 0;
    return beneath_probe(root_of(plan), planned->path, plan->error);
}

/* Two documents may have the same id and text, and one approval may follow another. */
static int find_name(struct plan *plan, struct planned *planned)
{
    enum { MOST = 1000 };
    int free = 0;

    for (int number = 1; free == 0 && number < MOST; number++) {
        planned->path = record_name(plan, planned, number);
        free = is_free(plan, planned);
    }
    if (free == 0)
        return error_set(plan->error, ERROR_FAILURE, "too many records like %.*s",
                         STR_ARG(planned->path));
    if (free == 1 && repository_ignores(plan->scene.repository, planned->path))
        return error_set(
            plan->error, ERROR_USAGE,
            "git ignores the record %.*s: delete the pattern that `git check-ignore -v` shows",
            STR_ARG(planned->path));
    return free == 1 ? 0 : -1;
}

/* ---- contents ---- */

/* A signature that nobody could place would be worse than none. */
static int sign(struct plan *plan, struct planned *planned)
{
    const struct proposed *proposed = &planned->proposed;
    struct str signer = proposed->recorder.len ? proposed->recorder : proposed->person, reason;

    if (!plan->key)
        return 0;
    if (signature_make(&planned->armour, plan->key, "ismslint", planned->text, &plan->scene.arena,
                       plan->error) < 0)
        return -1;
    if (proposal_signature_counts(&reason, plan->scene.approvals, signer, planned->text,
                                  planned->armour, plan->proposal.now))
        return 0;
    return error_set(plan->error, ERROR_USAGE, "your signature would not count: %.*s",
                     STR_ARG(reason));
}

static int make_text(struct plan *plan, struct planned *planned)
{
    struct buffer text = {0};
    bool good = proposal_write(&text, plan->scene.approvals, &planned->proposed, &plan->proposal);

    planned->text = arena_str(&plan->scene.arena, buffer_str(&text));
    buffer_release(&text);
    return good ? 0
                : error_set(plan->error, ERROR_USAGE,
                            "cannot write a record of %.*s: its path, or your text, has characters "
                            "that YAML does not keep",
                            STR_ARG(planned->proposed.path));
}

/* ---- files ---- */

/*
 * Whenever the process ends there is nothing that counts for less than was meant: all is
 * written aside first; signatures, which say nothing without their records, are named before
 * those.
 */
static int stage_all(struct plan *plan)
{
    VECTOR_EACH (struct planned, planned, &plan->records)
        if (beneath_stage(root_of(plan), planned->path, planned->text, plan->error) < 0 ||
            (planned->armour.len && beneath_stage(root_of(plan), signature_path(plan, planned),
                                                  planned->armour, plan->error) < 0))
            return -1;
    return 0;
}

static int publish_signatures(struct plan *plan)
{
    VECTOR_EACH (struct planned, planned, &plan->records) {
        struct str path = signature_path(plan, planned);

        if (!planned->armour.len)
            beneath_remove(root_of(plan), path); /* that of another record would void this one */
        else if (beneath_publish(root_of(plan), path, true, plan->error) < 0)
            return -1;
    }
    return 0;
}

/* *COUNT: how many records stand. */
static int publish_records(size_t *count, struct plan *plan)
{
    for (*count = 0; *count < plan->records.count; (*count)++)
        if (beneath_publish(root_of(plan), plan->records.items[*count].path, false, plan->error) <
            0)
            return -1;
    return 0;
}

/* Leave nothing behind, of which COUNT records stand already. */
static void take_back(struct plan *plan, size_t count)
{
    for (size_t i = 0; i < plan->records.count; i++) {
        const struct planned *planned = &plan->records.items[i];
        struct str signature = signature_path(plan, planned);

        if (i < count)
            beneath_remove(root_of(plan), planned->path);
        beneath_unstage(root_of(plan), planned->path);
        beneath_unstage(root_of(plan), signature);
        if (planned->armour.len)
            beneath_remove(root_of(plan), signature);
    }
}

int plan_write(struct plan *plan)
{
    size_t count = 0;

    VECTOR_EACH (struct planned, planned, &plan->records)
        if (find_name(plan, planned) < 0 || make_text(plan, planned) < 0)
            return -1;
    VECTOR_EACH (struct planned, planned, &plan->records)
        if (sign(plan, planned) < 0)
            return -1;
    if (stage_all(plan) == 0 && publish_signatures(plan) == 0 && publish_records(&count, plan) == 0)
        return 0;
    take_back(plan, count);
    return -1;
}
