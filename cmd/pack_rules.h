/* The rules that a person has: the program's, and those of the packs where they stand. */
#ifndef CMD_PACK_RULES_H
#define CMD_PACK_RULES_H

#include "cmd/command.h"
#include "rules/rules.h"

/*
 * Load the program's rules into OUT, and in a repository with a configuration the good
 * pages of its packs too. That others are left out goes to the notice; what is wrong with
 * them is for `ismslint check` to say. FRAMEWORKS (or NULL): those that the
 * configuration names; empty where it names none.
 */
int pack_rules_load(struct rules *out, struct str_list *frameworks,
                    const struct invocation *invocation, struct arena *arena, struct error *error);

#endif
