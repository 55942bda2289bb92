#include "jsonschema/sequence.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { MOST_ELEMENTS = 64, WITHOUT_END = 65535 };

/* A set of bytes, and how many of them follow each other. */
struct element {
    uint64_t bytes[4]; /* a bit a byte */
    unsigned least, most;
};

struct sequence {
    bool to_end; /* nothing may follow */
    size_t count;
    struct element elements[];
};

struct reader {
    struct str rest;
    bool failed; /* not a plain sequence */
};

static void add(struct element *element, unsigned char byte)
{
    element->bytes[byte / 64] |= (uint64_t)1 << byte % 64;
}

static bool has(const struct element *element, unsigned char byte)
{
    return element->bytes[byte / 64] >> byte % 64 & 1;
}

static void add_range(struct element *element, unsigned char first, unsigned char last)
{
    for (unsigned byte = first; byte <= last; byte++)
        add(element, (unsigned char)byte);
}

static bool is_in(char c, const char *set)
{
    return c != 0 && strchr(set, c) != NULL;
}

/* The next byte; 0, and failed, at the end and for what is not ASCII. */
static char next(struct reader *reader)
{
    char c = 0;

    if (reader->rest.len && (unsigned char)reader->rest.data[0] < 0x80)
        c = reader->rest.data[0];
    else
        reader->failed = true;
    reader->rest = str_slice(reader->rest, 1, reader->rest.len);
    return c;
}

static bool skip(struct reader *reader, char c)
{
    if (!reader->rest.len || reader->rest.data[0] != c)
        return false;
    reader->rest = str_slice(reader->rest, 1, reader->rest.len);
    return true;
}

/* Behind a backslash. Returns the character, or 0 if a whole class was added (or it failed). */
static char read_escape(struct reader *reader, struct element *element, const char *escaped)
{
    char c = next(reader);

    if (c == 'd' || c == 'w')
        add_range(element, '0', '9');
    if (c == 'w') {
        add_range(element, 'A', 'Z');
        add_range(element, 'a', 'z');
        add(element, '_');
    }
    if (c == 'd' || c == 'w')
        return 0;
    reader->failed |= !is_in(c, escaped);
    return c;
}

/* Behind '['. Negated classes are about characters, not about bytes: they are left to PCRE2. */
static void read_class(struct reader *reader, struct element *element)
{
    reader->failed |= skip(reader, '^');
    while (!reader->failed && !skip(reader, ']')) {
        bool escaped = skip(reader, '\\');
        char first = escaped ? read_escape(reader, element, "^$\\.*+?()[]{}|/-") : next(reader);
        char last = first;

        if (reader->rest.len > 1 && reader->rest.data[0] == '-' && reader->rest.data[1] != ']') {
            next(reader);
            last = next(reader);
            /* \d-x is no range; an escape at its end is rare. */
            reader->failed |= first == 0 || last == '\\' || last < first;
        }
        if (first && !reader->failed)
            add_range(element, (unsigned char)first, (unsigned char)last);
    }
}

static unsigned read_number(struct reader *reader)
{
    unsigned number = 0;

    reader->failed |= !reader->rest.len || !ascii_is_digit(reader->rest.data[0]);
    while (reader->rest.len && ascii_is_digit(reader->rest.data[0]) && number < WITHOUT_END / 10)
        number = number * 10 + (unsigned)(next(reader) - '0');
    return number;
}

static void read_repeat(struct reader *reader, struct element *element)
{
    element->least = element->most = 1;
    if (skip(reader, '?')) {
        element->least = 0;
    } else if (skip(reader, '*')) {
        element->least = 0;
        element->most = WITHOUT_END;
    } else if (skip(reader, '+')) {
        element->most = WITHOUT_END;
    } else if (skip(reader, '{')) {
        element->least = element->most = read_number(reader);
        if (skip(reader, ','))
            element->most =
                reader->rest.len && reader->rest.data[0] == '}' ? WITHOUT_END : read_number(reader);
        reader->failed |= !skip(reader, '}') || element->most < element->least;
    } else {
        return;
    }
    reader->failed |= reader->rest.len && is_in(reader->rest.data[0], "?*+{");
}

static void read_element(struct reader *reader, struct element *element)
{
    char c = next(reader);

    if (c == '[') {
        read_class(reader, element);
    } else if (c == '\\') {
        c = read_escape(reader, element, "^$\\.*+?()[]{}|/");
        if (c)
            add(element, (unsigned char)c);
    } else {
        reader->failed |= is_in(c, "^$.*+?()]{}|");
        add(element, (unsigned char)c);
    }
    read_repeat(reader, element);
}

static bool share_bytes(const struct element *a, const struct element *b)
{
    for (size_t i = 0; i < 4; i++)
        if (a->bytes[i] & b->bytes[i])
            return true;
    return false;
}

/*
 * Taking as many as possible is right if nothing that may follow could have
 * taken any of them.
 */
static bool never_goes_back(const struct element *elements, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t j = i + 1; elements[i].least < elements[i].most && j < count; j++) {
            if (share_bytes(&elements[i], &elements[j]))
                return false;
            if (elements[j].least)
                break;
        }
    return true;
}

struct sequence *jsonschema_sequence_new(struct str pattern)
{
    struct element elements[MOST_ELEMENTS] = {0};
    struct reader reader = {.rest = pattern};
    struct sequence *sequence;
    size_t count = 0;
    bool to_end = false;

    reader.failed = !skip(&reader, '^');
    while (!reader.failed && reader.rest.len && !to_end) {
        to_end = str_equal_c(reader.rest, "$");
        reader.failed |= count == MOST_ELEMENTS;
        if (!to_end && !reader.failed)
            read_element(&reader, &elements[count++]);
    }
    if (reader.failed || !never_goes_back(elements, count))
        return NULL;
    sequence = memory_zalloc(1, sizeof *sequence + count * sizeof *elements);
    sequence->to_end = to_end;
    sequence->count = count;
    memcpy(sequence->elements, elements, count * sizeof *elements);
    return sequence;
}

void jsonschema_sequence_free(struct sequence *sequence)
{
    free(sequence);
}

bool jsonschema_sequence_matches(const struct sequence *sequence, struct str text)
{
    const unsigned char *at = (const unsigned char *)text.data, *end = at + text.len;

    for (size_t i = 0; i < sequence->count; i++) {
        const struct element *element = &sequence->elements[i];
        size_t most = element->most == WITHOUT_END ? SIZE_MAX : element->most, count = 0;

        while (count < most && at < end && has(element, *at)) {
            at++;
            count++;
        }
        if (count < element->least)
            return false;
    }
    return !sequence->to_end || at == end;
}
