/*
 * The frame of a judgement: people, roles, keys and the configuration of
 * approvals as they stood at one commit of the mainline. Frames change only
 * where a file of the people register or the configuration changed, so a few
 * of them serve thousands of landings.
 */
#ifndef APPROVAL_FRAME_H
#define APPROVAL_FRAME_H

#include "approval/file_versions.h"
#include "base/map.h"
#include "model/model.h"

struct approvals;

struct frame {
    struct object_id commit; /* that began it; zero: before the first commit */
    struct model model;      /* people and configuration alone */
    const struct config *config;
    /* What reads the registers: the same, or one before it that can be read; NULL: unknown. */
    const struct config *mapping;
    /*
     * What else reads documents: a date is one of review only if the mappings of that day say so
     * too. NULL: the head's mappings are the same.
     */
    const struct config *reading;
    bool has_people;   /* there is a register of people */
    bool unconfigured; /* the configuration cannot be read: what it asked for is unknown */
    struct str fault;  /* why the register or the configuration cannot be read, or empty */
};

struct frames {
    struct file_versions versions;          /* the files that they are made of */
    struct frame **made;                    /* parallel to its changes; NULL: not yet */
    struct frame *empty;                    /* before the first change */
    VECTOR(const struct config *) readings; /* different ones, none like the head's */
    bool has_register;
    size_t first_register; /* position of the commit that brought the first register */
};

/* Is PATH the configuration, or a file that may hold people, robots, roles, assignments? */
bool frame_wants(const struct approvals *approvals, struct str path);

/* A configuration that stands outside of the repository (--config) governs every landing. */
bool frame_config_is_outer(const struct approvals *approvals);

/* After the walk: find the positions at which frames begin. */
void frames_init(struct approvals *approvals);
void frames_release(struct frames *frames);

/* As it stood after the mainline's commit at POSITION (its own changes included). */
const struct frame *frame_after(struct approvals *approvals, size_t position);

/*
 * The frame that judges what landed at POSITION: as it stood before it, or what
 * landed there too if that brought the first register.
 */
const struct frame *frame_of_assessment(struct approvals *approvals, size_t position);

/* The frame that judges what lands next. */
const struct frame *frame_next(struct approvals *approvals);

/* The register as the mainline's head has it. */
const struct frame *frame_head(struct approvals *approvals);

#endif
