/*
 * The value tree: what YAML, JSON, front matter, CSV rows and Markdown tables
 * become. JSON's types, each value with the span of its bytes.
 *
 * Trees are built once, in an arena, and then only read. Aliased YAML values
 * share one struct value; the map entry or list item that names the alias
 * carries the alias's span.
 */
#ifndef VALUE_VALUE_H
#define VALUE_VALUE_H

#include "base/arena.h"
#include "value/source.h"

enum value_type {
    VALUE_NULL,
    VALUE_BOOL,
    VALUE_INT,    /* a number written without fraction and exponent that fits 64 bits */
    VALUE_DOUBLE, /* any other number: 1.0, 1e3, 99999999999999999999 */
    VALUE_STRING,
    VALUE_LIST,
    VALUE_MAP
};

/* How a string is written, so that an offset in it can be found in its span. */
enum value_style {
    STYLE_RAW,     /* the span's bytes are the string (after `quote` bytes at each end) */
    STYLE_JSON,    /* JSON escapes between double quotes */
    STYLE_SINGLE,  /* YAML '...', with '' and folding */
    STYLE_DOUBLE,  /* YAML "...", with escapes and folding */
    STYLE_BLOCK,   /* YAML | or >, or a folded plain scalar */
    STYLE_CSV,     /* RFC 4180 quoted, with "" */
    STYLE_MARKDOWN /* text of Markdown; the span has its marks, escapes and links besides */
};

struct value {
    enum value_type type;
    enum value_style style; /* of strings */
    bool invalid;           /* has a schema finding: rules that need it are skipped */
    struct span span;       /* of the whole value; absent for a value made by us */
    union {
        bool boolean;
        struct {
            int64_t integer; /* VALUE_INT only */
            double real;     /* both; nearest double */
            struct str
                text; /* decimal text as JSON would write it: [-]digits[.digits][e[+-]digits] */
        } number;
        struct str string; /* valid UTF-8, may hold U+0000 */
        struct {
            struct value_item *items;
            size_t count;
        } list;
        struct {
            struct value_entry *entries; /* in the order of the document; keys are unique */
            size_t count;
            uint32_t *slots; /* hash index of larger maps, or NULL */
            size_t slot_count;
        } map;
    };
};

struct value_item {
    struct value *value;
    struct span span; /* where it stands: the value's, or the alias's */
};

struct value_entry {
    struct str key;
    uint64_t hash; /* str_hash(key) */
    struct span key_span;
    struct value *value;
    struct span value_span; /* where it stands: the value's, or the alias's */
};

#define VALUE_EACH_ENTRY(entry, value)                                                             \
    for (struct value_entry *entry = (value)->map.entries,                                         \
                            *entry##_end = entry ? entry + (value)->map.count : NULL;              \
         entry < entry##_end; entry++)

#define VALUE_EACH_ITEM(item, value)                                                               \
    for (struct value_item *item = (value)->list.items,                                            \
                           *item##_end = item ? item + (value)->list.count : NULL;                 \
         item < item##_end; item++)

/* "null", "boolean", "integer", "number", "string", "array", "object": JSON Schema's names. */
const char *value_type_name(enum value_type type);

/* Makers; strings are borrowed, not copied. */
struct value *value_new_null(struct arena *arena, struct span span);
struct value *value_new_bool(struct arena *arena, bool boolean, struct span span);
struct value *value_new_int(struct arena *arena, int64_t integer, struct span span);
struct value *value_new_string(struct arena *arena, struct str string, struct span span);
/*
 * A number from decimal text in JSON's grammar: INT if it is an integer
 * literal in range, else DOUBLE. NULL if TEXT is not such a number.
 */
struct value *value_new_number(struct arena *arena, struct str text, struct span span);
/* A list of COUNT items, or a map of COUNT entries with different keys; the arrays are taken over,
 * and are ARENA's. The hashes of the entries are filled in. */
struct value *value_new_list(struct arena *arena, struct value_item *items, size_t count,
                             struct span span);
struct value *value_new_map(struct arena *arena, struct value_entry *entries, size_t count,
                            struct span span);

/* Builders collect items or entries and copy them into the arena at the end. */
struct value_builder;
struct value_builder *value_list_begin(void);
void value_list_add(struct value_builder *builder, struct value *value, struct span span);
struct value_builder *value_map_begin(void);
/*
 * Add an entry. If KEY is there already nothing is added and the earlier entry
 * is returned (valid until the next call), else NULL. KEY is borrowed.
 */
const struct value_entry *value_map_add(struct value_builder *builder, struct str key,
                                        struct span key_span, struct value *value,
                                        struct span value_span);
/* Make the value and free the builder. */
struct value *value_end(struct value_builder *builder, struct arena *arena, struct span span);
/* Free the builder without a value. */
void value_abandon(struct value_builder *builder);

/* The entry of KEY in a map, or NULL (also if VALUE is NULL or no map). */
const struct value_entry *value_entry(const struct value *map, struct str key);
/* As value_entry, of a map, where str_hash(key) is known. */
const struct value_entry *value_entry_hashed(const struct value *map, struct str key,
                                             uint64_t hash);
/* The value of KEY in a map, or NULL. */
struct value *value_get(const struct value *map, struct str key);
/* The string of KEY, or the empty slice if there is none or it is no string. */
struct str value_get_string(const struct value *map, struct str key);

/* The value at a JSON Pointer (RFC 6901), or NULL. */
struct value *value_at_pointer(const struct value *root, struct str pointer);

/* Does the first token of POINTER name KEY? Then POINTER is what follows it ("": nothing). */
bool pointer_step(struct str *pointer, struct str key);

/* -1, 0 or 1 as the number A is less than, equal to or greater than the number B, exactly. */
int value_compare_numbers(const struct value *a, const struct value *b);

/* Equality as JSON Schema defines it: numbers by mathematical value, maps without order. */
bool value_equal(const struct value *a, const struct value *b);

/* Key through value of an entry: what a caret marks when the value is empty. */
struct span value_entry_span(const struct value_entry *entry);

#endif
