#include "git/path_set.h"

#include <string.h>

static struct path_node *new_node(struct path_set *set, struct path_node *parent, struct str name)
{
    struct path_node *node = ARENA_NEW(set->arena, struct path_node);

    node->parent = parent;
    node->name = arena_str(set->arena, name);
    map_init(&node->children);
    node->next = set->newest;
    set->newest = node;
    if (parent)
        map_put(&parent->children, node->name, node);
    return node;
}

void path_set_init(struct path_set *set, struct arena *arena)
{
    *set = (struct path_set){.arena = arena};
    set->root = new_node(set, NULL, (struct str){0});
}

void path_set_filter(struct path_set *set, bool (*wants)(void *context, struct str path),
                     void *context)
{
    set->wants = wants;
    set->context = context;
}

void path_set_release(struct path_set *set)
{
    for (struct path_node *node = set->newest; node; node = node->next)
        map_release(&node->children);
    arena_release(&set->scratch);
    *set = (struct path_set){0};
}

struct path_node *path_set_add(struct path_set *set, struct str path)
{
    struct path_node *node = set->root;
    struct str name;

    while (str_split(&name, &path, '/')) {
        struct path_node *child = map_get(&node->children, name);

        node = child ? child : new_node(set, node, name);
    }
    return node;
}

struct path_node *path_set_find(const struct path_set *set, struct str path)
{
    struct path_node *node = set->root;
    struct str name;

    while (node && str_split(&name, &path, '/'))
        node = map_get(&node->children, name);
    return node;
}

struct path_node *path_set_discover(struct path_set *set, struct path_node *parent, struct str name,
                                    bool is_folder)
{
    struct path_node path = {.parent = parent, .name = name}, *node;

    arena_reset(&set->scratch);
    if (!is_folder && !set->wants(set->context, path_node_path(&path, &set->scratch)))
        return NULL;
    node = new_node(set, parent, name);
    if (!is_folder)
        path_node_open(node);
    return node;
}

void path_node_open(struct path_node *node)
{
    if (node->wanted)
        return;
    node->wanted = true;
    for (; node; node = node->parent)
        node->open++;
}

void path_node_close(struct path_node *node)
{
    if (!node->wanted)
        return;
    node->wanted = false;
    for (; node; node = node->parent)
        node->open--;
}

bool path_set_is_open(const struct path_set *set, const struct path_node *node)
{
    return set->wants || node->open > 0;
}

bool path_set_wants(struct path_set *set, struct path_node *node)
{
    if (node->wanted || !set->wants || node->data)
        return node->wanted;
    arena_reset(&set->scratch);
    if (set->wants(set->context, path_node_path(node, &set->scratch)))
        path_node_open(node);
    return node->wanted;
}

struct str path_node_path(const struct path_node *node, struct arena *arena)
{
    size_t length = 0;
    char *path;
    size_t at;

    for (const struct path_node *step = node; step->parent; step = step->parent)
        length += step->name.len + 1;
    length -= length > 0; /* no '/' in front of the first segment */
    path = arena_alloc(arena, length + 1);
    at = length;
    for (const struct path_node *step = node; step->parent; step = step->parent) {
        at -= step->name.len;
        memcpy(path + at, step->name.data, step->name.len);
        if (at > 0)
            path[--at] = '/';
    }
    return (struct str){path, length};
}
