#include "approval/who.h"

#include "approval/context.h"
#include "base/fold.h"

static struct who who_of(const struct person *person, const struct person *here)
{
    return (struct who){
        .id = person->id, .robot = person->robot, .title = person->name, .person = here};
}

/* Of one whom the head's register knows: their entry in FRAME's, if it has one of that id. */
static const struct person *entry_of(const struct frame *frame, const struct person *there)
{
    const struct person *here = people_by_id(&frame->model.people, there->id);

    return here && here != &people_nobody && !here->robot ? here : NULL;
}

/* FRAME's register knows HERE, the head's THERE; the head's helps only where the other is silent.
 */
static struct who choose(const struct frame *frame, const struct person *here,
                         const struct person *there)
{
    if (here == &people_nobody || (!here && there == &people_nobody))
        return (struct who){.shared = true};
    if (here)
        return who_of(here, here);
    if (!there || there->robot || !there->id.len)
        return (struct who){0};
    return who_of(there, entry_of(frame, there));
}

static const struct people *people_of_head(struct approvals *approvals)
{
    return &frame_head(approvals)->model.people;
}

struct who who_by_email(struct approvals *approvals, const struct frame *frame, struct str email)
{
    return choose(frame, people_by_email(&frame->model.people, email),
                  people_by_email(people_of_head(approvals), email));
}

struct who who_by_login(struct approvals *approvals, const struct frame *frame, struct str forge,
                        struct str login)
{
    return choose(frame, people_by_login(&frame->model.people, forge, login),
                  people_by_login(people_of_head(approvals), forge, login));
}

struct who who_by_id(struct approvals *approvals, const struct frame *frame, struct str id)
{
    return choose(frame, people_by_id(&frame->model.people, id),
                  people_by_id(people_of_head(approvals), id));
}

struct who who_by_name(struct approvals *approvals, const struct frame *frame, struct str name)
{
    return choose(frame, people_by_name(&frame->model.people, name),
                  people_by_name(people_of_head(approvals), name));
}

struct who who_by_part(struct approvals *approvals, const struct frame *frame,
                       const struct line_part *part)
{
    if (part->type == PART_ADDRESS)
        return who_by_email(approvals, frame, part->text);
    return part->type == PART_LOGIN ? who_by_login(approvals, frame, (struct str){0}, part->text)
                                    : (struct who){0};
}

struct who approver_by_part(struct approvals *approvals, const struct frame *frame,
                            const struct line_part *part)
{
    struct people later = *people_of_head(approvals);

    if (part->type != PART_ADDRESS)
        return who_by_part(approvals, frame, part);
    later.forges = frame->model.people.forges;
    return choose(frame, people_by_email(&frame->model.people, part->text),
                  people_by_email(&later, part->text));
}

bool same_name(struct str a, struct str b)
{
    struct folded one, other;

    return fold_name(&one, a) && fold_name(&other, b) &&
           str_equal(folded_str(&one), folded_str(&other));
}

struct str who_written(struct approvals *approvals, const struct who *who)
{
    const struct person *person =
        who->person ? who->person : people_by_id(people_of_head(approvals), who->id);

    if (person && person->emails.count)
        return arena_printf(approvals->arena, "%.*s <%.*s>", STR_ARG(who->title),
                            STR_ARG(person->emails.items[0]));
    if (person && person->login_count)
        return arena_printf(approvals->arena, "@%.*s", STR_ARG(person->logins[0].login));
    return STR("NAME <ADDRESS>, with the address in the register");
}
