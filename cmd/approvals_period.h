/* The period that the options of `ismslint approvals` ask for. */
#ifndef CMD_APPROVALS_PERIOD_H
#define CMD_APPROVALS_PERIOD_H

#include "cmd/scene.h"
#include "report/period.h"

/* Find it, and draw. Returns -1 with ERROR_USAGE for a request that says nothing. */
int period_find(struct period *out, struct scene *scene, const struct period_request *request,
                struct error *error);

#endif
