/* Does the configuration agree with the register of evidence, and with itself? */
#ifndef MODEL_EVIDENCE_CHECK_H
#define MODEL_EVIDENCE_CHECK_H

#include "model/model.h"

/*
 * Report to SINK, of a model whose artifacts are indexed: a compensating control
 * of `approvals.self_approval` that the register of evidence does not have
 * (config-unknown-evidence; not where the register could not be read whole), and
 * one beside `profile: strict` or `independence: strict`, which accept no
 * self-approval (config-self-approval).
 */
void evidence_check(const struct model *model, struct sink *sink);

#endif
