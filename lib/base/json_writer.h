/*
 * Writing JSON (RFC 8259) piece by piece, members in the order in which they
 * are written, so that the same calls give the same bytes. Scalars are encoded
 * by jansson; this is the only file that knows it.
 */
#ifndef BASE_JSON_WRITER_H
#define BASE_JSON_WRITER_H

#include "base/buffer.h"

struct json_writer {
    struct buffer *out;
    bool pretty;    /* a line a member or item, two columns a level */
    size_t depth;   /* of open objects and arrays */
    bool first;     /* nothing was written since the last opening */
    bool after_key; /* the next value belongs to a key */
};

/* Start a document that is appended to OUT. */
void json_writer_init(struct json_writer *writer, struct buffer *out, bool pretty);

/* Values: the document itself, the items of an array, and after a key. */
void json_write_object_begin(struct json_writer *writer);
void json_write_object_end(struct json_writer *writer);
void json_write_array_begin(struct json_writer *writer);
void json_write_array_end(struct json_writer *writer);
/*
 * Bytes that are not UTF-8 become U+FFFD each. Escaped is also what JSON would allow but a terminal
 * or log obey or hide: U+007F to U+009F, bidirectional and other invisible characters, and the
 * bracket of "##[" and "##vso[" (base/visible.h).
 */
void json_write_string(struct json_writer *writer, struct str string);
void json_write_int(struct json_writer *writer, int64_t number);
/* The shortest text that reads back as NUMBER; null if it is not finite. */
void json_write_real(struct json_writer *writer, double number);
/* A number by its decimal text, in JSON's grammar; no digit is lost. */
void json_write_decimal(struct json_writer *writer, struct str text);
void json_write_bool(struct json_writer *writer, bool boolean);
void json_write_null(struct json_writer *writer);

/* The key of the member whose value is written next. */
void json_write_key(struct json_writer *writer, struct str key);

/* A whole member. */
void json_write_string_member(struct json_writer *writer, const char *key, struct str string);
void json_write_int_member(struct json_writer *writer, const char *key, int64_t number);
void json_write_bool_member(struct json_writer *writer, const char *key, bool boolean);
/* A member that is an array of strings. */
void json_write_strings_member(struct json_writer *writer, const char *key,
                               struct str_list strings);
/* A key whose value follows. */
void json_write_member(struct json_writer *writer, const char *key);

/* Append STRING to OUT as JSON, between quotes, with the same escapes. */
void json_add_string(struct buffer *out, struct str string);

#endif
