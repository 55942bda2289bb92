/* Squashes by a forge, whose reviews stand in the forge: said once, beside each missing approval.
 */
#ifndef APPROVAL_REPORT_SQUASHES_H
#define APPROVAL_REPORT_SQUASHES_H

#include "approval/approval.h"

/*
 * If landings for which no approval was found are squashes by a forge, report how many. Of the
 * artifacts that have been judged.
 */
void report_squashes(struct approvals *approvals, struct sink *sink);

#endif
