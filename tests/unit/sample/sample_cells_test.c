/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cells that are small and whole, and what comes when one is not. */
#include "sample/sample_cells.h"

#include "assert_close.h"
#include "cmocka_begin.h"

static void fill(struct sample_cells *cells, const double values[], size_t n) {
    for (size_t i = 0; i < n; i++)
        sample_cells_set(cells, i / cells->width, i % cells->width, values[i]);
}

static void assert_cells(const struct sample_cells *cells, const double values[], size_t n) {
    for (size_t i = 0; i < n; i++) {
        double found = sample_cells_get(cells, i / cells->width, i % cells->width);
        if (isnan(values[i]))
            assert_true(isnan(found));
        else
            assert_close(found, values[i], 0);
    }
}

static void small_and_whole_ones_take_two_bytes(void **state) {
    struct sample_cells cells = {.width = 2};
    const double values[] = {0, 1, NAN, -32767, 32767, 20000, -1, NAN};

    (void)state;
    fill(&cells, values, 8);
    assert_non_null(cells.small);
    assert_null(cells.wide);
    assert_cells(&cells, values, 8);
    sample_cells_free(&cells);
}

/* As the first, in the midst of a row, and as the last. */
static void one_that_is_not_makes_all_wide(void **state) {
    static const double wide[] = {0.5, -0.385, 32768, -32768, 1e300, -1e300};
    static const size_t places[] = {0, 4, 8};

    (void)state;
    for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++)
        for (size_t k = 0; k < sizeof places / sizeof places[0]; k++) {
            struct sample_cells cells = {.width = 3};
            double values[] = {7, NAN, 2, 3, 1, 0, 5, 6, 4};
            values[places[k]] = wide[i];
            fill(&cells, values, 9);
            assert_null(cells.small);
            assert_cells(&cells, values, 9);
            sample_cells_free(&cells);
        }
}

static void rows_are_put_in_order(void **state) {
    static const uint32_t order[] = {2, 0, 1};

    (void)state;
    for (int is_wide = 0; is_wide < 2; is_wide++) {
        struct sample_cells cells = {.width = 2};
        const double last = is_wide ? 6.5 : 6, values[] = {1, 2, 3, 4, 5, last};
        fill(&cells, values, 6);
        sample_cells_arrange(&cells, order, 3);
        assert_cells(&cells, (const double[]){5, last, 1, 2, 3, 4}, 6);
        sample_cells_free(&cells);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(small_and_whole_ones_take_two_bytes),
                                       cmocka_unit_test(one_that_is_not_makes_all_wide),
                                       cmocka_unit_test(rows_are_put_in_order)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
