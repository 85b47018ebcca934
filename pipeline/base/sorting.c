/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sorting.h"

#include <stdlib.h>

void sorting_ensure(void *items, size_t n, size_t size, int (*compare)(const void *, const void *)) {
    const char *item = items;

    for (size_t i = 1; i < n; i++, item += size)
        if (compare(item, item + size) > 0) {
            qsort(items, n, size, compare);
            return;
        }
}
