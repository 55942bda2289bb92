#include "cmd/pack_rules.h"

#include "isms/isms.h"
#include "source/yaml.h"

/* The folders under `packs:` of the configuration in SNAPSHOT. */
static struct value *pack_folders(const struct snapshot *snapshot, struct arena *arena,
                                  struct sink *sink)
{
    const struct snapshot_entry *entry = snapshot_find(snapshot, STR(CONFIG_NAME));
    struct source *source = ARENA_NEW(arena, struct source);
    struct value *root = NULL, *packs;
    struct error ignored;
    struct str text;

    if (!entry || snapshot_read(&text, snapshot, entry, arena, &ignored) < 0)
        return NULL;
    source_init(source, entry->path, text, arena);
    yaml_read(&root, source, arena, sink);
    packs = value_get(root, STR("packs"));
    return packs && packs->type == VALUE_LIST ? packs : NULL;
}

/* Returns false if not all of them could be read. */
static bool load_packs(struct rules *out, const struct snapshot *snapshot, struct arena *arena)
{
    struct sink sink;
    struct value *folders;
    struct error ignored;
    bool whole = true;

    sink_init(&sink, arena);
    folders = pack_folders(snapshot, arena, &sink);
    if (folders)
        VALUE_EACH_ITEM (item, folders)
            if (item->value->type == VALUE_STRING &&
                rules_load_pack(out, item->value->string, snapshot, &sink, &ignored) < 0)
                whole = false;
    whole = whole && sink.diagnostics.count == 0;
    sink_release(&sink);
    return whole;
}

int pack_rules_load(struct rules *out, const struct invocation *invocation, struct arena *arena,
                    struct error *error)
{
    const struct isms_options options = {0};
    struct repository *repository = NULL;
    struct isms isms = {0};
    struct error ignored;

    if (rules_load(out, arena, error) < 0)
        return -1;
    if (repository_open(&repository, invocation->directory, &ignored) == 0 &&
        isms_take(&isms, NULL, repository, &options, arena, &ignored) == 0 &&
        !load_packs(out, &isms.snapshot, arena))
        buffer_add_c(
            invocation->notice,
            "ismslint: some rules of the packs cannot be read; `ismslint check` says why\n");
    isms_close(&isms);
    repository_free(repository);
    return 0;
}
