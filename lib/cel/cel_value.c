#include "cel/cel_value.h"

#include <math.h>

#include "base/clock.h"
#include "cel/rfc3339.h"

struct cel_value cel_of_null(void)
{
    return (struct cel_value){.tag = CEL_NULL};
}

struct cel_value cel_of_bool(bool boolean)
{
    return (struct cel_value){.tag = CEL_BOOL, .boolean = boolean};
}

struct cel_value cel_of_int(int64_t integer)
{
    return (struct cel_value){.tag = CEL_INT, .integer = integer};
}

struct cel_value cel_of_uint(uint64_t natural)
{
    return (struct cel_value){.tag = CEL_UINT, .natural = natural};
}

struct cel_value cel_of_double(double real)
{
    return (struct cel_value){.tag = CEL_DOUBLE, .real = real};
}

struct cel_value cel_of_string(struct str string)
{
    return (struct cel_value){.tag = CEL_STRING, .string = string};
}

struct cel_value cel_of_bytes(struct str bytes)
{
    return (struct cel_value){.tag = CEL_BYTES, .string = bytes};
}

struct cel_value cel_of_timestamp(int64_t seconds, int32_t nanos)
{
    return (struct cel_value){.tag = CEL_TIMESTAMP, .time = {seconds, nanos}};
}

struct cel_value cel_of_duration(int64_t seconds, int32_t nanos)
{
    return (struct cel_value){.tag = CEL_DURATION, .time = {seconds, nanos}};
}

struct cel_value cel_of_period(int32_t months, int32_t days)
{
    return (struct cel_value){.tag = CEL_PERIOD, .period = {months, days}};
}

struct cel_value cel_of_type(const struct cel_type *type)
{
    return (struct cel_value){.tag = CEL_TYPE, .type = type};
}

struct cel_value cel_of_items(struct arena *arena, const struct cel_value *items, size_t count)
{
    struct cel_list *list = ARENA_NEW(arena, struct cel_list);

    *list = (struct cel_list){items, count};
    return (struct cel_value){.tag = CEL_LIST, .form = CEL_FORM_BUILT, .list = list};
}

struct cel_value cel_of_dynamic_list(const struct cel_dynamic *methods, void *self)
{
    return (struct cel_value){
        .tag = CEL_LIST, .form = CEL_FORM_DYNAMIC, .dynamic = {methods, self}};
}

struct cel_value cel_of_dynamic_map(const struct cel_dynamic *methods, void *self)
{
    return (struct cel_value){.tag = CEL_MAP, .form = CEL_FORM_DYNAMIC, .dynamic = {methods, self}};
}

struct cel_value cel_of_optional(struct arena *arena, const struct cel_value *inner)
{
    struct cel_value value = {.tag = CEL_OPTIONAL};

    if (inner) {
        value.where = inner->where;
        value.inner = arena_copy(arena, inner, sizeof *inner);
    }
    return value;
}

struct cel_value cel_of_unknown(struct arena *arena, struct str what)
{
    struct cel_missing *missing = ARENA_NEW(arena, struct cel_missing);

    missing->what = what;
    return (struct cel_value){.tag = CEL_UNKNOWN, .missing = missing};
}

struct cel_value cel_fault(struct arena *arena, enum cel_fault_kind kind, const char *format, ...)
{
    struct cel_fault *fault = ARENA_NEW(arena, struct cel_fault);
    va_list arguments;

    fault->kind = kind;
    va_start(arguments, format);
    fault->message = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return (struct cel_value){.tag = CEL_ERROR, .fault = fault};
}

/*
 * What a document's value is in CEL. These write their result in place, field by field:
 * a struct that is built elsewhere and copied at once waits for its bytes in the
 * processor's store buffer, which costs more than all the rest.
 */
static void fill(struct cel_value *out, enum cel_tag tag, const struct span *where)
{
    out->tag = (uint8_t)tag;
    out->form = CEL_FORM_BUILT;
    out->where = where;
}

static void fill_unfit(struct cel_value *out, struct arena *arena, const struct value *value,
                       const struct cel_type *type, const struct span *where)
{
    *out = cel_fault(arena, CEL_FAULT_INVALID, "the document has %s instead of %.*s",
                     value_type_name(value->type), STR_ARG(cel_type_text(arena, type)));
    out->where = where;
}

static void fill_number(struct cel_value *out, struct arena *arena, const struct value *value,
                        const struct cel_type *type, const struct span *where)
{
    enum cel_type_kind kind = type ? type->kind : CEL_TYPE_DYN;
    double real = value->number.real;

    if (value->type == VALUE_INT && (kind == CEL_TYPE_INT || kind == CEL_TYPE_DYN)) {
        fill(out, CEL_INT, where);
        out->integer = value->number.integer;
    } else if (kind == CEL_TYPE_DOUBLE || kind == CEL_TYPE_DYN) {
        fill(out, CEL_DOUBLE, where);
        out->real = real;
    } else if (kind == CEL_TYPE_INT && real == floor(real) && real >= -0x1p63 && real < 0x1p63) {
        /* JSON Schema: 3.0 is an integer too. */
        fill(out, CEL_INT, where);
        out->integer = (int64_t)real;
    } else {
        fill_unfit(out, arena, value, type, where);
    }
}

/* A date or an RFC 3339 instant; false if STRING is neither. */
static bool read_timestamp(struct cel_value *out, struct str string)
{
    struct civil civil;

    if (!civil_parse(&civil, string))
        return cel_rfc3339_parse(&out->time.seconds, &out->time.nanos, string) == RFC3339_TIME;
    out->time.seconds = civil_to_days(civil) * SECONDS_PER_DAY;
    out->time.nanos = 0;
    return true;
}

static void fill_string(struct cel_value *out, struct arena *arena, const struct value *value,
                        const struct cel_type *type, const struct span *where)
{
    if (!type || type->kind == CEL_TYPE_STRING || type->kind == CEL_TYPE_DYN) {
        fill(out, CEL_STRING, where);
        out->string.data = value->string.data;
        out->string.len = value->string.len;
        return;
    }
    fill(out, CEL_TIMESTAMP, where);
    if (type->kind != CEL_TYPE_TIMESTAMP || !read_timestamp(out, value->string))
        fill_unfit(out, arena, value, type, where);
}

static void fill_container(struct cel_value *out, struct arena *arena, const struct value *value,
                           const struct cel_type *type, const struct span *where)
{
    bool is_list = value->type == VALUE_LIST;

    if (type && type->kind != CEL_TYPE_DYN &&
        !(is_list ? type->kind == CEL_TYPE_LIST
                  : type->kind == CEL_TYPE_MAP || type->kind == CEL_TYPE_OBJECT)) {
        fill_unfit(out, arena, value, type, where);
        return;
    }
    fill(out, is_list ? CEL_LIST : CEL_MAP, where);
    out->form = CEL_FORM_DOCUMENT;
    out->document.value = value;
    out->document.type = type;
}

static void fill_scalar(struct cel_value *out, struct arena *arena, const struct value *value,
                        const struct cel_type *type, const struct span *where)
{
    enum cel_type_kind kind = type ? type->kind : CEL_TYPE_DYN;

    fill(out, value->type == VALUE_BOOL ? CEL_BOOL : CEL_NULL, where);
    if (value->type == VALUE_BOOL && (kind == CEL_TYPE_BOOL || kind == CEL_TYPE_DYN))
        out->boolean = value->boolean;
    else if (value->type != VALUE_NULL || (kind != CEL_TYPE_NULL && kind != CEL_TYPE_DYN))
        fill_unfit(out, arena, value, type, where);
}

void cel_read_document(struct cel_value *out, struct arena *arena, const struct value *value,
                       const struct cel_type *type, const struct span *where)
{
    if (value->invalid) {
        *out = cel_fault(arena, CEL_FAULT_INVALID, "the value does not fit its schema");
        out->where = where;
    } else if (value->type == VALUE_STRING) {
        fill_string(out, arena, value, type, where);
    } else if (value->type == VALUE_INT || value->type == VALUE_DOUBLE) {
        fill_number(out, arena, value, type, where);
    } else if (value->type == VALUE_LIST || value->type == VALUE_MAP) {
        fill_container(out, arena, value, type, where);
    } else {
        fill_scalar(out, arena, value, type, where);
    }
}

struct cel_value cel_of_document(struct arena *arena, const struct value *value,
                                 const struct cel_type *type, const struct span *where)
{
    struct cel_value result;

    cel_read_document(&result, arena, value, type, where);
    return result;
}

struct span cel_value_span(struct cel_value value)
{
    return value.where ? *value.where : (struct span){0};
}

bool cel_is_failure(struct cel_value value)
{
    return value.tag >= CEL_ERROR;
}

bool cel_is_true(struct cel_value value)
{
    return value.tag == CEL_BOOL && value.boolean;
}

const struct cel_type *cel_value_type(struct cel_value value)
{
    static const struct cel_type list = {.kind = CEL_TYPE_LIST, .item = &cel_dyn};
    static const struct cel_type map = {.kind = CEL_TYPE_MAP, .key = &cel_dyn, .item = &cel_dyn};
    static const struct cel_type optional = {.kind = CEL_TYPE_OPTIONAL, .item = &cel_dyn};
    static const struct cel_type *const types[] = {
        [CEL_NULL] = &cel_null,
        [CEL_BOOL] = &cel_bool,
        [CEL_INT] = &cel_int,
        [CEL_UINT] = &cel_uint,
        [CEL_DOUBLE] = &cel_double,
        [CEL_STRING] = &cel_string,
        [CEL_BYTES] = &cel_bytes,
        [CEL_TIMESTAMP] = &cel_timestamp,
        [CEL_DURATION] = &cel_duration,
        [CEL_PERIOD] = &cel_period,
        [CEL_TYPE] = &cel_type_type,
        [CEL_LIST] = &list,
        [CEL_MAP] = &map,
        [CEL_OPTIONAL] = &optional,
        [CEL_ERROR] = &cel_dyn,
        [CEL_UNKNOWN] = &cel_dyn,
    };

    return types[value.tag];
}
