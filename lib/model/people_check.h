/* Does the register of people agree with itself, and the configuration with it? */
#ifndef MODEL_PEOPLE_CHECK_H
#define MODEL_PEOPLE_CHECK_H

#include "model/model.h"

/*
 * Report to SINK, of a model whose artifacts are indexed: addresses and logins
 * that two people claim (people-ambiguous), spans of time that end before they
 * begin (people-validity), roles of people that the register of roles lacks
 * (people-unknown-role), and roles of `approvals.required` that neither has
 * (config-unknown-role). Where a register could not be read whole, its absences
 * are not reported.
 */
void people_check(const struct model *model, struct sink *sink);

#endif
