/*
 * The linter: an ISMS in, judged findings out.
 * It prints nothing and decides nothing about exit statuses; the commands do.
 */
#ifndef RULES_LINT_H
#define RULES_LINT_H

#include "isms/isms.h"
#include "rules/finding.h"
#include "rules/rules.h"

struct lint_options {
    const char *const *only_rules; /* ids; findings of other rules are not made */
    size_t only_rule_count;        /* 0: every rule */
    const char *const *paths;      /* files or folders, relative to where the repository was opened;
                                      they narrow what is reported, not what is known */
    size_t path_count;             /* 0: everything */
    bool no_waivers;               /* show what waivers hide */
    bool catalogue;                /* list the rules and the files with artifacts, too */
    /* With what the tree is compared: where it leaves the ISMS of one alone, nothing is judged.
       NULL: with nothing. */
    const struct object_ids *bases;
};

/*
 * Judge ISMS, which is open, by RULES, those of the program, and by those of its packs. The texts
 * and sources of *OUT live in ISMS's arena; its vectors are freed by lint_result_release, which is
 * safe after a failure too. Returns 0, or -1 with ERROR_USAGE (unknown rule or path) or
 * ERROR_FAILURE (unreadable objects).
 */
int lint_isms(struct lint_result *out, struct isms *isms, const struct rules *rules,
              const struct lint_options *options, struct error *error);

#endif
