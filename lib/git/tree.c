#include "git/tree.h"

#include <string.h>

/* Octal digits up to a space; 0 for anything else. */
static uint32_t cut_mode(struct str *rest)
{
    uint32_t mode = 0;
    size_t i = 0;

    while (i < rest->len && i < 7 && rest->data[i] >= '0' && rest->data[i] <= '7')
        mode = mode << 3 | (uint32_t)(rest->data[i++] - '0');
    if (i == 0 || i >= rest->len || rest->data[i] != ' ')
        return 0;
    *rest = str_slice(*rest, i + 1, rest->len);
    return mode;
}

int tree_next(struct tree_entry *entry, struct str *rest)
{
    const char *nul;
    size_t name_len;

    if (!rest->len)
        return 0;
    entry->mode = cut_mode(rest);
    nul = entry->mode ? memchr(rest->data, '\0', rest->len) : NULL;
    if (!nul || nul == rest->data)
        return -1;
    name_len = (size_t)(nul - rest->data);
    if (rest->len - name_len - 1 < OBJECT_ID_SIZE || memchr(rest->data, '/', name_len))
        return -1;
    entry->mode = file_mode_canonical(entry->mode);
    entry->name = (struct str){rest->data, name_len};
    entry->id = (const uint8_t *)nul + 1;
    rest->data = nul + 1 + OBJECT_ID_SIZE;
    rest->len -= name_len + 1 + OBJECT_ID_SIZE;
    return 1;
}

int tree_compare(const struct tree_entry *a, const struct tree_entry *b)
{
    size_t shorter = a->name.len < b->name.len ? a->name.len : b->name.len;
    int order = memcmp(a->name.data, b->name.data, shorter);
    unsigned char end_a, end_b;

    if (order)
        return order;
    end_a = a->name.len > shorter ? (unsigned char)a->name.data[shorter]
                                  : (a->mode == MODE_FOLDER ? '/' : 0);
    end_b = b->name.len > shorter ? (unsigned char)b->name.data[shorter]
                                  : (b->mode == MODE_FOLDER ? '/' : 0);
    return end_a - end_b;
}

bool tree_ascends(const struct tree_entry *before, const struct tree_entry *entry)
{
    return !before->mode ||
           (tree_compare(before, entry) < 0 && !str_equal(before->name, entry->name));
}

bool tree_is_sound(struct str bytes)
{
    struct tree_entry last = {0}, entry;
    int more;

    while ((more = tree_next(&entry, &bytes)) > 0) {
        if (!tree_ascends(&last, &entry))
            return false;
        last = entry;
    }
    return more == 0;
}

bool tree_name_is_unsafe(struct str name)
{
    return str_equal(name, STR(".")) || str_equal(name, STR("..")) ||
           str_equal_nocase(name, STR(".git"));
}
