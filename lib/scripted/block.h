/*
 * What the blocks of a scripted repository that are written in YAML share: the
 * map of their keys, and faults that name the page's line. Private to lib/scripted.
 */
#ifndef SCRIPTED_BLOCK_H
#define SCRIPTED_BLOCK_H

#include "base/arena.h"
#include "base/error.h"
#include "git/replay.h"
#include "source/markdown.h"
#include "value/value.h"

/* A block while it is read. */
struct scripted_block {
    const char *name;                   /* "commit" */
    struct str path;                    /* of the page */
    const struct markdown_block *fence; /* in the page */
    struct source *source;              /* the block's text alone */
    struct arena *arena;
    struct error *error;
};

void scripted_block_init(struct scripted_block *out, const char *name, struct str path,
                         const struct markdown_block *fence, struct arena *arena,
                         struct error *error);

/* Note in STEP where BLOCK, which it comes from, begins. */
void scripted_block_place(struct replay_step *step, const struct markdown_block *block);

/* Read the YAML. *MAP is its map, or NULL if the block is empty. 0, or -1 with the fault. */
int scripted_block_read(const struct value **map, struct scripted_block *block);

/* Say WHAT is wrong with the text at SPAN: "PATH:LINE: WHAT `DETAIL`"; returns -1. */
int scripted_block_fault(const struct scripted_block *block, struct span span, const char *what,
                         struct str detail);
/* The same of a key that there is none of; NEAREST may be empty. */
int scripted_block_unknown(const struct scripted_block *block, const struct value_entry *entry,
                           struct str nearest);

/* VALUE must be a string, or a bool. */
int scripted_block_string(const struct scripted_block *block, const struct value *value,
                          struct str *out);
int scripted_block_bool(const struct scripted_block *block, const struct value *value, bool *out);
/* A string or a list of strings. */
int scripted_block_strings(const struct scripted_block *block, const struct value *value,
                           struct str_list *out);
/* VALUE must be a map; WHAT is the fault if it is none: "this should be {OLD: NEW}:". */
int scripted_block_map(const struct scripted_block *block, const struct value *value,
                       const char *what);

/* One or several: how many things VALUE stands for (a list's items, or one), and each of them. */
size_t scripted_block_count(const struct value *value);
const struct value *scripted_block_thing(const struct value *value, size_t index);

#endif
