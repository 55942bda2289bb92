#include "base/embedded.h"

const struct embedded_file *embedded_find(struct str path)
{
    size_t low = 0, high = embedded_file_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = str_compare(embedded_files[middle].path, path);

        if (order == 0)
            return &embedded_files[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
