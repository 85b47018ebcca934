/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers beside the times of a row: covariates, and levels of factors. Most are small and whole (a level, yes or no, a
 * day): these take two bytes each until one is neither, from which on all take eight.
 */
#ifndef SWITCHBACK_SAMPLE_SAMPLE_CELLS_H
#define SWITCHBACK_SAMPLE_SAMPLE_CELLS_H

#include <math.h>
#include <stddef.h>
#include <stdint.h>

#define SAMPLE_CELLS_MISSING INT16_MIN

struct sample_cells {
    size_t width;   /* cells a row; 0: there are none */
    int16_t *small; /* [row * width + column], SAMPLE_CELLS_MISSING for NaN; NULL once there is a wide one */
    double *wide;   /* the same, NaN: missing */
    size_t capacity;
};

/* Sets a cell of the last row or of one more; of any row to a value no larger than some cell has had. */
void sample_cells_set(struct sample_cells *cells, size_t row, size_t column, double value);

/* Rows in another order, row order[i] at i. */
void sample_cells_arrange(struct sample_cells *cells, const uint32_t *order, size_t n_rows);

void sample_cells_free(struct sample_cells *cells);

static inline double sample_cells_get(const struct sample_cells *cells, size_t row, size_t column) {
    size_t at = row * cells->width + column;

    if (cells->small == NULL)
        return cells->wide[at];
    return cells->small[at] == SAMPLE_CELLS_MISSING ? nan("") : cells->small[at];
}

#endif
