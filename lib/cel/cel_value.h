/*
 * The values of CEL expressions: small, tagged, passed by value. Strings,
 * lists and maps may borrow a document's struct value, and every value that
 * came out of a document keeps the span at which it stands there.
 *
 * Errors and unknowns are values too (cel-spec, langdef.md, "Evaluation").
 */
#ifndef CEL_CEL_VALUE_H
#define CEL_CEL_VALUE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "cel/type.h"
#include "value/value.h"

enum cel_tag {
    CEL_NULL,
    CEL_BOOL,
    CEL_INT,
    CEL_UINT,
    CEL_DOUBLE,
    CEL_STRING,
    CEL_BYTES,
    CEL_TIMESTAMP,
    CEL_DURATION,
    CEL_PERIOD,
    CEL_TYPE,
    CEL_LIST,
    CEL_MAP,
    CEL_OPTIONAL,
    CEL_ERROR,
    CEL_UNKNOWN
};

/* Where the items of a list or the entries of a map are. */
enum cel_form {
    CEL_FORM_BUILT,    /* made by the expression: struct cel_list, struct cel_map */
    CEL_FORM_DOCUMENT, /* a struct value of a document */
    CEL_FORM_DYNAMIC   /* computed by the caller when asked for */
};

struct cel_value {
    uint8_t tag;              /* enum cel_tag */
    uint8_t form;             /* enum cel_form, of CEL_LIST and CEL_MAP */
    const struct span *where; /* where it stands in a document, or NULL */
    union {
        bool boolean;
        int64_t integer;
        uint64_t natural; /* CEL_UINT */
        double real;
        struct str string; /* CEL_STRING: valid UTF-8; CEL_BYTES: any bytes */
        struct {
            int64_t seconds; /* since 1970-01-01T00:00:00Z, or of the duration */
            int32_t nanos;   /* timestamp: 0 to 999,999,999; duration: same sign as seconds */
        } time;
        struct {
            int32_t months, days;
        } period;
        const struct cel_type *type;
        const struct cel_list *list;
        const struct cel_map *map;
        struct {
            const struct value *value;   /* VALUE_LIST or VALUE_MAP */
            const struct cel_type *type; /* declared, converts fields and items; or NULL */
        } document;
        struct {
            const struct cel_dynamic *methods;
            void *self;
        } dynamic;
        const struct cel_value *inner; /* CEL_OPTIONAL: what it holds, or NULL */
        const struct cel_fault *fault;
        const struct cel_missing *missing;
    };
};

struct cel_list {
    const struct cel_value *items;
    size_t count;
};

struct cel_map {
    const struct cel_value *keys; /* in order of insertion */
    const struct cel_value *items;
    size_t count;
    const uint32_t *slots; /* hash index of larger maps (0 free, else number + 1), or NULL */
    size_t slot_count;
};

/*
 * A list, map or object that the caller computes. Lists have count and at;
 * maps and objects have find, and if they can be walked count, key_at and at.
 * A member that is NULL makes the operation an error.
 */
struct cel_evaluation;
struct cel_dynamic {
    size_t (*count)(struct cel_evaluation *evaluation, void *self);
    /* Item or value number INDEX, below the count. */
    struct cel_value (*at)(struct cel_evaluation *evaluation, void *self, size_t index);
    /* Key number INDEX of a map. */
    struct cel_value (*key_at)(struct cel_evaluation *evaluation, void *self, size_t index);
    /*
     * The value of KEY into *OUT; false if there is none. WANTED is false when only
     * the presence is asked for, so that nothing expensive need be computed.
     */
    bool (*find)(struct cel_value *out, struct cel_evaluation *evaluation, void *self,
                 struct cel_value key, bool wanted);
};

enum cel_fault_kind {
    CEL_FAULT_EVALUATION, /* no such key, division by zero, overflow, ... */
    CEL_FAULT_INVALID,    /* a field with a schema finding was read: skip the rule */
    CEL_FAULT_COST,       /* the cost limit was exceeded */
    CEL_FAULT_LIMIT       /* another limit: matching steps, nesting, size */
};

struct cel_fault {
    enum cel_fault_kind kind;
    struct str message;       /* one sentence without a full stop */
    struct span span;         /* of the part of the expression that failed; absent if unknown */
    const struct span *where; /* what it failed on in a document, or NULL */
};

/* One attribute that is unknown; a value holds a set of them. */
struct cel_missing {
    struct str what; /* what is missing, in words for people: "history before 3f9c2ab" */
    const struct cel_missing *next;
};

/* Makers. Strings, lists and maps are borrowed. */
struct cel_value cel_of_null(void);
struct cel_value cel_of_bool(bool boolean);
struct cel_value cel_of_int(int64_t integer);
struct cel_value cel_of_uint(uint64_t natural);
struct cel_value cel_of_double(double real);
struct cel_value cel_of_string(struct str string);
struct cel_value cel_of_bytes(struct str bytes);
struct cel_value cel_of_timestamp(int64_t seconds, int32_t nanos);
struct cel_value cel_of_duration(int64_t seconds, int32_t nanos);
struct cel_value cel_of_period(int32_t months, int32_t days);
struct cel_value cel_of_type(const struct cel_type *type);
/* A list of COUNT items, which are not copied. */
struct cel_value cel_of_items(struct arena *arena, const struct cel_value *items, size_t count);
/* A map; the keys (bool, int, uint, string) must differ. Nothing is copied. */
struct cel_value cel_of_entries(struct arena *arena, const struct cel_value *keys,
                                const struct cel_value *items, size_t count);
struct cel_value cel_of_dynamic_list(const struct cel_dynamic *methods, void *self);
struct cel_value cel_of_dynamic_map(const struct cel_dynamic *methods, void *self);
/* An optional that holds a copy of *INNER, or nothing if INNER is NULL. */
struct cel_value cel_of_optional(struct arena *arena, const struct cel_value *inner);
/*
 * A document's value as TYPE (NULL: as it is). An integer becomes a double, a
 * "YYYY-MM-DD" or RFC 3339 string a timestamp if TYPE says so. A value that is
 * marked invalid, or cannot be converted, gives a CEL_FAULT_INVALID error.
 * WHERE is the span at which it stands (&item->span, &entry->value_span, &value->span).
 */
struct cel_value cel_of_document(struct arena *arena, const struct value *value,
                                 const struct cel_type *type, const struct span *where);
/* The same into *OUT. */
void cel_read_document(struct cel_value *out, struct arena *arena, const struct value *value,
                       const struct cel_type *type, const struct span *where);
/* An unknown that lacks WHAT (borrowed). */
struct cel_value cel_of_unknown(struct arena *arena, struct str what);
/* An error without a place; the evaluator adds that of the expression. */
struct cel_value cel_fault(struct arena *arena, enum cel_fault_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Where the value stands in a document; a span without source if nowhere. */
struct span cel_value_span(struct cel_value value);
/* Error or unknown? */
bool cel_is_failure(struct cel_value value);
bool cel_is_true(struct cel_value value);
/* The type of the value at run time (of a list: list(dyn)). */
const struct cel_type *cel_value_type(struct cel_value value);

/* Equality as the language defines it (langdef.md, "Equality"): numbers across types. */
bool cel_equal(struct cel_evaluation *evaluation, struct cel_value a, struct cel_value b);

/* Containers, whatever their form. An item of a document keeps its span. */
size_t cel_count(struct cel_evaluation *evaluation, struct cel_value container);
struct cel_value cel_at(struct cel_evaluation *evaluation, struct cel_value list, size_t index);
struct cel_value cel_key_at(struct cel_evaluation *evaluation, struct cel_value map, size_t index);
struct cel_value cel_item_at(struct cel_evaluation *evaluation, struct cel_value map, size_t index);
/* The value of KEY in a map into *OUT; false if there is none. */
bool cel_find(struct cel_value *out, struct cel_evaluation *evaluation, struct cel_value map,
              struct cel_value key);

/*
 * Append as JSON: timestamps as RFC 3339, durations as "3.5s", bytes as base64,
 * uint beyond 2^53 and non-finite doubles as strings (protobuf's JSON mapping).
 */
void cel_write_json(struct buffer *out, struct cel_evaluation *evaluation, struct cel_value value);
/*
 * Append as a message shows it to people: strings bare, midnight timestamps as
 * dates, lists as "a, b and c" would be too clever: "a, b, c".
 */
void cel_write_text(struct buffer *out, struct cel_evaluation *evaluation, struct cel_value value);

#endif
