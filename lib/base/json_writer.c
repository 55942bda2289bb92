#include "base/json_writer.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "base/visible.h"

enum { INDENT = 2, DELETE = 0x7F };

void json_writer_init(struct json_writer *writer, struct buffer *out, bool pretty)
{
    json_set_alloc_funcs(memory_alloc, free);
    *writer = (struct json_writer){.out = out, .pretty = pretty, .first = true};
}

static void new_line(struct json_writer *writer)
{
    if (!writer->pretty)
        return;
    buffer_add_char(writer->out, '\n');
    buffer_add_repeated(writer->out, ' ', writer->depth * INDENT);
}

/* What stands between the last value and the one that follows. */
static void separate(struct json_writer *writer)
{
    if (writer->after_key) {
        writer->after_key = false;
        return;
    }
    if (!writer->first)
        buffer_add_char(writer->out, ',');
    if (writer->depth > 0)
        new_line(writer);
    writer->first = false;
}

static void begin(struct json_writer *writer, char bracket)
{
    separate(writer);
    buffer_add_char(writer->out, bracket);
    writer->depth++;
    writer->first = true;
}

static void end(struct json_writer *writer, char bracket)
{
    writer->depth--;
    if (!writer->first)
        new_line(writer);
    buffer_add_char(writer->out, bracket);
    writer->first = false;
}

void json_write_object_begin(struct json_writer *writer)
{
    begin(writer, '{');
}

void json_write_object_end(struct json_writer *writer)
{
    end(writer, '}');
}

void json_write_array_begin(struct json_writer *writer)
{
    begin(writer, '[');
}

void json_write_array_end(struct json_writer *writer)
{
    end(writer, ']');
}

static int add_encoded(const char *bytes, size_t len, void *out)
{
    buffer_add(out, (struct str){bytes, len});
    return 0;
}

/* Let jansson encode one scalar; its only failure is a lack of memory. */
static void encode(struct json_writer *writer, json_t *scalar)
{
    if (!scalar || json_dump_callback(scalar, add_encoded, writer->out, JSON_ENCODE_ANY) != 0)
        memory_exhausted();
    json_decref(scalar);
}

static void add_unit(struct buffer *out, uint32_t unit)
{
    buffer_printf(out, "\\u%04X", (unsigned)unit);
}

/* "\uXXXX", beyond U+FFFF as two surrogates (RFC 8259, section 7). */
static void add_escape(struct buffer *out, uint32_t code_point)
{
    if (code_point > 0xFFFF)
        add_unit(out, 0xD800 + ((code_point - 0x10000) >> 10));
    add_unit(out, code_point > 0xFFFF ? 0xDC00 + (code_point & 0x3FF) : code_point);
}

/* JSON allows them in a string as they are; a terminal would obey or hide them, a log obey. */
static bool wants_escape(const struct buffer *out, int32_t code_point)
{
    return code_point == DELETE || visible_is_hidden(code_point) ||
           (code_point == '[' && visible_is_command(out));
}

static bool is_plain(struct str string)
{
    for (size_t i = 0; i < string.len; i++)
        if (string.data[i] < ' ' || string.data[i] >= DELETE || string.data[i] == '[')
            return false;
    return true;
}

/* What jansson made of a string, without what would act where it is shown. */
static void add_harmless(struct buffer *out, struct str encoded)
{
    for (size_t offset = 0; offset < encoded.len;) {
        size_t start = offset;
        int32_t code_point = utf8_next(encoded, &offset);

        if (wants_escape(out, code_point))
            add_escape(out, (uint32_t)code_point);
        else
            buffer_add(out, str_slice(encoded, start, offset));
    }
}

static void encode_string(struct json_writer *writer, struct str string)
{
    struct buffer encoded = {0};
    struct json_writer inner = {.out = &encoded};
    json_t *scalar = json_stringn_nocheck(string.len ? string.data : "", string.len);

    if (is_plain(string)) {
        encode(writer, scalar);
        return;
    }
    encode(&inner, scalar);
    add_harmless(writer->out, buffer_str(&encoded));
    buffer_release(&encoded);
}

/* As encode_string, each byte that is not UTF-8 replaced. */
static void encode_repaired(struct json_writer *writer, struct str string)
{
    struct buffer repaired;

    buffer_init(&repaired);
    for (size_t offset = 0; offset < string.len;) {
        size_t start = offset;

        if (utf8_next(string, &offset) < 0)
            buffer_add_c(&repaired, "\xEF\xBF\xBD");
        else
            buffer_add(&repaired, str_slice(string, start, offset));
    }
    encode_string(writer, buffer_str(&repaired));
    buffer_release(&repaired);
}

void json_add_string(struct buffer *out, struct str string)
{
    struct json_writer writer = {.out = out};

    if (utf8_invalid(string) < 0)
        encode_string(&writer, string);
    else
        encode_repaired(&writer, string);
}

void json_write_string(struct json_writer *writer, struct str string)
{
    separate(writer);
    json_add_string(writer->out, string);
}

void json_write_int(struct json_writer *writer, int64_t number)
{
    separate(writer);
    encode(writer, json_integer(number));
}

void json_write_real(struct json_writer *writer, double number)
{
    char text[32];

    if (!isfinite(number)) {
        json_write_null(writer);
        return;
    }
    /* 17 significant digits always read back the same; fewer often do. */
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, number);
        if (!(strtod(text, NULL) < number) && !(strtod(text, NULL) > number))
            break;
    }
    json_write_decimal(writer, str_of(text));
}

void json_write_decimal(struct json_writer *writer, struct str text)
{
    separate(writer);
    buffer_add(writer->out, text);
}

void json_write_bool(struct json_writer *writer, bool boolean)
{
    separate(writer);
    buffer_add_c(writer->out, boolean ? "true" : "false");
}

void json_write_null(struct json_writer *writer)
{
    separate(writer);
    buffer_add_c(writer->out, "null");
}

void json_write_key(struct json_writer *writer, struct str key)
{
    separate(writer);
    json_add_string(writer->out, key);
    buffer_add_c(writer->out, writer->pretty ? ": " : ":");
    writer->after_key = true;
}

void json_write_member(struct json_writer *writer, const char *key)
{
    json_write_key(writer, str_of(key));
}

void json_write_string_member(struct json_writer *writer, const char *key, struct str string)
{
    json_write_member(writer, key);
    json_write_string(writer, string);
}

void json_write_int_member(struct json_writer *writer, const char *key, int64_t number)
{
    json_write_member(writer, key);
    json_write_int(writer, number);
}

void json_write_bool_member(struct json_writer *writer, const char *key, bool boolean)
{
    json_write_member(writer, key);
    json_write_bool(writer, boolean);
}

void json_write_strings_member(struct json_writer *writer, const char *key, struct str_list strings)
{
    json_write_member(writer, key);
    json_write_array_begin(writer);
    for (size_t i = 0; i < strings.count; i++)
        json_write_string(writer, strings.items[i]);
    json_write_array_end(writer);
}
