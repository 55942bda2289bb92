#include "git/mailmap.h"

#include <stdlib.h>

#include "base/memory.h"
#include "git/libgit2.h"

struct mailmap {
    git_mailmap *lines; /* NULL: there are none that can be read */
};

struct mailmap *mailmap_new(struct str text)
{
    struct mailmap *mailmap = memory_zalloc(1, sizeof *mailmap);

    libgit2_start();
    if (git_mailmap_from_buffer(&mailmap->lines, text.data ? text.data : "", text.len) != 0)
        mailmap->lines = NULL;
    return mailmap;
}

void mailmap_free(struct mailmap *mailmap)
{
    if (!mailmap)
        return;
    git_mailmap_free(mailmap->lines);
    free(mailmap);
    git_libgit2_shutdown();
}

/* Look EMAIL up as it is written; returns whether a line is there. */
static bool look_up(struct identity *out, const struct mailmap *mailmap, struct str name,
                    struct str email, struct arena *arena)
{
    const char *real_name = name.data, *real_email = email.data;

    if (!mailmap->lines ||
        git_mailmap_resolve(&real_name, &real_email, mailmap->lines, name.data, email.data) != 0 ||
        (real_name == name.data && real_email == email.data))
        return false;
    out->name = arena_str(arena, str_of(real_name));
    out->email = arena_str(arena, str_of(real_email));
    return true;
}

static struct str lower(struct str s, struct arena *arena)
{
    char *copy = arena_alloc(arena, s.len + 1);

    for (size_t i = 0; i < s.len; i++)
        copy[i] = ascii_lower(s.data[i]);
    return (struct str){copy, s.len};
}

bool mailmap_resolve(struct identity *out, const struct mailmap *mailmap,
                     const struct identity *who, struct arena *arena)
{
    struct str name = arena_str(arena, who->name), email = arena_str(arena, who->email);
    struct str lowered = lower(email, arena);

    *out = *who;
    /* git ignores the case of addresses; libgit2 1.5 does not: lines have them in lower case. */
    if (!look_up(out, mailmap, name, email, arena) && look_up(out, mailmap, name, lowered, arena) &&
        str_equal(out->email, lowered))
        out->email = who->email;
    return !str_equal(out->name, who->name) || !str_equal(out->email, who->email);
}
