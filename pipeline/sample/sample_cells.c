/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/sample_cells.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static bool is_small(double value) {
    int16_t whole;

    if (!(value > SAMPLE_CELLS_MISSING && value <= INT16_MAX))
        return isnan(value);
    whole = (int16_t)value;
    return !(value < whole) && !(value > whole);
}

static void widen(struct sample_cells *cells, size_t n) {
    double *wide = memory_alloc(cells->capacity, sizeof *wide); /* also of none */

    for (size_t i = 0; i < n; i++)
        wide[i] = cells->small[i] == SAMPLE_CELLS_MISSING ? nan("") : cells->small[i];
    free(cells->small);
    cells->small = NULL;
    cells->wide = wide;
}

void sample_cells_set(struct sample_cells *cells, size_t row, size_t column, double value) {
    size_t at = row * cells->width + column, needed = (row + 1) * cells->width;

    if (cells->wide == NULL && is_small(value)) {
        cells->small = memory_grow(cells->small, &cells->capacity, needed, sizeof *cells->small);
        cells->small[at] = isnan(value) ? SAMPLE_CELLS_MISSING : (int16_t)value;
        return;
    }
    if (cells->wide == NULL)
        widen(cells, at);
    cells->wide = memory_grow(cells->wide, &cells->capacity, needed, sizeof *cells->wide);
    cells->wide[at] = value;
}

static void *gather(void *cells, const uint32_t *order, size_t n_rows, size_t row_bytes) {
    char *arranged;

    if (cells == NULL)
        return NULL;
    arranged = memory_alloc(n_rows, row_bytes);
    for (size_t i = 0; i < n_rows; i++)
        memcpy(arranged + i * row_bytes, (char *)cells + order[i] * row_bytes, row_bytes);
    free(cells);
    return arranged;
}

void sample_cells_arrange(struct sample_cells *cells, const uint32_t *order, size_t n_rows) {
    if (order == NULL)
        return;
    cells->small = gather(cells->small, order, n_rows, cells->width * sizeof *cells->small);
    cells->wide = gather(cells->wide, order, n_rows, cells->width * sizeof *cells->wide);
    cells->capacity = n_rows * cells->width;
}

void sample_cells_free(struct sample_cells *cells) {
    free(cells->small);
    free(cells->wide);
    *cells = (struct sample_cells){0};
}
