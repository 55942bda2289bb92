#include "model/forge.h"

static const struct forge known[] = {
    {STR_INIT("github"), STR_INIT("users.noreply.github.com"), NOREPLY_PLUS},
    {STR_INIT("gitlab"), STR_INIT("users.noreply.gitlab.com"), NOREPLY_DASH},
    {STR_INIT("codeberg"), STR_INIT("noreply.codeberg.org"), NOREPLY_PLUS},
};

enum { KNOWN = sizeof known / sizeof known[0] };

/* What runs under another name may be of either kind. */
static unsigned forms_of(struct str name)
{
    for (size_t i = 0; i < KNOWN; i++)
        if (str_equal_nocase(known[i].name, name))
            return known[i].forms;
    return NOREPLY_PLUS | NOREPLY_DASH;
}

void forges_load(struct forges *out, const struct value *list, struct arena *arena)
{
    *out = (struct forges){0};
    if (!list || list->type != VALUE_LIST)
        return;
    out->items = arena_alloc_array(arena, list->list.count, sizeof *out->items);
    VALUE_EACH_ITEM (item, list) {
        struct str name = str_trim(value_get_string(item->value, STR("name")));
        struct str noreply = str_trim(value_get_string(item->value, STR("noreply")));

        if (name.len && noreply.len)
            out->items[out->count++] = (struct forge){name, noreply, forms_of(name)};
    }
}

static bool is_replaced(const struct forges *forges, struct str name)
{
    for (size_t i = 0; forges && i < forges->count; i++)
        if (str_equal_nocase(forges->items[i].name, name))
            return true;
    return false;
}

const struct forge *forges_find(const struct forges *forges, struct str address)
{
    ptrdiff_t at = str_find(address, STR("@"), 0);
    struct str domain = str_slice(address, (size_t)at + 1, address.len);

    if (at <= 0)
        return NULL;
    for (size_t i = 0; forges && i < forges->count; i++)
        if (str_equal_nocase(forges->items[i].noreply, domain))
            return &forges->items[i];
    for (size_t i = 0; i < KNOWN; i++)
        if (str_equal_nocase(known[i].noreply, domain) && !is_replaced(forges, known[i].name))
            return &known[i];
    return NULL;
}

const struct forge *forges_at(const struct forges *forges, size_t number)
{
    if (number < forges->count)
        return &forges->items[number];
    number -= forges->count;
    for (size_t i = 0; i < KNOWN; i++)
        if (!is_replaced(forges, known[i].name) && number-- == 0)
            return &known[i];
    return NULL;
}

size_t forge_logins(struct str out[static 2], const struct forge *forge, struct str address)
{
    struct str local = str_slice(address, 0, (size_t)str_find(address, STR("@"), 0));
    size_t digits = 0, count = 0;
    char mark;

    while (digits < local.len && ascii_is_digit(local.data[digits]))
        digits++;
    mark = digits && digits + 1 < local.len ? local.data[digits] : '\0';
    if ((mark == '+' && (forge->forms & NOREPLY_PLUS)) ||
        (mark == '-' && (forge->forms & NOREPLY_DASH)))
        out[count++] = str_slice(local, digits + 1, local.len);
    if (!count || (mark == '-' && (forge->forms & NOREPLY_PLUS)))
        out[count++] = local;
    return count;
}
