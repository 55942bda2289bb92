/*
 * Why a verdict, or what became of an item of evidence, is as it is: a code that programs and
 * tests compare, beside the sentence that people read. One table, in the manner of git's fsck.h:
 * the name in C, the code in JSON, and what it means.
 */
#ifndef APPROVAL_REASON_H
#define APPROVAL_REASON_H

#include "base/str.h"

/* clang-format off */
#define APPROVAL_REASONS(X) \
    /* what counts */ \
    X(REASON_INDEPENDENT, "independent", \
      "An authorized person who did not write the content approved it.") \
    X(REASON_COMPENSATED, "compensated", \
      "An author approved it under a compensating control.") \
    X(REASON_LATE, "after-landing", \
      "The approval came after the revision reached the main branch.") \
    /* whom an item of evidence is by */ \
    X(REASON_SERVICE_ACCOUNT, "service-account", \
      "The item is by a service account, which cannot approve.") \
    X(REASON_AUTHOR, "author", \
      "The person wrote the content, or part of it.") \
    X(REASON_NOT_COVERED, "control-does-not-cover", \
      "The person wrote the content, and the compensating control does not cover that.") \
    X(REASON_CO_AUTHOR, "co-author", \
      "The person is named as a co-author of a squashed commit.") \
    X(REASON_UNKNOWN_PERSON, "unknown-person", \
      "The people register does not identify the person, or the line does not name exactly one.") \
    X(REASON_RENAMED_PERSON, "renamed-person", \
      "The people register gave an author's address to the approver.") \
    X(REASON_ROLE_NOT_HELD, "role-not-held", \
      "The person did not hold a role that may approve it on that date.") \
    X(REASON_IN_FUTURE, "in-future", \
      "The date of the item is in the future.") \
    X(REASON_VOTE_AGAINST, "vote-against", \
      "An authorized person voted against the content.") \
    X(REASON_VOTE_UNCLEAR, "vote-against-unclear", \
      "ismslint cannot determine whether an authorized person voted against the content.") \
    /* what an item of evidence is worth */ \
    X(REASON_LEVEL_TOO_LOW, "level-too-low", \
      "The evidence is weaker than the configuration requires.") \
    X(REASON_SIGNATURE_INVALID, "signature-invalid", \
      "The signature is broken, or its key was not valid for that person on that date.") \
    X(REASON_SIGNER_OTHER, "signer-other", \
      "The signature is another person's.") \
    X(REASON_SIGNATURE_UNCLEAR, "signature-unclear", \
      "ismslint cannot determine whose signature it is, or whether its key was valid.") \
    X(REASON_RECORDER, "recorder", \
      "The record on behalf of a person lacks a source, or an independent recorder.") \
    X(REASON_UNDATED, "undated", \
      "ismslint cannot determine the date of the item.") \
    X(REASON_OBJECT_CORRUPT, "object-corrupt", \
      "A Git object does not match its name.") \
    X(REASON_WITHDRAWN, "withdrawn", \
      "The approval was withdrawn.") \
    /* which content it is about */ \
    X(REASON_EARLIER_CONTENT, "earlier-content", \
      "The approval is of a content that was changed before it reached the main branch.") \
    X(REASON_OTHER_CONTENT, "other-content", \
      "The approval names a content that the document never had.") \
    X(REASON_CONTENT_UNREADABLE, "content-unreadable", \
      "A content that decides cannot be read.") \
    /* who wrote it */ \
    X(REASON_AUTHOR_UNKNOWN, "author-unknown", \
      "The people register does not know an author, so independence cannot be determined.") \
    X(REASON_AUTHORS_INCOMPLETE, "authors-incomplete", \
      "ismslint cannot determine all authors of the content.") \
    X(REASON_EARLIER_UNKNOWN, "earlier-approval-unknown", \
      "ismslint cannot determine whether an earlier revision was approved.") \
    /* what is missing */ \
    X(REASON_NO_APPROVAL, "no-approval", \
      "No approval of the content was found.") \
    X(REASON_NOT_REAPPROVED, "not-reapproved", \
      "An earlier revision was approved, but this one was not.") \
    X(REASON_KIND_CHANGED, "kind-changed", \
      "The document became another kind, whose approvers did not approve it.") \
    X(REASON_QUORUM, "quorum", \
      "Fewer people approved it than the configuration requires.") \
    X(REASON_EVIDENCE_UNREADABLE, "evidence-unreadable", \
      "Evidence that may be an approval, or a vote against one, cannot be read.") \
    X(REASON_CLONE_INCOMPLETE, "clone-incomplete", \
      "The clone lacks the history that decides.") \
    X(REASON_ENTRY_UNCLEAR, "entry-unclear", \
      "The register's entry has no id of its own, so its history cannot be determined.") \
    X(REASON_GOVERNANCE_UNREADABLE, "governance-unreadable", \
      "The people register or the configuration before the landing cannot be read.") \
    X(REASON_NO_PEOPLE, "no-people-register", \
      "The repository has no people register.") \
    X(REASON_NO_MAIN_BRANCH, "no-main-branch", \
      "ismslint cannot determine the main branch.") \
    /* what is not judged */ \
    X(REASON_BEFORE_REGISTER, "before-people-register", \
      "The revision reached the main branch before, or with, the first people register.") \
    X(REASON_BEFORE_BASELINE, "before-baseline", \
      "The revision reached the main branch before approvals were adopted.") \
    X(REASON_BASELINE_UNCLEAR, "baseline-unclear", \
      "ismslint cannot determine whether the revision is older than the baseline.") \
    X(REASON_ADOPTED, "adopted", \
      "The content is the same as when approvals were adopted.") \
    X(REASON_NOT_LANDED, "not-on-main-branch", \
      "The content is not on the main branch yet.") \
    X(REASON_MOVED, "moved", \
      "The document was moved to another path, where its history continues.")
/* clang-format on */

enum approval_reason {
    REASON_NONE,
#define APPROVAL_REASON_NAME(name, code, about) name,
    APPROVAL_REASONS(APPROVAL_REASON_NAME)
#undef APPROVAL_REASON_NAME
};

/* "role-not-held"; empty for REASON_NONE. */
struct str approval_reason_code(enum approval_reason reason);
/* What the reason called CODE means, one sentence; NULL: no reason is called so. */
const char *approval_reason_about(struct str code);

#endif
