#include "isms/knowledge.h"

int knowledge_init(struct knowledge *out, struct arena *arena, struct error *error)
{
    *out = (struct knowledge){.arena = arena};
    if (kinds_load(&out->kinds, arena, error) < 0)
        return -1;
    return catalogs_load(&out->catalogs, arena, error);
}

void knowledge_release(struct knowledge *knowledge)
{
    kinds_release(&knowledge->kinds);
    catalogs_release(&knowledge->catalogs);
}

int knowledge_need_language(struct knowledge *knowledge, struct error *error)
{
    if (knowledge->language.environment)
        return 0;
    return language_init(&knowledge->language, knowledge->arena, &knowledge->kinds, error);
}
