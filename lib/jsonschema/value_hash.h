/* Hashes of values that agree with value_equal. Private to the folder. */
#ifndef JSONSCHEMA_VALUE_HASH_H
#define JSONSCHEMA_VALUE_HASH_H

#include "value/value.h"

/* Equal values have equal hashes: 1, 1.0 and 1e0; maps in any order. */
uint64_t jsonschema_value_hash(const struct value *value);

#endif
