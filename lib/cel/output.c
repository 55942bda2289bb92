/* Values as JSON and as text for people. */
#include <inttypes.h>
#include <math.h>

#include "base/clock.h"
#include "base/json_writer.h"
#include "base/limits.h"
#include "cel/base64.h"
#include "cel/cel.h"
#include "cel/number_text.h"
#include "cel/rfc3339.h"

enum {
    MOST_WRITTEN = 10 * 1000 * 1000 /* values, so that shared parts cannot grow beyond measure */
};

/* 2^53: integers up to there are the same in every reader of JSON. */
#define GREATEST_EXACT INT64_C(9007199254740992)

struct writer {
    struct buffer *out;
    struct cel_evaluation *evaluation;
    bool json;
    unsigned depth;
    size_t written;
};

static void write_string(struct writer *writer, struct str string)
{
    if (writer->json)
        json_add_string(writer->out, string);
    else
        buffer_add(writer->out, string);
}

static void write_value(struct writer *writer, struct cel_value value);

static void write_double(struct writer *writer, double real)
{
    bool quoted = writer->json && !isfinite(real);
    size_t before = writer->out->len;

    if (quoted)
        buffer_add_char(writer->out, '"');
    cel_number_write(writer->out, real);
    if (quoted)
        buffer_add_char(writer->out, '"');
    /* 3.0, not 3: that it is a double is to be seen. */
    if (writer->json && !quoted &&
        str_find(str_slice(buffer_str(writer->out), before, writer->out->len), STR("."), 0) < 0 &&
        str_find(str_slice(buffer_str(writer->out), before, writer->out->len), STR("e"), 0) < 0)
        buffer_add_c(writer->out, ".0");
}

static void write_uint(struct writer *writer, uint64_t natural)
{
    bool quoted = writer->json && natural > (uint64_t)GREATEST_EXACT;

    buffer_printf(writer->out, quoted ? "\"%" PRIu64 "\"" : "%" PRIu64, natural);
}

static void write_timestamp(struct writer *writer, struct cel_value value)
{
    char date[16];

    if (!writer->json && value.time.nanos == 0 && value.time.seconds % SECONDS_PER_DAY == 0)
        buffer_add_c(writer->out,
                     civil_format(date, civil_from_days(day_of_instant(value.time.seconds))));
    else
        write_string(writer, cel_rfc3339_format(writer->evaluation->arena, value.time.seconds,
                                                value.time.nanos));
}

static void add_unit(struct str *text, struct arena *arena, int32_t count, const char *unit)
{
    if (count)
        *text = arena_printf(arena, "%.*s%s%" PRId32 " %s%s", STR_ARG(*text), text->len ? " " : "",
                             count, unit, count == 1 ? "" : "s");
}

static void write_period(struct writer *writer, struct cel_value value)
{
    struct str text = {0};

    add_unit(&text, writer->evaluation->arena, value.period.months, "month");
    add_unit(&text, writer->evaluation->arena, value.period.days, "day");
    write_string(writer, text.len ? text : STR("0 days"));
}

static void write_list(struct writer *writer, struct cel_value list)
{
    size_t count = cel_count(writer->evaluation, list);

    if (writer->json)
        buffer_add_char(writer->out, '[');
    for (size_t i = 0; i < count; i++) {
        if (i)
            buffer_add_c(writer->out, ", ");
        write_value(writer, cel_at(writer->evaluation, list, i));
    }
    if (writer->json)
        buffer_add_char(writer->out, ']');
}

/* A key of JSON is a string. */
static void write_key(struct writer *writer, struct cel_value key)
{
    bool quoted = writer->json && key.tag != CEL_STRING;

    if (quoted)
        buffer_add_char(writer->out, '"');
    write_value(writer, key);
    if (quoted)
        buffer_add_char(writer->out, '"');
    buffer_add_c(writer->out, ": ");
}

static void write_map(struct writer *writer, struct cel_value map)
{
    size_t count = cel_count(writer->evaluation, map);

    if (writer->json)
        buffer_add_char(writer->out, '{');
    for (size_t i = 0; i < count; i++) {
        if (i)
            buffer_add_c(writer->out, ", ");
        write_key(writer, cel_key_at(writer->evaluation, map, i));
        write_value(writer, cel_item_at(writer->evaluation, map, i));
    }
    if (writer->json)
        buffer_add_char(writer->out, '}');
}

static void write_container(struct writer *writer, struct cel_value value)
{
    writer->depth++;
    if (value.tag == CEL_LIST)
        write_list(writer, value);
    else if (value.tag == CEL_MAP)
        write_map(writer, value);
    else if (value.inner)
        write_value(writer, *value.inner);
    else
        buffer_add_c(writer->out, writer->json ? "null" : "");
    writer->depth--;
}

static void write_bytes(struct writer *writer, struct str bytes)
{
    if (writer->json)
        buffer_add_char(writer->out, '"');
    cel_base64_write(writer->out, bytes);
    if (writer->json)
        buffer_add_char(writer->out, '"');
}

static void write_failure(struct writer *writer, struct cel_value value)
{
    struct str text = {0};

    if (value.tag == CEL_ERROR)
        text =
            arena_printf(writer->evaluation->arena, "error: %.*s", STR_ARG(value.fault->message));
    for (const struct cel_missing *missing = value.tag == CEL_UNKNOWN ? value.missing : NULL;
         missing; missing = missing->next)
        text = arena_printf(writer->evaluation->arena, "%.*s%s%.*s", STR_ARG(text),
                            text.len ? ", " : "unknown: ", STR_ARG(missing->what));
    write_string(writer, text);
}

static void write_value(struct writer *writer, struct cel_value value)
{
    if (writer->depth > 2 * LIMIT_DEPTH || ++writer->written > MOST_WRITTEN) {
        write_string(writer, STR("..."));
        return;
    }
    switch ((enum cel_tag)value.tag) {
    case CEL_NULL:
        buffer_add_c(writer->out, "null");
        break;
    case CEL_BOOL:
        buffer_add_c(writer->out, value.boolean ? "true" : "false");
        break;
    case CEL_INT:
        buffer_printf(writer->out, "%" PRId64, value.integer);
        break;
    case CEL_UINT:
        write_uint(writer, value.natural);
        break;
    case CEL_DOUBLE:
        write_double(writer, value.real);
        break;
    case CEL_STRING:
        write_string(writer, value.string);
        break;
    case CEL_BYTES:
        write_bytes(writer, value.string);
        break;
    case CEL_TIMESTAMP:
        write_timestamp(writer, value);
        break;
    case CEL_DURATION:
        write_string(writer, cel_duration_format(writer->evaluation->arena, value.time.seconds,
                                                 value.time.nanos));
        break;
    case CEL_PERIOD:
        write_period(writer, value);
        break;
    case CEL_TYPE:
        write_string(writer, cel_type_name(value.type));
        break;
    case CEL_LIST:
    case CEL_MAP:
    case CEL_OPTIONAL:
        write_container(writer, value);
        break;
    case CEL_ERROR:
    case CEL_UNKNOWN:
        write_failure(writer, value);
        break;
    }
}

void cel_write_json(struct buffer *out, struct cel_evaluation *evaluation, struct cel_value value)
{
    write_value(&(struct writer){out, evaluation, true, 0, 0}, value);
}

void cel_write_text(struct buffer *out, struct cel_evaluation *evaluation, struct cel_value value)
{
    write_value(&(struct writer){out, evaluation, false, 0, 0}, value);
}
