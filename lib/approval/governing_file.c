#include "approval/governing_file.h"

#include <stdlib.h>

#include "approval/context.h"
#include "base/memory.h"
#include "model/read.h"
#include "source/format.h"

static struct digest digest_of_bytes(struct str text)
{
    struct digest_state state;

    digest_init(&state);
    digest_add_field(&state, text);
    return digest_finish(&state);
}

static void add_value(struct digest_state *state, const struct value *value);

static int compare_entries(const void *a, const void *b)
{
    return str_compare((*(const struct value_entry *const *)a)->key,
                       (*(const struct value_entry *const *)b)->key);
}

/* In the order of keys. */
static void add_map(struct digest_state *state, const struct value *map)
{
    const struct value_entry **sorted = memory_zalloc(map->map.count + 1, sizeof *sorted);
    size_t count = 0;

    VALUE_EACH_ENTRY (entry, map)
        sorted[count++] = entry;
    qsort(sorted, count, sizeof *sorted, compare_entries);
    digest_add(state, STR("{"));
    for (size_t i = 0; i < count; i++) {
        digest_add_field(state, sorted[i]->key);
        add_value(state, sorted[i]->value);
    }
    digest_add(state, STR("}"));
    free((void *)sorted);
}

static void add_list(struct digest_state *state, const struct value *list)
{
    digest_add(state, STR("["));
    VALUE_EACH_ITEM (item, list)
        add_value(state, item->value);
    digest_add(state, STR("]"));
}

/*
 * Unlike a document's, every field counts: an empty list of trailers is another one than the
 * usual. Parsers stop at LIMIT_DEPTH, so the depth of the recursion is limited.
 */
static void add_value(struct digest_state *state, const struct value *value)
{
    digest_add_field(state, str_of(value_type_name(value->type)));
    if (value->type == VALUE_MAP)
        add_map(state, value);
    else if (value->type == VALUE_LIST)
        add_list(state, value);
    else
        digest_add_field(state, read_text(value));
}

/* The words of a page below its front matter. */
static void add_words(struct digest_state *state, struct str text)
{
    for (size_t i = 0, end; i < text.len; i = end) {
        for (end = i; end < text.len && !ascii_is_space(text.data[end]);)
            end++;
        if (end > i)
            digest_add_field(state, str_slice(text, i, end));
        end += end == i;
    }
}

struct digest governing_digest(struct str path, struct str text, struct arena *scratch)
{
    struct source *source = ARENA_NEW(scratch, struct source);
    struct document document = {0};
    struct digest_state state;
    struct sink sink;
    bool good;

    sink_init(&sink, scratch);
    source_init(source, path, text, scratch);
    good = document_read(&document, source, scratch, &sink) == 0 && !sink.diagnostics.count;
    sink_release(&sink);
    if (!good || !document.value)
        return digest_of_bytes(text);
    digest_init(&state);
    add_value(&state, document.value);
    if (document.format == FORMAT_MARKDOWN)
        add_words(&state, value_get_string(document.markdown.text, STR("body")));
    return digest_finish(&state);
}

struct digest governing_digest_now(struct approvals *approvals, struct str path)
{
    struct snapshot_entry *entry = snapshot_find(approvals->snapshot, path);
    struct error error;
    struct str text;

    arena_reset(&approvals->scratch);
    if (!entry || snapshot_read(&text, approvals->snapshot, entry, &approvals->scratch, &error) < 0)
        return digest_of_bytes((struct str){0});
    return governing_digest(path, text, &approvals->scratch);
}

struct artifact *governing_artifact(struct arena *arena, struct str path)
{
    struct artifact *artifact = ARENA_NEW(arena, struct artifact);

    artifact->file = ARENA_NEW(arena, struct model_file);
    artifact->file->path = path;
    artifact->kind = (struct kind *)(uintptr_t)&kind_configuration;
    artifact->number = SIZE_MAX;
    return artifact;
}
