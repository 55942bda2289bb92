#include "cel/unify.h"

void cel_unifier_init(struct unifier *unifier, struct arena *arena)
{
    *unifier = (struct unifier){.arena = arena};
}

void cel_unifier_release(struct unifier *unifier)
{
    vector_release(&unifier->bindings);
    vector_release(&unifier->changes);
}

const struct cel_type *cel_unifier_fresh(struct unifier *unifier)
{
    struct cel_type *type = ARENA_NEW(unifier->arena, struct cel_type);

    type->kind = CEL_TYPE_PARAMETER;
    type->parameter = (unsigned)unifier->bindings.count;
    vector_push(&unifier->bindings, NULL);
    return type;
}

/* A copy of TYPE with other KEY and ITEM; TYPE itself if they are the same. */
static const struct cel_type *with_parts(struct unifier *unifier, const struct cel_type *type,
                                         const struct cel_type *key, const struct cel_type *item)
{
    struct cel_type *copy;

    if (key == type->key && item == type->item)
        return type;
    copy = arena_copy(unifier->arena, type, sizeof *type);
    copy->key = key;
    copy->item = item;
    return copy;
}

const struct cel_type *cel_unifier_instance(struct unifier *unifier, const struct cel_type *type,
                                            const struct cel_type *fresh[26])
{
    if (type->kind == CEL_TYPE_PARAMETER) {
        if (!fresh[type->parameter])
            fresh[type->parameter] = cel_unifier_fresh(unifier);
        return fresh[type->parameter];
    }
    if (!type->item)
        return type;
    return with_parts(unifier, type,
                      type->key ? cel_unifier_instance(unifier, type->key, fresh) : NULL,
                      cel_unifier_instance(unifier, type->item, fresh));
}

const struct cel_type *cel_unifier_find(const struct unifier *unifier, const struct cel_type *type)
{
    while (type->kind == CEL_TYPE_PARAMETER && unifier->bindings.items[type->parameter])
        type = unifier->bindings.items[type->parameter];
    return type;
}

/* Does PARAMETER occur in TYPE, so that it cannot stand for it? */
static bool occurs(const struct unifier *unifier, const struct cel_type *parameter,
                   const struct cel_type *type)
{
    type = cel_unifier_find(unifier, type);
    if (type->kind == CEL_TYPE_PARAMETER)
        return type->parameter == parameter->parameter;
    return (type->key && occurs(unifier, parameter, type->key)) ||
           (type->item && occurs(unifier, parameter, type->item));
}

static bool is_any(const struct cel_type *type)
{
    return type->kind == CEL_TYPE_DYN || type->kind == CEL_TYPE_ERROR;
}

static bool is_open(const struct cel_type *type)
{
    return is_any(type) || type->kind == CEL_TYPE_PARAMETER;
}

/* Does A take everything that B takes, parameter for parameter? */
static bool is_more_general(const struct unifier *unifier, const struct cel_type *a,
                            const struct cel_type *b)
{
    a = cel_unifier_find(unifier, a);
    b = cel_unifier_find(unifier, b);
    if (is_open(a))
        return true;
    if (is_open(b) || a->kind != b->kind)
        return false;
    if (a->key && !is_more_general(unifier, a->key, b->key))
        return false;
    return !a->item || is_more_general(unifier, a->item, b->item);
}

static const struct cel_type *more_general(const struct unifier *unifier, const struct cel_type *a,
                                           const struct cel_type *b)
{
    return is_more_general(unifier, a, b) ? a : b;
}

static void set(struct unifier *unifier, unsigned parameter, const struct cel_type *type)
{
    struct unifier_change change = {parameter, unifier->bindings.items[parameter]};

    vector_push(&unifier->changes, change);
    unifier->bindings.items[parameter] = type;
}

/*
 * PARAMETER stands for TYPE: for the first type, or for a later one to which
 * the first fits; then for the more general of the two.
 */
static bool bind(struct unifier *unifier, const struct cel_type *parameter,
                 const struct cel_type *type)
{
    const struct cel_type *bound = unifier->bindings.items[parameter->parameter];

    if (type->kind == CEL_TYPE_PARAMETER && type->parameter == parameter->parameter)
        return true;
    if (!bound) {
        if (occurs(unifier, parameter, type))
            return false;
        set(unifier, parameter->parameter, type);
        return true;
    }
    if (!cel_unifier_assignable(unifier, type, bound))
        return false;
    type = more_general(unifier, type, bound);
    if (!occurs(unifier, parameter, type))
        set(unifier, parameter->parameter, type);
    return true;
}

/* Maps whose keys are strings and declared objects are the same to the checker. */
static bool object_fits(struct unifier *unifier, const struct cel_type *from,
                        const struct cel_type *to)
{
    if (from->kind == CEL_TYPE_OBJECT && to->kind == CEL_TYPE_OBJECT)
        return from->object == to->object;
    if (from->kind == CEL_TYPE_OBJECT && to->kind == CEL_TYPE_MAP)
        return cel_unifier_assignable(unifier, &cel_string, to->key) &&
               cel_unifier_assignable(unifier, &cel_dyn, to->item);
    if (from->kind == CEL_TYPE_MAP && to->kind == CEL_TYPE_OBJECT)
        return cel_unifier_assignable(unifier, from->key, &cel_string);
    return false;
}

bool cel_unifier_assignable(struct unifier *unifier, const struct cel_type *from,
                            const struct cel_type *to)
{
    if (to->kind == CEL_TYPE_PARAMETER)
        return bind(unifier, to, from);
    if (from->kind == CEL_TYPE_PARAMETER)
        return bind(unifier, from, to);
    if (is_any(from) || is_any(to))
        return true;
    if (from->kind == CEL_TYPE_OBJECT || to->kind == CEL_TYPE_OBJECT)
        return object_fits(unifier, from, to);
    if (from->kind != to->kind)
        return false;
    if (from->key && !cel_unifier_assignable(unifier, from->key, to->key))
        return false;
    return !from->item || cel_unifier_assignable(unifier, from->item, to->item);
}

struct unifier_state cel_unifier_state(const struct unifier *unifier)
{
    return (struct unifier_state){unifier->bindings.count, unifier->changes.count};
}

void cel_unifier_undo(struct unifier *unifier, struct unifier_state state)
{
    while (unifier->changes.count > state.changes) {
        struct unifier_change change = unifier->changes.items[--unifier->changes.count];

        unifier->bindings.items[change.parameter] = change.before;
    }
    unifier->bindings.count = state.bindings;
}

const struct cel_type *cel_unifier_join(struct unifier *unifier, const struct cel_type *a,
                                        const struct cel_type *b)
{
    if (cel_unifier_assignable(unifier, b, a))
        return more_general(unifier, a, b);
    return &cel_dyn;
}

const struct cel_type *cel_unifier_resolve(struct unifier *unifier, const struct cel_type *type)
{
    type = cel_unifier_find(unifier, type);
    if (type->kind == CEL_TYPE_PARAMETER)
        return &cel_dyn;
    if (!type->item)
        return type;
    return with_parts(unifier, type, type->key ? cel_unifier_resolve(unifier, type->key) : NULL,
                      cel_unifier_resolve(unifier, type->item));
}
