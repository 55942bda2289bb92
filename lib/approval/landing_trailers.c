#include "approval/landing_trailers.h"

#include "approval/context.h"

const struct trailers *landing_trailers(struct approvals *approvals, const struct frame *frame,
                                        const struct commit_facts *landing)
{
    bool by_robot = landing->has_tail && landing->parent_count < 2 &&
                    who_by_email(approvals, frame, landing->committer.email).robot;

    return by_robot ? &landing->above_tail : &landing->trailers;
}
