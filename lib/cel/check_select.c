/* The access of fields: declared ones, optional ones, those of maps. */
#include "base/suggest.h"
#include "cel/check.h"

static struct str source_text(const struct checker *checker, const struct expression *expression)
{
    return str_slice(checker->compilation->text->text, expression->start, expression->end);
}

/* The declared field whose name is nearest to that of SELECT, or empty. */
static struct str nearest_field(const struct expression *select,
                                const struct cel_object_type *object)
{
    struct suggestion suggestion;

    suggestion_init(&suggestion, select->select.field);
    for (size_t i = 0; i < object->field_count; i++)
        suggestion_offer(&suggestion, object->fields[i].name);
    return suggestion.best;
}

static const struct cel_type *report_no_field(struct checker *checker,
                                              const struct expression *select,
                                              const struct cel_object_type *object)
{
    struct compilation *compilation = checker->compilation;
    struct str nearest = nearest_field(select, object);
    struct diagnostic *diagnostic;

    diagnostic = cel_compilation_report(compilation, "cel-field", select->select.field_start,
                                        select->end, "%.*s has no field %.*s",
                                        STR_ARG(object->name), STR_ARG(select->select.field));
    if (nearest.len && object->open)
        diagnostic->help =
            arena_printf(compilation->sink->arena,
                         "did you mean %.*s? (a field of your own is read as [\"%.*s\"])",
                         STR_ARG(nearest), STR_ARG(select->select.field));
    else if (nearest.len)
        diagnostic->help =
            arena_printf(compilation->sink->arena, "did you mean %.*s?", STR_ARG(nearest));
    return &cel_check_error_type;
}

/* In an object with fields of one's own, a name close to a declared one is a slip. */
static bool is_misspelt(const struct expression *select, const struct cel_object_type *object)
{
    struct str nearest = nearest_field(select, object);

    return nearest.len && suggest_distance(select->select.field, nearest, 2) <= 2;
}

/* An optional field is read where it may be absent. */
static void report_absent(struct checker *checker, const struct expression *select)
{
    struct diagnostic *diagnostic;
    struct str path = source_text(checker, select);
    struct str operand = source_text(checker, select->select.operand);

    diagnostic =
        cel_compilation_report(checker->compilation, "cel-optional", select->select.field_start,
                               select->end, "%.*s may be absent", STR_ARG(path));
    diagnostic->help = arena_printf(
        checker->compilation->sink->arena,
        "write has(%.*s) && ... before it, or %.*s.?%.*s.orValue(...) for a value instead",
        STR_ARG(path), STR_ARG(operand), STR_ARG(select->select.field));
}

static const struct cel_type *field_of_object(struct checker *checker, struct expression *select,
                                              const struct cel_object_type *object)
{
    struct str field = select->select.field;
    const struct cel_field *found = cel_object_field(object, field, str_hash(field));
    bool optional = found ? found->optional : object->open;

    if (!found && (!object->open || is_misspelt(select, object)))
        return report_no_field(checker, select, object);
    select->select.found = found;
    if (optional && !select->select.optional && !select->select.test &&
        !cel_facts_say(checker->facts, select))
        report_absent(checker, select);
    return found ? found->type : &cel_dyn;
}

/* The type of the field in an operand of TYPE. */
static const struct cel_type *field_type(struct checker *checker, struct expression *select,
                                         const struct cel_type *type)
{
    switch (type->kind) {
    case CEL_TYPE_DYN:
    case CEL_TYPE_ERROR:
    case CEL_TYPE_PARAMETER:
        return &cel_dyn;
    case CEL_TYPE_OBJECT:
        return field_of_object(checker, select, type->object);
    case CEL_TYPE_MAP:
        if (cel_unifier_assignable(&checker->unifier, &cel_string, type->key))
            return type->item;
        break;
    case CEL_TYPE_NULL:
    case CEL_TYPE_BOOL:
    case CEL_TYPE_INT:
    case CEL_TYPE_UINT:
    case CEL_TYPE_DOUBLE:
    case CEL_TYPE_STRING:
    case CEL_TYPE_BYTES:
    case CEL_TYPE_TIMESTAMP:
    case CEL_TYPE_DURATION:
    case CEL_TYPE_PERIOD:
    case CEL_TYPE_TYPE:
    case CEL_TYPE_LIST:
    case CEL_TYPE_OPTIONAL:
        break;
    }
    cel_compilation_report(checker->compilation, "cel-type", select->select.field_start,
                           select->end, "%.*s has no fields",
                           STR_ARG(cel_check_article(checker, type)));
    return &cel_check_error_type;
}

const struct cel_type *cel_check_selected(struct checker *checker, struct expression *select)
{
    const struct cel_type *type = cel_unifier_find(&checker->unifier, select->select.operand->type);
    /* From an optional on, every access is optional (the optional types' library). */
    bool chained = type->kind == CEL_TYPE_OPTIONAL;
    const struct cel_type *field;

    if (checker->unchecked)
        return &cel_dyn;
    if (chained) {
        select->select.optional |= !select->select.test;
        type = cel_unifier_find(&checker->unifier, type->item);
    }
    field = field_type(checker, select, type);
    if (select->select.test)
        return &cel_bool;
    return select->select.optional ? cel_optional_of(checker->compilation->arena, field) : field;
}

const struct cel_type *cel_check_select(struct checker *checker, struct expression *select)
{
    const struct cel_type *type = NULL;

    if (!select->select.test && !select->select.optional)
        type = cel_check_qualified(checker, select);
    if (type)
        return type;
    cel_check_expression(checker, select->select.operand);
    return cel_check_selected(checker, select);
}
