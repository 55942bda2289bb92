#include "approval/frame.h"

#include "approval/context.h"
#include "base/limits.h"
#include "model/load.h"

/* ---- which paths ---- */

/* What they held then is what signed then. */
bool approval_key_file(struct str path)
{
    static const struct str endings[] = {STR_INIT(".asc"), STR_INIT(".gpg"), STR_INIT(".pgp"),
                                         STR_INIT(".key"), STR_INIT(".pub")};

    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++)
        if (str_ends_with(path, endings[i]))
            return true;
    return false;
}

bool frame_wants(const struct approvals *approvals, struct str path)
{
    return str_equal_c(path, CONFIG_NAME) || approval_key_file(path) ||
           register_may_be_at(approvals, people_kinds, path);
}

/* ---- when they changed ---- */

static bool is_lost(struct approvals *approvals, const struct snapshot_entry *entry)
{
    struct error error;
    struct str text;

    arena_reset(&approvals->scratch);
    return entry->mode != MODE_SYMLINK && entry->mode != MODE_SUBMODULE &&
           (repository_read(&text, approvals->repository, &entry->id, OBJECT_BLOB,
                            &approvals->scratch, &error) != OBJECT_FOUND ||
            text.len > LIMIT_FILE_SIZE);
}

/* Which files FRAME's configuration named is unknown if that is not there. */
static bool may_name_people(const struct approvals *approvals, const struct frame *frame,
                            struct str path)
{
    const struct str_list persons = {people_kinds.items, 1};
    const struct kind *person = kinds_find(approvals->head->kinds, persons.items[0]);

    if (!frame->mapping)
        return register_may_be_at(approvals, persons, path);
    return person && !config_reserves(frame->mapping, path) &&
           config_may_hold(frame->mapping, person, path);
}

/*
 * What is there and names nobody is no register; what this clone lacks may be one. To take
 * it for none would grandfather all that landed before the next.
 */
static bool may_have_register(struct approvals *approvals, size_t position)
{
    const struct frame *frame = frame_after(approvals, position);
    const struct snapshot *tree =
        file_versions_tree(&approvals->frames.versions, approvals, position, approvals->arena);
    bool there = false, lost = false;

    for (size_t i = 0; i < tree->count; i++) {
        const struct snapshot_entry *entry = &tree->entries[i];
        bool holds = may_name_people(approvals, frame, entry->path);

        there = there || holds;
        if (holds || str_equal_c(entry->path, CONFIG_NAME))
            lost = lost || is_lost(approvals, entry);
    }
    return there && lost;
}

/*
 * Did the register, or what may have been one, stand already when what is known begins?
 * At the end of a shallow clone it did if it is there; before that nothing has landed that
 * could be judged. Where the objects of single commits are missing, nobody can tell.
 */
static bool may_be_older(struct approvals *approvals)
{
    static const struct str any;
    const struct frames *frames = &approvals->frames;
    size_t oldest = history_length(approvals->history) - 1;

    if (file_versions_gap(&frames->versions, approvals, oldest, any))
        return true;
    return file_versions_gap(&frames->versions, approvals, oldest + 1, any) &&
           (frame_after(approvals, oldest)->has_people || may_have_register(approvals, oldest));
}

/* Of a branch: the register that its mainline has got meanwhile, or that it would bring there. */
static void find_landing_register(struct approvals *approvals)
{
    struct frames *frames = &approvals->frames;

    if (!approvals->proposed ||
        (frames->has_register && frames->first_register >= approvals->proposed))
        return;
    if (frames->has_register || approvals->options.onto->frames.has_register) {
        frames->has_register = true;
        frames->first_register = approvals->proposed - 1;
    }
}

static void find_first_register(struct approvals *approvals)
{
    struct frames *frames = &approvals->frames;

    if (may_be_older(approvals)) {
        frames->has_register = true;
        frames->first_register = history_length(approvals->history);
    }
    for (size_t i = frames->versions.changes.count; i-- > 0 && !frames->has_register;) {
        frames->first_register = frames->versions.changes.items[i];
        frames->has_register = frame_after(approvals, frames->first_register)->has_people ||
                               may_have_register(approvals, frames->first_register);
    }
}

void frames_init(struct approvals *approvals)
{
    struct frames *frames = &approvals->frames;

    file_versions_find(&frames->versions, approvals, frame_wants);
    frames->made =
        arena_alloc_array(approvals->arena, frames->versions.changes.count, sizeof(struct frame *));
    find_first_register(approvals);
    find_landing_register(approvals);
}

void frames_release(struct frames *frames)
{
    for (size_t i = 0; i < frames->versions.changes.count; i++)
        if (frames->made && frames->made[i])
            model_release(&frames->made[i]->model);
    if (frames->empty)
        model_release(&frames->empty->model);
    vector_release(&frames->readings);
    file_versions_release(&frames->versions);
}

/* ---- making one ---- */

bool frame_config_is_outer(const struct approvals *approvals)
{
    const struct config *config = &approvals->head->config;

    return config->source && (!str_equal_c(config->source->path, CONFIG_NAME) ||
                              !snapshot_find(approvals->snapshot, STR(CONFIG_NAME)));
}

/* WHAT: "register of people"; WHY may be empty. */
static struct str fault_of(const char *what, struct str why, struct arena *arena)
{
    return arena_printf(arena, "cannot determine the %s of that time%s%.*s", what,
                        why.len ? ": " : "", STR_ARG(why));
}

/* "cannot read people.yaml: the blob 1f0c... is missing": the first fault of a file. */
static struct str first_fault(const struct sink *sink, struct arena *arena)
{
    for (size_t i = 0; i < sink->diagnostics.count; i++) {
        const struct diagnostic *diagnostic = sink->diagnostics.items[i];
        const struct source *source = diagnostic->span.source;

        if (source && str_find(diagnostic->message, source->path, 0) >= 0)
            return diagnostic->message;
        if (source)
            return arena_printf(arena, "%.*s: %.*s", STR_ARG(source->path),
                                STR_ARG(diagnostic->message));
    }
    return (struct str){0};
}

/* What is not there at all: of the register, or (then UNCONFIGURED is set) the configuration. */
static struct str gap_fault(struct frame *frame, struct approvals *approvals, size_t position)
{
    const struct file_versions *versions = &approvals->frames.versions;
    const struct revision *gap = file_versions_gap(versions, approvals, position, STR(CONFIG_NAME));

    frame->unconfigured = gap != NULL;
    if (!gap)
        gap = file_versions_gap(versions, approvals, position, (struct str){0});
    if (!gap)
        return (struct str){0};
    return fault_of(frame->unconfigured ? "configuration" : "people register", gap->reason,
                    approvals->arena);
}

/* A register that cannot be read whole might have named somebody else. */
static struct str register_fault(const struct model *model, const struct sink *sink,
                                 struct arena *arena)
{
    static const struct str names[] = {STR_INIT("person"), STR_INIT("assignment")};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const struct kind *kind = kinds_find(model->kinds, names[i]);

        if (kind && model_index(model, kind)->incomplete)
            return fault_of("people register", first_fault(sink, arena), arena);
    }
    return (struct str){0};
}

/* Nobody can tell what it says. */
static bool is_broken(const struct config *config)
{
    return config->source &&
           (!config->root || (config->root->type != VALUE_MAP && config->root->type != VALUE_NULL));
}

/* A configuration that nobody can read moves no register: what stood before it says where. */
static const struct config *broken_mapping(struct frame *frame, struct approvals *approvals,
                                           size_t position)
{
    const struct frame *older;

    if (!approvals->places.mapped || position >= history_length(approvals->history))
        return &frame->model.config;
    older = frame_after(approvals, position + 1);
    if (!older->mapping)
        frame->fault = older->fault;
    return older->mapping;
}

static int load_model(struct frame *frame, struct approvals *approvals, size_t position,
                      const struct config *mapping, struct sink *sink, struct error *error)
{
    struct model_options options = {.head = mapping, .only = people_kinds};

    return model_load(
        &frame->model,
        file_versions_tree(&approvals->frames.versions, approvals, position, approvals->arena),
        approvals->head->kinds, &options, approvals->arena, sink, error);
}

static const struct value *artifacts_of(const struct config *config)
{
    return value_get(config->root, STR("artifacts"));
}

static bool reads_alike(const struct config *a, const struct config *b)
{
    const struct value *x = artifacts_of(a), *y = artifacts_of(b);

    return x && y ? value_equal(x, y) : x == y;
}

/* MAPPING, or one that reads the same: each is used once. */
static const struct config *reading_like(struct approvals *approvals, const struct config *mapping)
{
    struct frames *frames = &approvals->frames;

    if (reads_alike(mapping, &approvals->head->config))
        return NULL;
    for (size_t i = 0; i < frames->readings.count; i++)
        if (reads_alike(mapping, frames->readings.items[i]))
            return frames->readings.items[i];
    vector_push(&frames->readings, mapping);
    return mapping;
}

/* A configuration that nobody can read changes no mapping; one that is not there has none. */
static const struct config *find_reading(const struct frame *frame, struct approvals *approvals,
                                         size_t position)
{
    static const struct config none;

    if (is_broken(&frame->model.config) && !frame_config_is_outer(approvals) &&
        position < history_length(approvals->history))
        return frame_after(approvals, position + 1)->reading;
    return reading_like(approvals, frame->mapping ? frame->mapping : &none);
}

/* Read the register as its own configuration says, unless one stands outside or that is broken. */
static int load_register(struct frame *frame, struct approvals *approvals, size_t position,
                         struct sink *sink, struct error *error)
{
    const struct config *own = &frame->model.config;
    const struct config *outer = frame_config_is_outer(approvals) ? &approvals->head->config : NULL;

    if (load_model(frame, approvals, position, outer, sink, error) < 0)
        return -1;
    frame->mapping = outer ? outer : own;
    if (outer || !is_broken(own))
        return 0;
    frame->mapping = broken_mapping(frame, approvals, position);
    if (!frame->mapping || frame->mapping == own)
        return 0;
    model_release(&frame->model);
    return load_model(frame, approvals, position, frame->mapping, sink, error);
}

static void find_fault(struct frame *frame, struct approvals *approvals, size_t position,
                       const struct sink *sink)
{
    struct str gap = gap_fault(frame, approvals, position);

    if (gap.len)
        frame->fault = gap;
    if (!frame->fault.len)
        frame->fault = register_fault(&frame->model, sink, approvals->arena);
}

static struct frame *make_frame(struct approvals *approvals, size_t position)
{
    struct frame *frame = ARENA_NEW(approvals->arena, struct frame);
    struct error error = {0};
    struct sink sink;

    sink_init(&sink, approvals->arena);
    if (position < history_length(approvals->history))
        frame->commit = history_commit(approvals->history, position)->id;
    if (load_register(frame, approvals, position, &sink, &error) < 0) {
        frame->unconfigured = true;
        frame->fault = fault_of("configuration", str_of(error.message), approvals->arena);
    } else {
        find_fault(frame, approvals, position, &sink);
    }
    sink_release(&sink);
    if (frame->unconfigured && !frame_config_is_outer(approvals))
        frame->mapping = NULL;
    frame->config = frame->unconfigured || frame_config_is_outer(approvals)
                        ? &approvals->head->config
                        : &frame->model.config;
    frame->reading = find_reading(frame, approvals, position);
    frame->model.people.forges = &frame->config->forges;
    frame->has_people = frame->model.people.person_count > 0;
    return frame;
}

const struct frame *frame_after(struct approvals *approvals, size_t position)
{
    struct frames *frames = &approvals->frames;
    size_t change = file_versions_change(&frames->versions, position);

    if (change == frames->versions.changes.count) {
        if (!frames->empty)
            frames->empty = make_frame(approvals, SIZE_MAX);
        return frames->empty;
    }
    if (!frames->made[change])
        frames->made[change] = make_frame(approvals, frames->versions.changes.items[change]);
    return frames->made[change];
}

const struct frame *frame_of_assessment(struct approvals *approvals, size_t position)
{
    const struct frames *frames = &approvals->frames;

    if (position < approvals->proposed)
        return frame_next(approvals);
    if (frames->has_register && position == frames->first_register)
        return frame_after(approvals, position);
    return frame_after(approvals, position + 1);
}

const struct frame *frame_next(struct approvals *approvals)
{
    struct approvals *onto = approvals->options.onto;

    return onto && onto->frames.has_register ? frame_head(onto) : frame_head(approvals);
}

const struct frame *frame_head(struct approvals *approvals)
{
    return frame_after(approvals, 0);
}
