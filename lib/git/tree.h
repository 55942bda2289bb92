/* The raw bytes of a tree object, entry by entry: "MODE NAME\0ID" each, sorted as git sorts. */
#ifndef GIT_TREE_H
#define GIT_TREE_H

#include "git/object_id.h"

struct tree_entry {
    uint32_t mode; /* canonical */
    struct str name;
    const uint8_t *id; /* OBJECT_ID_SIZE bytes, not aligned */
};

/*
 * Cut the next entry off *REST. Returns 1, 0 at the end, -1 if the bytes are no
 * tree (a bad mode, a name that is empty or has a '/', a cut-off id).
 */
int tree_next(struct tree_entry *entry, struct str *rest);

/* The order of trees: a folder compares as if its name ended in '/'. */
int tree_compare(const struct tree_entry *a, const struct tree_entry *b);

/*
 * May ENTRY stand behind BEFORE (mode 0: there is none)? In a sound tree each name stands
 * once, in order; of others git itself reads now one entry and now the other.
 */
bool tree_ascends(const struct tree_entry *before, const struct tree_entry *entry);
/* Can all of BYTES be cut, into entries that ascend? */
bool tree_is_sound(struct str bytes);

/* Names that no checkout may create: ".", "..", ".git" in any case. */
bool tree_name_is_unsafe(struct str name);

#endif
