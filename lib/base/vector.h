/*
 * A growing array of any type, on the heap.
 *
 *     VECTOR(struct str) names = {0};
 *     vector_push(&names, name);
 *     VECTOR_EACH (struct str, name, &names) ...
 *     vector_release(&names);
 */
#ifndef BASE_VECTOR_H
#define BASE_VECTOR_H

#include <stddef.h>

#define VECTOR(type)                                                                               \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count;                                                                              \
        size_t capacity;                                                                           \
    }

/* Append one item. */
#define vector_push(vector, item)                                                                  \
    do {                                                                                           \
        if ((vector)->count == (vector)->capacity)                                                 \
            (vector)->items =                                                                      \
                vector_grow((vector)->items, &(vector)->capacity, sizeof *(vector)->items);        \
        (vector)->items[(vector)->count++] = (item);                                               \
    } while (0)

/* Free the items; the vector is empty and usable afterwards. */
#define vector_release(vector)                                                                     \
    do {                                                                                           \
        vector_free((vector)->items);                                                              \
        (vector)->items = NULL;                                                                    \
        (vector)->count = (vector)->capacity = 0;                                                  \
    } while (0)

/* Walk with a pointer to each item. */
#define VECTOR_EACH(type, name, vector)                                                            \
    for (type *name = (vector)->items, *name##_end = name ? name + (vector)->count : NULL;         \
         name < name##_end; name++)

/* For the macros: ITEMS moved into at least one more place; CAPACITY updated. */
void *vector_grow(void *items, size_t *capacity, size_t item_size);
void vector_free(void *items);

#endif
