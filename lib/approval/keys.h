/* Whose signature it is: verification with the keys of the people register of one frame. */
#ifndef APPROVAL_KEYS_H
#define APPROVAL_KEYS_H

#include "approval/who.h"
#include "git/signature_verify.h"

struct key_rings {
    struct map by_frame;  /* address of a frame, as bytes -> struct key_ring */
    struct map by_commit; /* address of a frame, a commit's id and an instant -> struct signer */
};

/* What is known of one signature. */
struct signer {
    enum signature_verdict verdict;
    struct who who;    /* the owner of the key, if that is known */
    bool vouches;      /* a robot that may vouch for reviews */
    int64_t made;      /* what the signature says of its time; 0: nothing */
    struct str reason; /* one sentence without a full stop */
};

void key_rings_init(struct key_rings *rings);
void key_rings_release(struct key_rings *rings);

/* Verify SIGNATURE, made for PURPOSE, by the keys that FRAME's register had, as of WHEN. */
void keys_verify(struct signer *out, struct approvals *approvals, const struct frame *frame,
                 const struct signature *signature, const char *purpose, int64_t when);

/* Who signed a commit, as of WHEN; each is verified once a frame and instant. */
const struct signer *keys_commit_signer(struct approvals *approvals, const struct frame *frame,
                                        const struct object_id *commit, int64_t when);
/* Who signed the mainline's commit LANDING, by the keys that were valid when it landed. */
const struct signer *keys_landing_signer(struct approvals *approvals, const struct frame *frame,
                                         const struct mainline_commit *landing);

/*
 * Does the signature leave it open whether the person signed (an unknown key, a
 * format that is not verified)? Otherwise one that is not good is broken.
 */
bool signer_is_unclear(const struct signer *signer);

#endif
