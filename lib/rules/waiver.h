/*
 * Waivers (design.md, section 11): an entry of the exceptions register that names a rule and a
 * place lets its findings pass, once it has landed, approved by somebody authorized who did not
 * ask for it, until its last day. A comment beside the text says where it applies.
 */
#ifndef RULES_WAIVER_H
#define RULES_WAIVER_H

#include "isms/isms.h"
#include "rules/collector.h"
#include "rules/rules.h"

struct waiver_question {
    struct isms *isms; /* judged: its approvals are ready */
    const struct rules *rules;
    struct str_list only; /* the rules that were judged; none: all */
    bool whole;           /* no path narrows: what covers nothing is unused */
    bool hidden;          /* report what is wrong with waivers, and let none count */
};

/*
 * Let waivers change the verdicts of the findings that COLLECTOR has, and add findings about
 * waivers: waiver-invalid, waiver-expired, waiver-unused.
 */
void waivers_apply(const struct waiver_question *question, struct collector *collector);

#endif
