#include "approval/compensation.h"

#include "approval/context.h"
#include "base/clock.h"
#include "model/load.h"
#include "model/read.h"

bool compensation_wants(const struct approvals *approvals, struct str path)
{
    return str_equal_c(path, CONFIG_NAME) || register_may_be_at(approvals, evidence_kinds, path);
}

/* ---- the item ---- */

/* A day that is there and cannot be read must not become "for ever": FAULT then makes it never. */
static int64_t read_day(const struct value *self, struct str key, int64_t absent, int64_t fault)
{
    const struct value *value = value_get(self, key);
    struct civil civil;

    if (!value || value->type == VALUE_NULL)
        return absent;
    return civil_parse(&civil, str_trim(read_text(value))) ? civil_to_days(civil) : fault;
}

/* An item that is superseded, say, is kept in the register and relied on no more. */
static struct str status_gap(const struct compensation *out, const struct value *self,
                             struct arena *arena)
{
    const struct value *value = value_get(self, STR("status"));
    struct str status = str_trim(read_text(value));

    if (!value || value->type == VALUE_NULL || str_equal_c(status, "current"))
        return (struct str){0};
    return arena_printf(arena, "compensating control %.*s had the status \"%.*s\"",
                        STR_ARG(out->control), STR_ARG(status));
}

static void read_item(struct compensation *out, const struct artifact *item, struct arena *arena)
{
    const struct value *self = item->self;

    out->title = arena_str(arena, str_trim(read_text(value_get(self, STR("title")))));
    out->from = read_day(self, STR("valid_from"), INT64_MIN, INT64_MAX);
    out->until = read_day(self, STR("valid_until"), INT64_MAX, INT64_MIN);
    out->gap = status_gap(out, self, arena);
    if (out->from == INT64_MAX || out->until == INT64_MIN)
        out->gap = arena_printf(arena, "the dates of compensating control %.*s cannot be read",
                                STR_ARG(out->control));
}

static struct str unreadable_register(const struct compensation *out, struct arena *arena)
{
    return arena_printf(arena,
                        "the evidence register with compensating control %.*s cannot be read",
                        STR_ARG(out->control));
}

static void find_item(struct compensation *out, const struct kind_index *evidence,
                      struct arena *arena)
{
    const struct artifact *item = map_get(&evidence->by_id, out->control);
    size_t count = 0;

    for (size_t i = 0; i < evidence->all.count; i++)
        count += str_equal(evidence->all.items[i]->id, out->control);
    if (evidence->incomplete || (item && item->untrusted))
        out->gap = unreadable_register(out, arena);
    else if (!item)
        out->gap = arena_printf(
            arena, "compensating control %.*s was not in the evidence register before that",
            STR_ARG(out->control));
    else if (count > 1)
        out->gap = arena_printf(arena, "the evidence register had more than one entry %.*s",
                                STR_ARG(out->control));
    else
        read_item(out, item, arena);
}

/* ---- the register, as it stood ---- */

static void read_register(struct compensation *out, struct approvals *approvals,
                          const struct config *mapping, size_t position)
{
    const struct kind *kind = kinds_find(approvals->head->kinds, evidence_kinds.items[0]);
    struct model_options options = {.head = mapping, .only = evidence_kinds};
    struct arena arena;
    struct error error = {0};
    struct model model;
    struct sink sink;

    if (file_versions_gap(&approvals->compensations.versions, approvals, position,
                          (struct str){0})) {
        out->gap = unreadable_register(out, approvals->arena);
        return;
    }
    arena_init(&arena);
    sink_init(&sink, &arena);
    if (model_load(
            &model,
            file_versions_tree(&approvals->compensations.versions, approvals, position, &arena),
            approvals->head->kinds, &options, &arena, &sink, &error) < 0)
        out->gap = arena_str(approvals->arena, str_of(error.message));
    else
        find_item(out, model_index(&model, kind), approvals->arena);
    model_release(&model);
    sink_release(&sink);
    arena_release(&arena);
}

static void find_register(struct approvals *approvals)
{
    struct compensations *compensations = &approvals->compensations;

    if (compensations->found)
        return;
    compensations->found = true;
    map_init(&compensations->made);
    file_versions_find(&compensations->versions, approvals, compensation_wants);
}

/* What asks for independence leaves no room for a control in its place. */
static const char *strict_gap(const struct approval_config *config)
{
    return config->strict                ? "`profile: strict` accepts no approval by an author"
           : config->strict_independence ? "`independence: strict` accepts no approval by an author"
                                         : NULL;
}

static struct compensation *make(struct approvals *approvals, const struct frame *frame,
                                 size_t position)
{
    struct compensation *made = ARENA_NEW(approvals->arena, struct compensation);
    const char *strict = strict_gap(&frame->config->approvals);

    made->control = frame->config->approvals.control;
    if (strict)
        made->gap = str_of(strict);
    else
        read_register(made, approvals, frame->mapping, position);
    return made;
}

static const struct compensation *find_after(struct approvals *approvals, size_t position)
{
    static const struct compensation none;
    const struct frame *frame = frame_after(approvals, position);
    const struct approval_config *config = &frame->config->approvals;
    struct compensations *compensations = &approvals->compensations;
    struct compensation *made;
    struct str key;

    if (!config->control.len || frame->fault.len)
        return &none;
    find_register(approvals);
    key = arena_join(approvals->arena,
                     arena_printf(approvals->arena, "%zu %d ",
                                  file_versions_change(&compensations->versions, position),
                                  config->strict + 2 * config->strict_independence),
                     config->control);
    made = map_get(&compensations->made, key);
    if (!made) {
        made = make(approvals, frame, position);
        map_put(&compensations->made, key, made);
    }
    return made;
}

/* What has not landed yet permits nothing. */
const struct compensation *compensation_after(struct approvals *approvals, size_t position)
{
    return position < approvals->proposed ? find_after(approvals->options.onto, 0)
                                          : find_after(approvals, position);
}

bool compensation_covers(struct str *gap, const struct compensation *compensation, int64_t day,
                         struct arena *arena)
{
    char text[16];

    *gap = compensation->gap;
    if (!compensation->control.len || gap->len)
        return false;
    if (day >= compensation->from && day <= compensation->until)
        return true;
    *gap = day > compensation->until
               ? arena_printf(arena, "compensating control %.*s ended on %s",
                              STR_ARG(compensation->control),
                              civil_format(text, civil_from_days(compensation->until)))
               : arena_printf(arena, "compensating control %.*s begins on %s",
                              STR_ARG(compensation->control),
                              civil_format(text, civil_from_days(compensation->from)));
    return false;
}

struct str compensation_words(const struct compensation *control, struct arena *arena)
{
    return control->title.len
               ? arena_printf(arena, "compensating control %.*s (%.*s)", STR_ARG(control->control),
                              STR_ARG(control->title))
               : arena_printf(arena, "compensating control %.*s", STR_ARG(control->control));
}

void compensations_release(struct compensations *compensations)
{
    if (!compensations->found)
        return;
    file_versions_release(&compensations->versions);
    map_release(&compensations->made);
}
