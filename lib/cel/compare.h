/* Equality and order of values (langdef.md, "Equality and Ordering"). */
#ifndef CEL_COMPARE_H
#define CEL_COMPARE_H

#include "cel/cel_value.h"

enum cel_order { CEL_LESS = -1, CEL_SAME = 0, CEL_GREATER = 1, CEL_UNORDERED = 2 };

bool cel_is_number(struct cel_value value);
static inline bool cel_is_number_tag(unsigned tag)
{
    return tag == CEL_INT || tag == CEL_UINT || tag == CEL_DOUBLE;
}

/*
 * The order of two numbers of any types. An integer beyond 2^53 is rounded to
 * double when the other is one, as all implementations do.
 */
enum cel_order cel_order_numbers(const struct cel_value *a, const struct cel_value *b);
/* The order of two values of the same ordered type, or of numbers; else CEL_UNORDERED. */
enum cel_order cel_order(const struct cel_value *a, const struct cel_value *b);

/* 1 or 0, or -1 with an error or unknown in *FAILURE that an item is. */
int cel_same(struct cel_value *failure, struct cel_evaluation *evaluation, struct cel_value a,
             struct cel_value b);

#endif
