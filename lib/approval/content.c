#include "approval/content.h"

#include "approval/governing_file.h"
#include "approval/reading.h"
#include "approval/substance.h"
#include "model/load.h"
#include "model/read.h"

void content_cache_init(struct content_cache *cache, struct repository *repository,
                        const struct model *head, struct arena *arena, struct arena *scratch)
{
    *cache = (struct content_cache){
        .repository = repository, .head = head, .arena = arena, .scratch = scratch};
    map_init(&cache->by_key);
    buffer_init(&cache->key);
}

void content_cache_release(struct content_cache *cache)
{
    for (size_t i = 0; i < cache->by_key.count; i++)
        map_release(&((struct content *)cache->by_key.entries[i].value)->rows);
    map_release(&cache->by_key);
    buffer_release(&cache->key);
}

static struct part keep_part(const struct artifact *artifact, const struct reading *reading,
                             struct arena *arena)
{
    return (struct part){
        .kind = artifact->kind,
        .id = arena_str(arena, artifact->id),
        .is_row = artifact->is_row,
        .doubtful = artifact->untrusted || (artifact->is_row && !artifact->id.len),
        .substance = reading_digest(reading, artifact),
        .accepted = reading_acceptance(reading, artifact),
        .whole = whole_digest(artifact),
        .version = arena_str(arena, read_text(value_get(artifact->self, STR("version")))),
    };
}

static bool same_row(const struct part *a, const struct part *b)
{
    return a->is_row && b->is_row && a->kind == b->kind && str_equal(a->id, b->id);
}

/* Of two rows with one id nobody can say which is the one that was approved. */
static void index_rows(struct content *content)
{
    for (size_t i = 0; i < content->count; i++) {
        struct part *part = &content->parts[i];
        struct part *earlier = part->is_row ? map_get(&content->rows, part->id) : NULL;

        if (part->is_row && !earlier)
            map_put(&content->rows, part->id, part);
        if (earlier && same_row(earlier, part))
            earlier->doubtful = part->doubtful = true;
    }
}

static void keep_parts(struct content *content, const struct artifact_list *list,
                       const struct reading *reading, struct arena *arena)
{
    content->parts = arena_alloc_array(arena, list->count, sizeof *content->parts);
    for (size_t i = 0; i < list->count; i++)
        content->parts[content->count++] = keep_part(list->items[i], reading, arena);
    index_rows(content);
}

static void keep_governing(struct content *content, struct str path, struct str text,
                           struct content_cache *cache)
{
    struct digest substance = governing_digest(path, text, cache->scratch);

    content->parsed = true;
    content->parts = ARENA_NEW(cache->arena, struct part);
    content->parts[content->count++] = (struct part){.kind = &kind_configuration,
                                                     .substance = substance,
                                                     .accepted = substance,
                                                     .whole = substance};
}

static int read_artifacts(struct content *content, struct content_cache *cache, struct str path,
                          struct str text, const struct config *config, struct error *error)
{
    struct artifact_list list = {0};
    struct reading reading;
    int result =
        model_read_content(&list, &content->parsed, cache->head, path, text, cache->scratch, error);

    if (result == 0)
        result = reading_begin(&reading, &list, cache->head, config, cache->scratch, error);
    if (result == 0) {
        keep_parts(content, &list, &reading, cache->arena);
        reading_end(&reading);
    }
    vector_release(&list);
    return result;
}

static void read_text_of(struct content *content, struct content_cache *cache, struct str path,
                         struct str text, const struct config *reading)
{
    struct error error = {0};

    content->readable = true;
    if (config_governs(&cache->head->config, path))
        keep_governing(content, path, text, cache);
    else if (read_artifacts(content, cache, path, text, reading, &error) < 0)
        content->fault = arena_str(cache->arena, str_of(error.message));
}

static void read_content(struct content *content, struct content_cache *cache, struct str path,
                         const struct version *version, const struct config *reading)
{
    struct error error = {0};
    struct str text;

    arena_reset(cache->scratch);
    if (version->mode == MODE_SUBMODULE || version->mode == MODE_SYMLINK)
        content->readable = content->parsed = true;
    else if (repository_read(&text, cache->repository, &version->id, OBJECT_BLOB, cache->scratch,
                             &error) == OBJECT_FOUND)
        read_text_of(content, cache, path, text, reading);
    else
        content->fault = arena_str(cache->arena, str_of(error.message));
}

/* A new content under the key that the cache's buffer holds. */
static struct content *new_content(struct content_cache *cache)
{
    struct content *content = ARENA_NEW(cache->arena, struct content);

    map_put(&cache->by_key, arena_str(cache->arena, buffer_str(&cache->key)), content);
    return content;
}

const struct content *content_get(struct content_cache *cache, struct str path,
                                  const struct version *version, const struct config *reading)
{
    char hex[OBJECT_ID_HEX + 1];
    struct content *content;

    object_id_hex(hex, &version->id, OBJECT_ID_HEX);
    buffer_clear(&cache->key);
    buffer_printf(&cache->key, "%s %o %p %.*s", hex, version->mode, (const void *)reading,
                  STR_ARG(path));
    content = map_get(&cache->by_key, buffer_str(&cache->key));
    if (!content) {
        content = new_content(cache);
        read_content(content, cache, path, version, reading);
    }
    return content;
}

const struct content *content_of_snapshot(struct content_cache *cache,
                                          const struct snapshot *snapshot, struct str path,
                                          const struct config *reading)
{
    struct error error = {0};
    struct content *content;
    struct str text;

    buffer_clear(&cache->key);
    buffer_printf(&cache->key, "snapshot %p %.*s", (const void *)reading, STR_ARG(path));
    content = map_get(&cache->by_key, buffer_str(&cache->key));
    if (content)
        return content;
    content = new_content(cache);
    arena_reset(cache->scratch);
    if (snapshot_read(&text, snapshot, snapshot_find(snapshot, path), cache->scratch, &error) == 0)
        read_text_of(content, cache, path, text, reading);
    return content;
}

/* A file that holds rows of several kinds may use an id for one of each. */
static const struct part *row_part(const struct content *content, const struct artifact *artifact)
{
    const struct part *part = map_get(&content->rows, artifact->id);

    if (!part || part->kind == artifact->kind)
        return part;
    for (size_t i = 0; i < content->count; i++)
        if (content->parts[i].is_row && content->parts[i].kind == artifact->kind &&
            str_equal(content->parts[i].id, artifact->id))
            return &content->parts[i];
    return NULL;
}

const struct part *content_part(const struct content *content, const struct artifact *artifact)
{
    const struct part *other = NULL;

    if (artifact->is_row)
        return row_part(content, artifact);
    for (size_t i = 0; i < content->count; i++) {
        const struct part *part = &content->parts[i];

        if (!part->is_row && (!artifact->kind || part->kind == artifact->kind))
            return part;
        if (!part->is_row && !other)
            other = part;
    }
    return other;
}

const struct part *content_document(const struct content *content)
{
    for (size_t i = 0; i < content->count; i++)
        if (!content->parts[i].is_row)
            return &content->parts[i];
    return NULL;
}
