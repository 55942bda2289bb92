#include "cmd/pack_rules.h"

#include "isms/isms.h"
#include "model/read.h"
#include "source/yaml.h"

/* The configuration in SNAPSHOT, or NULL. */
static const struct value *configuration(const struct snapshot *snapshot, struct arena *arena,
                                         struct sink *sink)
{
    struct snapshot_entry *entry = snapshot_find(snapshot, STR(CONFIG_NAME));
    struct source *source = ARENA_NEW(arena, struct source);
    struct value *root = NULL;
    struct error ignored;
    struct str text;

    if (!entry || snapshot_read(&text, snapshot, entry, arena, &ignored) < 0)
        return NULL;
    source_init(source, entry->path, text, arena);
    yaml_read(&root, source, arena, sink);
    return root;
}

/* What the configuration adds: rules of packs to OUT, and names to FRAMEWORKS if not NULL.
 * Returns false if not all of the packs could be read. */
static bool load_packs(struct rules *out, struct str_list *frameworks,
                       const struct snapshot *snapshot, struct arena *arena)
{
    struct sink sink;
    const struct value *root;
    struct str_list packs;
    struct error ignored;
    bool whole = true;

    sink_init(&sink, arena);
    root = configuration(snapshot, arena, &sink);
    packs = read_strings(root, STR("packs"), arena);
    if (frameworks)
        *frameworks = read_strings(root, STR("frameworks"), arena);
    for (size_t i = 0; i < packs.count; i++)
        if (rules_load_pack(out, packs.items[i], snapshot, &sink, &ignored) < 0)
            whole = false;
    whole = whole && sink.diagnostics.count == 0;
    sink_release(&sink);
    return whole;
}

int pack_rules_load(struct rules *out, struct str_list *frameworks,
                    const struct invocation *invocation, struct arena *arena, struct error *error)
{
    const struct isms_options options = {0};
    struct repository *repository = NULL;
    struct isms isms = {0};
    struct error ignored;

    if (rules_load(out, arena, error) < 0)
        return -1;
    if (repository_open(&repository, invocation->directory, &ignored) == 0 &&
        isms_take(&isms, NULL, repository, &options, arena, &ignored) == 0 &&
        !load_packs(out, frameworks, &isms.snapshot, arena))
        buffer_add_c(invocation->notice,
                     "ismslint: cannot read some rules of the packs; run `ismslint check`\n");
    isms_close(&isms);
    repository_free(repository);
    return 0;
}
