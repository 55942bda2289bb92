#include "git/commit.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "base/vector.h"

/* ---- identities ---- */

/* Decimal digits at the start of S; 0 if there are none or too many. */
static int64_t digits(struct str s)
{
    int64_t value = 0;

    for (size_t i = 0; i < s.len && i < 18 && ascii_is_digit(s.data[i]); i++)
        value = value * 10 + (s.data[i] - '0');
    return value;
}

/* "1765200000 +0200" */
static void parse_clock(struct identity *identity, struct str clock)
{
    struct str seconds, zone;
    bool west, negative;
    int64_t hhmm;

    clock = str_trim(clock);
    if (!str_split(&seconds, &clock, ' '))
        return;
    negative = seconds.len && seconds.data[0] == '-';
    identity->time = digits(str_slice(seconds, negative, seconds.len));
    if (negative)
        identity->time = -identity->time;
    zone = str_trim(clock);
    if (zone.len < 2)
        return;
    west = zone.data[0] == '-';
    hhmm = digits(str_slice(zone, 1, zone.len)) % 10000;
    identity->offset = (int32_t)(hhmm / 100 * 60 + hhmm % 100) * (west ? -1 : 1);
}

struct identity identity_parse(struct str line)
{
    struct identity identity = {0};
    ptrdiff_t open = str_find(line, STR("<"), 0);
    ptrdiff_t close = open < 0 ? -1 : str_find(line, STR(">"), (size_t)open);
    size_t last = line.len;

    if (close < 0) {
        identity.name = str_trim(line);
        return identity;
    }
    identity.name = str_trim(str_slice(line, 0, (size_t)open));
    identity.email = str_trim(str_slice(line, (size_t)open + 1, (size_t)close));
    /* git looks for the date behind the last '>', so that a broken address cannot hide it. */
    while (line.data[last - 1] != '>')
        last--;
    parse_clock(&identity, str_slice(line, last, line.len));
    return identity;
}

/* ---- headers ---- */

bool header_next(struct header *out, struct str *rest)
{
    struct str line;
    ptrdiff_t space;

    if (!rest->len || rest->data[0] == '\n')
        return false;
    str_split(&line, rest, '\n');
    space = str_find(line, STR(" "), 0);
    out->key = space < 0 ? line : str_slice(line, 0, (size_t)space);
    out->value = space < 0 ? (struct str){0} : str_slice(line, (size_t)space + 1, line.len);
    while (rest->len && rest->data[0] == ' ')
        str_split(&line, rest, '\n');
    return true;
}

/* What follows the empty line behind the headers. */
static struct str body_of(struct str rest)
{
    return rest.len ? str_slice(rest, 1, rest.len) : rest;
}

/* ---- encodings ---- */

static bool is_utf8_name(struct str encoding)
{
    return !encoding.len || str_equal_nocase(encoding, STR("utf-8")) ||
           str_equal_nocase(encoding, STR("utf8"));
}

/* TEXT in UTF-8; TEXT itself if the encoding is unknown or the bytes are not in it. */
static struct str decode(struct str text, struct str encoding, struct arena *arena)
{
    struct str name = arena_str(arena, encoding);
    size_t room = text.len * 4 + 1;
    char *converted, *in, *out;
    size_t in_left = text.len, out_left = room;
    iconv_t converter = iconv_open("UTF-8", name.data);
    bool fine;

    if (converter == (iconv_t)-1)
        return text;
    converted = arena_alloc(arena, room);
    /* iconv does not write to its input, though its type allows it. */
    in = arena_copy(arena, text.data, text.len);
    out = converted;
    fine = iconv(converter, &in, &in_left, &out, &out_left) != (size_t)-1;
    iconv_close(converter);
    return fine ? (struct str){converted, room - out_left} : text;
}

static void decode_identity(struct identity *identity, struct str encoding, struct arena *arena)
{
    identity->name = decode(identity->name, encoding, arena);
    identity->email = decode(identity->email, encoding, arena);
}

static void decode_commit(struct commit *commit, struct str encoding, struct arena *arena)
{
    if (is_utf8_name(encoding))
        return;
    commit->message = decode(commit->message, encoding, arena);
    decode_identity(&commit->author, encoding, arena);
    decode_identity(&commit->committer, encoding, arena);
}

/* ---- commits ---- */

static int malformed(struct error *error, const char *what, const struct object_id *id,
                     const char *why)
{
    char hex[OBJECT_ID_HEX + 1];

    return error_set(error, ERROR_FAILURE, "%s %s is malformed: %s", what,
                     object_id_hex(hex, id, OBJECT_ID_HEX), why);
}

typedef VECTOR(struct object_id) id_vector;

/* Which headers that stand once were there. */
struct seen {
    bool author, committer;
};

/* Git writes one author, and its own commands differ in which of two they show. */
static bool take_identity(struct identity *out, bool *seen, struct str value)
{
    *out = identity_parse(value);
    return !*seen && (*seen = true);
}

/* Take one header into the commit; PARENTS collects. Returns what is wrong with it, or NULL. */
static const char *take_header(struct commit *out, id_vector *parents, struct str *encoding,
                               struct seen *seen, const struct header *header)
{
    struct object_id id;

    if (str_equal_c(header->key, "parent")) {
        if (!object_id_parse(&id, header->value))
            return "a parent is not an object id";
        vector_push(parents, id);
    } else if (str_equal_c(header->key, "author")) {
        if (!take_identity(&out->author, &seen->author, header->value))
            return "it has two authors";
    } else if (str_equal_c(header->key, "committer")) {
        if (!take_identity(&out->committer, &seen->committer, header->value))
            return "it has two committers";
    } else if (str_equal_c(header->key, "encoding")) {
        *encoding = header->value;
    } else if (str_equal_c(header->key, "gpgsig")) {
        out->signature = header->value;
    }
    return NULL;
}

int commit_parse(struct commit *out, const struct object_id *id, struct str bytes,
                 struct arena *arena, struct error *error)
{
    struct str rest = bytes, encoding = {0};
    struct header header;
    id_vector parents = {0};
    struct seen seen = {0};
    const char *fault;
    int status = -1;

    *out = (struct commit){.id = *id, .raw = bytes};
    if (bytes.len > LIMIT_COMMIT_SIZE) {
        error_set(error, ERROR_FAILURE, "commit %s is larger than ismslint reads",
                  object_id_hex((char[OBJECT_ID_HEX + 1]){0}, id, OBJECT_ID_HEX));
        goto out;
    }
    if (!header_next(&header, &rest) || !str_equal_c(header.key, "tree") ||
        !object_id_parse(&out->tree, header.value)) {
        malformed(error, "commit", id, "it does not begin with a tree");
        goto out;
    }
    while (header_next(&header, &rest))
        if ((fault = take_header(out, &parents, &encoding, &seen, &header)) != NULL) {
            malformed(error, "commit", id, fault);
            goto out;
        }
    out->message = body_of(rest);
    out->parent_count = parents.count;
    out->parents = arena_copy(arena, parents.items, parents.count * sizeof *parents.items);
    decode_commit(out, encoding, arena);
    status = 0;
out:
    vector_release(&parents);
    return status;
}

enum object_status commit_read(struct commit *out, struct repository *repository,
                               const struct object_id *id, struct arena *arena, struct error *error)
{
    struct str bytes;
    enum object_status status =
        repository_read(&bytes, repository, id, OBJECT_COMMIT, arena, error);

    if (status == OBJECT_FOUND && commit_parse(out, id, bytes, arena, error) != 0)
        status = OBJECT_CORRUPT;
    return status;
}

enum object_status commit_read_tree(struct object_id *tree, struct repository *repository,
                                    const struct object_id *id, struct arena *scratch,
                                    struct error *error)
{
    struct str bytes, line;
    enum object_status status =
        repository_read(&bytes, repository, id, OBJECT_COMMIT, scratch, error);

    if (status != OBJECT_FOUND)
        return status;
    if (str_split(&line, &bytes, '\n') && str_starts_with(line, STR("tree ")) &&
        object_id_parse(tree, str_slice(line, 5, line.len)))
        return OBJECT_FOUND;
    malformed(error, "commit", id, "it does not begin with a tree");
    return OBJECT_CORRUPT;
}

struct str commit_subject(const struct commit *commit, struct arena *arena)
{
    struct str rest = commit->message, line;
    struct buffer subject = {0};
    struct str copy;

    while (str_next_line(&line, &rest)) {
        line = str_trim(line);
        if (!line.len && subject.len)
            break;
        if (subject.len)
            buffer_add_char(&subject, ' ');
        buffer_add(&subject, line);
    }
    copy = arena_str(arena, buffer_str(&subject));
    buffer_release(&subject);
    return copy;
}
