/* Do two contents read alike? As git tells renames, but by lines and wherever they stand. */
#ifndef GIT_LIKENESS_H
#define GIT_LIKENESS_H

#include "base/map.h"
#include "git/repository.h"
#include "git/version.h"

struct likeness {
    struct repository *repository;
    struct arena arena;
    struct map texts; /* id bytes -> struct text_lines: each content is read once */
    size_t steps;     /* lines compared since it was begun */
};

void likeness_init(struct likeness *likeness, struct repository *repository);
void likeness_release(struct likeness *likeness);
/* Forget what was read: other contents will be compared now. */
void likeness_begin(struct likeness *likeness);

enum likeness_answer {
    LIKENESS_NONE,
    LIKENESS_ALIKE,  /* at least half of the lines of each that are not blank are in the other */
    LIKENESS_UNKNOWN /* a content is missing, or LIMIT_LIKENESS_STEPS was hit; ERROR says which */
};

/* The same of two texts at hand. */
bool likeness_of_texts(struct str one, struct str other);

enum likeness_answer likeness_ask(struct likeness *likeness, const struct version *one,
                                  const struct version *other, struct error *error);

#endif
