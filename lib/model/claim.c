#include "model/claim.h"

#include "model/mapping.h"

/* Does the configuration say where artifacts of KIND are? Then the default globs are silent. */
static bool is_configured(const struct config *config, const struct kind *kind)
{
    for (size_t i = 0; i < config->mapping_count; i++)
        if (config->mappings[i].kind == kind)
            return true;
    return false;
}

struct claim claim_of(const struct config *config, struct kind *kind, struct str path)
{
    struct claim claim = {.kind = kind};

    for (size_t i = 0; i < config->mapping_count && !claim.holds; i++) {
        const struct mapping *mapping = &config->mappings[i];

        if (mapping->kind == kind && mapping_means(mapping, kind, path)) {
            claim.holds = true;
            claim.mapping = mapping;
        }
    }
    if (!claim.holds && !is_configured(config, kind)) {
        claim.holds = mapping_means(NULL, kind, path);
        claim.shared = claim.holds && !globs_match(kind->files, path);
    }
    return claim;
}

struct claims claims_of(const struct config *config, const struct kinds *kinds, struct str path)
{
    return (struct claims){.config = config,
                           .kinds = kinds,
                           .path = path,
                           .candidates = glob_index_find(&config->claims, path)};
}

struct kind *claims_candidate(struct claims *claims)
{
    if (!glob_candidates_next(&claims->candidates, &claims->config->claims, &claims->next))
        return NULL;
    return &claims->kinds->items[claims->next++];
}

bool claims_next(struct claim *out, struct claims *claims)
{
    struct kind *kind;

    while ((kind = claims_candidate(claims))) {
        *out = claim_of(claims->config, kind, claims->path);
        if (out->holds)
            return true;
    }
    return false;
}
