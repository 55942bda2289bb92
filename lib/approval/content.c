#include "approval/content.h"

#include "approval/governing.h"
#include "approval/substance.h"
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

static struct part keep_part(const struct artifact *artifact, struct arena *arena)
{
    return (struct part){
        .kind = artifact->kind,
        .id = arena_str(arena, artifact->id),
        .is_row = artifact->is_row,
        .doubtful = artifact->untrusted || (artifact->is_row && !artifact->id.len),
        .substance = substance_digest(artifact),
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
                       struct arena *arena)
{
    content->parts = arena_alloc_array(arena, list->count, sizeof *content->parts);
    for (size_t i = 0; i < list->count; i++)
        content->parts[content->count++] = keep_part(list->items[i], arena);
    index_rows(content);
}

static void keep_governing(struct content *content, struct str path, struct str text,
                           struct content_cache *cache)
{
    struct digest substance = governing_digest(path, text, cache->scratch);

    content->parsed = true;
    content->parts = ARENA_NEW(cache->arena, struct part);
    content->parts[content->count++] =
        (struct part){.kind = &kind_configuration, .substance = substance, .whole = substance};
}

static void read_content(struct content *content, struct content_cache *cache, struct str path,
                         const struct version *version)
{
    struct artifact_list list = {0};
    struct error error = {0};
    struct str text;

    arena_reset(cache->scratch);
    if (version->mode == MODE_SUBMODULE || version->mode == MODE_SYMLINK) {
        content->readable = content->parsed = true;
        return;
    }
    if (repository_read(&text, cache->repository, &version->id, OBJECT_BLOB, cache->scratch,
                        &error) == OBJECT_FOUND) {
        content->readable = true;
        if (config_governs(&cache->head->config, path))
            keep_governing(content, path, text, cache);
        else if (model_read_content(&list, &content->parsed, cache->head, path, text,
                                    cache->scratch, &error) == 0)
            keep_parts(content, &list, cache->arena);
    }
    content->fault = arena_str(cache->arena, str_of(error.message));
    vector_release(&list);
}

const struct content *content_get(struct content_cache *cache, struct str path,
                                  const struct version *version)
{
    char hex[OBJECT_ID_HEX + 1];
    struct content *content;

    object_id_hex(hex, &version->id, OBJECT_ID_HEX);
    buffer_clear(&cache->key);
    buffer_printf(&cache->key, "%s %o %.*s", hex, version->mode, STR_ARG(path));
    content = map_get(&cache->by_key, buffer_str(&cache->key));
    if (content)
        return content;
    content = ARENA_NEW(cache->arena, struct content);
    map_put(&cache->by_key, arena_str(cache->arena, buffer_str(&cache->key)), content);
    read_content(content, cache, path, version);
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
