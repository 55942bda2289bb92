#include "approval/reading.h"

#include <stdlib.h>

#include "approval/substance.h"
#include "model/load.h"
#include "model/mapping_apply.h"

static int compare_spans(const struct artifact *a, const struct artifact *b)
{
    if (a->is_row != b->is_row)
        return a->is_row ? 1 : -1;
    return a->is_row ? (a->span.start > b->span.start) - (a->span.start < b->span.start) : 0;
}

static int compare_places(const void *a, const void *b)
{
    return compare_spans(*(const struct artifact *const *)a, *(const struct artifact *const *)b);
}

int reading_begin(struct reading *out, const struct artifact_list *now, const struct model *head,
                  const struct config *config, struct arena *arena, struct error *error)
{
    *out = (struct reading){.arena = arena, .asked = config && now->count};
    if (!out->asked)
        return 0;
    if (model_read_again(&out->then, head, config, now->items[0]->file, arena, error) < 0)
        return -1;
    if (out->then.count)
        qsort(out->then.items, out->then.count, sizeof *out->then.items, compare_places);
    return 0;
}

void reading_end(struct reading *reading)
{
    vector_release(&reading->then);
}

/* The first in the list that stands where ARTIFACT does, or behind. */
static size_t first_at(const struct artifact_list *list, const struct artifact *artifact)
{
    size_t low = 0, high = list->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_spans(list->items[middle], artifact) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* What no configuration read at that time: by its kind's own names. */
static struct artifact without_mapping(const struct artifact *artifact, struct arena *arena)
{
    const struct mapping_input input = {artifact->raw, artifact->span};
    const struct binding binding = artifact->is_textual ? binding_of_cells(artifact->kind, NULL)
                                                        : binding_of_data(artifact->kind, NULL);
    struct artifact plain = *artifact;
    struct sink sink;

    sink_init(&sink, arena);
    plain.mapping = NULL;
    plain.self = mapping_apply(&plain.has_strays, &input, &binding, arena, &sink);
    sink_release(&sink);
    return plain;
}

static void add_digest(struct digest_state *state, struct digest digest)
{
    digest_add(state, (struct str){(const char *)digest.bytes, sizeof digest.bytes});
}

/* What an artifact says by the head's mappings, and by those of then. */
struct digests {
    struct digest (*now)(const struct artifact *artifact);
    struct digest (*then)(const struct artifact *artifact, const struct artifact *now);
};

static struct digest digest_twice(const struct reading *reading, const struct artifact *artifact,
                                  struct digests make)
{
    struct digest now = make.now(artifact);
    size_t first = first_at(&reading->then, artifact), i;
    struct artifact plain;
    struct digest_state state;

    if (!reading->asked)
        return now;
    digest_init(&state);
    add_digest(&state, now);
    for (i = first; i < reading->then.count; i++) {
        if (compare_spans(reading->then.items[i], artifact) != 0)
            break;
        add_digest(&state, make.then(reading->then.items[i], artifact));
    }
    if (i == first) {
        plain = without_mapping(artifact, reading->arena);
        add_digest(&state, make.then(&plain, artifact));
    }
    return digest_finish(&state);
}

struct digest reading_digest(const struct reading *reading, const struct artifact *artifact)
{
    return digest_twice(reading, artifact,
                        (struct digests){substance_digest, substance_digest_then});
}

static struct digest acceptance_then(const struct artifact *artifact, const struct artifact *now)
{
    (void)now;
    return acceptance_digest(artifact);
}

struct digest reading_acceptance(const struct reading *reading, const struct artifact *artifact)
{
    return digest_twice(reading, artifact, (struct digests){acceptance_digest, acceptance_then});
}
