/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/label_spread.h"

#include <assert.h>
#include <math.h>

struct block {
    double mean;
    size_t size;
};

void label_spread(double y[], size_t n, double apart, double first, double last) {
    struct block blocks[LABEL_SPREAD_MOST];
    size_t n_blocks = 0, at = 0;

    assert(n <= LABEL_SPREAD_MOST);
    for (size_t i = 0; i < n; i++) {
        struct block block = {.mean = y[i] - (double)i * apart, .size = 1};
        while (n_blocks > 0 && blocks[n_blocks - 1].mean >= block.mean) {
            const struct block *above = &blocks[--n_blocks];
            double sum = above->mean * (double)above->size + block.mean * (double)block.size;
            block.size += above->size;
            block.mean = sum / (double)block.size;
        }
        blocks[n_blocks++] = block;
    }
    for (size_t b = 0; b < n_blocks; b++)
        for (size_t i = 0; i < blocks[b].size; i++, at++)
            y[at] = fmax(first, fmin(blocks[b].mean, last - (double)(n - 1) * apart)) + (double)at * apart;
}
