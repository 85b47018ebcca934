/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/sample_extra.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "table/missing_cell.h"

void sample_extra_open(struct sample_extra *extra, const struct table_reader *reader,
                       const struct sample_options *options) {
    size_t n_numbers = options->covariates.n, n_factors = options->factors.n;

    *extra = (struct sample_extra){.are_days = options->covariates_are_days,
                                   .n_numbers = n_numbers,
                                   .n_factors = n_factors,
                                   .values = {.width = n_numbers + n_factors}};
    extra->columns = memory_alloc(n_numbers + n_factors, sizeof *extra->columns);
    extra->words = memory_alloc(n_factors, sizeof *extra->words);
    for (size_t i = 0; i < n_numbers; i++)
        extra->columns[i] = (int)table_reader_require(reader, options->covariates.items[i]);
    for (size_t i = 0; i < n_factors; i++) {
        extra->columns[n_numbers + i] = (int)table_reader_require(reader, options->factors.items[i]);
        extra->words[i] = dictionary_alloc();
    }
}

static double read_number(const struct sample_extra *extra, struct table_reader *reader, int column) {
    if (missing_cell(table_reader_cell(reader, column)))
        return nan("");
    return extra->are_days ? table_reader_day(reader, column) : table_reader_double(reader, column);
}

void sample_extra_read(struct sample_extra *extra, struct table_reader *reader, size_t row) {
    for (size_t i = 0; i < extra->n_numbers; i++)
        sample_cells_set(&extra->values, row, i, read_number(extra, reader, extra->columns[i]));
    for (size_t i = 0; i < extra->n_factors; i++) {
        struct record_cell cell = table_reader_cell(reader, extra->columns[extra->n_numbers + i]);
        sample_cells_set(&extra->values, row, extra->n_numbers + i,
                         dictionary_add(extra->words[i], cell.text, cell.length));
    }
}

struct sample_cells sample_extra_finish(struct sample_extra *extra, size_t n_rows, struct sample_labels *levels) {
    struct sample_cells values = extra->values;

    for (size_t i = 0; i < extra->n_factors; i++) {
        uint32_t *ranks = sample_labels_finish(extra->words[i], &levels[i]);
        for (size_t row = 0, column = extra->n_numbers + i; row < n_rows; row++)
            sample_cells_set(&values, row, column, ranks[(size_t)sample_cells_get(&values, row, column)]);
        free(ranks);
    }
    free(extra->columns);
    free(extra->words);
    *extra = (struct sample_extra){0};
    return values;
}
