/* The parts of a rule's page, as slices of it. */
#ifndef REPORT_RULE_PAGE_H
#define REPORT_RULE_PAGE_H

#include "base/str.h"

/* PAGE up to its tests. */
struct str rule_page_without_tests(struct str page);
/* PAGE without its front matter. */
struct str rule_page_body(struct str page);
/* Its first paragraph, or nothing. */
struct str rule_page_summary(struct str page);

#endif
