#include "approval/keys.h"

#include "approval/context.h"
#include "base/clock.h"

/* The keys of one frame, and the programs that verify with them. */
struct key_ring {
    struct signing_key *keys;
    const struct person **owners; /* parallel to keys */
    size_t count;
    struct signature_verifier *verifier;
};

void key_rings_init(struct key_rings *rings)
{
    map_init(&rings->by_frame);
    map_init(&rings->by_commit);
}

void key_rings_release(struct key_rings *rings)
{
    for (size_t i = 0; i < rings->by_frame.count; i++)
        signature_verifier_free(((struct key_ring *)rings->by_frame.entries[i].value)->verifier);
    map_release(&rings->by_frame);
    map_release(&rings->by_commit);
}

/* ---- the ring of a frame ---- */

/* The first second of a day; what is no day stays what it is. */
static int64_t start_of(const struct zone *zone, int64_t day)
{
    return day == INT64_MIN || day == INT64_MAX ? day : zone_day_begin(zone, day);
}

static int64_t end_of(const struct zone *zone, int64_t day)
{
    return day == INT64_MIN || day == INT64_MAX ? day : zone_day_end(zone, day);
}

/* A key that stands in a file of the repository, as the frame had it. */
static struct str key_file(struct approvals *approvals, const struct frame *frame, struct str path)
{
    const struct snapshot_entry *entry = snapshot_find(frame->model.snapshot, path);
    struct error error;
    struct str text = {0};

    if (entry)
        repository_read(&text, approvals->repository, &entry->id, OBJECT_BLOB, approvals->arena,
                        &error);
    return text;
}

static bool add_key(struct key_ring *ring, struct approvals *approvals, const struct frame *frame,
                    const struct person *person, const struct person_key *key)
{
    struct signing_key *added = &ring->keys[ring->count];
    const struct zone *zone = &approvals->head->config.zone;
    struct str text = key->file.len ? key_file(approvals, frame, key->file) : key->key;
    bool openpgp = str_equal_c(key->type, "openpgp");

    *added = (struct signing_key){
        .format = openpgp ? SIGNATURE_OPENPGP : SIGNATURE_SSH,
        .owner = person->name,
        .key = openpgp ? text : str_trim(text), /* it may be binary, and every byte count */
        .from = start_of(zone, key->validity.from),
        .until = end_of(zone, key->validity.until),
        .revoked = start_of(zone, key->revoked),
        .zone = zone,
        .holder = person,
    };
    ring->owners[ring->count] = person;
    /* A first day that cannot be read must not become "since ever". */
    return added->key.len && key->validity.from != INT64_MAX;
}

static struct key_ring *make_ring(struct approvals *approvals, const struct frame *frame)
{
    const struct people *people = &frame->model.people;
    struct key_ring *ring = ARENA_NEW(approvals->arena, struct key_ring);
    size_t count = 0;

    for (size_t i = 0; i < people->count; i++)
        count += people->items[i].key_count;
    ring->keys = arena_alloc_array(approvals->arena, count, sizeof *ring->keys);
    ring->owners = arena_alloc_array(approvals->arena, count, sizeof *ring->owners);
    for (size_t i = 0; i < people->count; i++)
        for (size_t k = 0; k < people->items[i].key_count; k++)
            ring->count +=
                add_key(ring, approvals, frame, &people->items[i], &people->items[i].keys[k]);
    ring->verifier = signature_verifier_new(ring->keys, ring->count);
    return ring;
}

static const struct key_ring *ring_of(struct approvals *approvals, const struct frame *frame)
{
    struct str key = {arena_copy(approvals->arena, &frame, sizeof frame), sizeof frame};
    struct key_ring *ring = map_get(&approvals->rings.by_frame, key);

    if (!ring) {
        ring = make_ring(approvals, frame);
        map_put(&approvals->rings.by_frame, key, ring);
    }
    return ring;
}

/* ---- verifying ---- */

void keys_verify(struct signer *out, struct approvals *approvals, const struct frame *frame,
                 const struct signature *signature, const char *purpose, int64_t when)
{
    const struct key_ring *ring = ring_of(approvals, frame);
    struct signature_result result;

    signature_verify(&result, ring->verifier, signature, purpose, when, approvals->arena);
    *out = (struct signer){.verdict = result.verdict, .made = result.made, .reason = result.reason};
    if (!result.key)
        return;
    const struct person *owner = ring->owners[result.key - ring->keys];

    out->who =
        (struct who){.id = owner->id, .robot = owner->robot, .person = owner, .title = owner->name};
    out->vouches = owner->vouches;
}

bool signer_is_unclear(const struct signer *signer)
{
    return signer->verdict == VERDICT_UNKNOWN_KEY || signer->verdict == VERDICT_SHARED_KEY ||
           signer->verdict == VERDICT_UNSUPPORTED || signer->verdict == VERDICT_NOT_RUN;
}

static struct str signer_key(struct approvals *approvals, const struct frame *frame,
                             const struct object_id *commit, int64_t when)
{
    char hex[OBJECT_ID_HEX + 1];

    return arena_printf(approvals->arena, "%p %s %lld", (const void *)frame,
                        object_id_hex(hex, commit, OBJECT_ID_HEX), (long long)when);
}

static void verify_commit(struct signer *out, struct approvals *approvals,
                          const struct frame *frame, const struct object_id *id, int64_t when)
{
    struct signature signature;
    struct commit commit;
    struct error error;

    arena_reset(&approvals->scratch);
    out->verdict = VERDICT_NOT_RUN;
    if (commit_read(&commit, approvals->repository, id, &approvals->scratch, &error) !=
        OBJECT_FOUND)
        return;
    signature_of_commit(&signature, &commit, &approvals->scratch);
    keys_verify(out, approvals, frame, &signature, "git", when);
}

const struct signer *keys_commit_signer(struct approvals *approvals, const struct frame *frame,
                                        const struct object_id *commit, int64_t when)
{
    struct str key = signer_key(approvals, frame, commit, when);
    struct signer *signer = map_get(&approvals->rings.by_commit, key);

    if (signer)
        return signer;
    signer = ARENA_NEW(approvals->arena, struct signer);
    map_put(&approvals->rings.by_commit, key, signer);
    verify_commit(signer, approvals, frame, commit, when);
    return signer;
}

const struct signer *keys_landing_signer(struct approvals *approvals, const struct frame *frame,
                                         const struct mainline_commit *landing)
{
    return keys_commit_signer(approvals, frame, &landing->id, landing->time_not_before);
}
