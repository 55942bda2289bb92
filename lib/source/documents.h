/* The values of a file that holds several, one after the other. */
#ifndef SOURCE_DOCUMENTS_H
#define SOURCE_DOCUMENTS_H

#include "base/vector.h"
#include "value/value.h"

/*
 * In the order of the file. One that could not be read is missing: its fault
 * is in the sink. Starts as {0}; ends with vector_release(&documents->values).
 */
struct documents {
    VECTOR(struct value *) values;
};

#endif
