/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/estimates_keys.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"

/* Where a number comes from: its file and its row, from 1. */
struct origin {
    const struct estimate *estimate;
    const char *path;
    size_t row;
};

static int compare_origins(const void *left, const void *right) {
    const struct origin *a = left, *b = right;

    return estimate_compare_keys(a->estimate, b->estimate);
}

static void refuse_repeated(struct origin *origins, size_t n) {
    qsort(origins, n, sizeof *origins, compare_origins);
    for (size_t i = 1; i < n; i++) {
        const struct origin *first = &origins[i - 1], *second = &origins[i];
        if (compare_origins(first, second) == 0)
            message_fail(EX_DATAERR, "%s row %zu and %s row %zu have the same key (analysis %s, measure %s)",
                         first->path, first->row, second->path, second->row, first->estimate->analysis,
                         first->estimate->measure);
    }
}

void estimates_keys_refuse_repeated(struct estimates *const tables[], const char *const paths[], size_t n_tables) {
    size_t n = 0, at = 0;
    struct origin *origins;

    for (size_t t = 0; t < n_tables; t++)
        n += tables[t]->n_rows;
    origins = memory_alloc(n, sizeof *origins);
    for (size_t t = 0; t < n_tables; t++)
        for (size_t row = 0; row < tables[t]->n_rows; row++)
            origins[at++] = (struct origin){&tables[t]->rows[row], paths[t], row + 1};
    refuse_repeated(origins, n);
    free(origins);
}
