/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/person_jackknife.h"

#include <stdlib.h>

/* What is smaller beside the largest terms so far is what rounding left of 0. */
static const long double rounding = 1e-17L;

enum stats_status person_jackknife_alloc(struct person_jackknife *jackknife, size_t n_people) {
    *jackknife = (struct person_jackknife){0};
    jackknife->left = calloc(n_people + 1, sizeof *jackknife->left);
    jackknife->rows = calloc(n_people + 1, sizeof *jackknife->rows);
    return jackknife->left != NULL && jackknife->rows != NULL ? STATS_OK : STATS_NO_MEMORY;
}

void person_jackknife_free(struct person_jackknife *jackknife) {
    free(jackknife->left);
    free(jackknife->rows);
    *jackknife = (struct person_jackknife){0};
}

void person_jackknife_change(struct person_jackknife *jackknife, int32_t person, double left, double rows) {
    long double old_left = (long double)jackknife->left[person], old_rows = (long double)jackknife->rows[person];
    long double new_left = old_left + (long double)left, new_rows = old_rows + (long double)rows;
    jackknife->left_left += new_left * new_left - old_left * old_left;
    jackknife->left_rows += new_left * new_rows - old_left * old_rows;
    jackknife->rows_rows += new_rows * new_rows - old_rows * old_rows;
    jackknife->left[person] = (double)new_left;
    jackknife->rows[person] = (double)new_rows;
}

double person_jackknife_sum(struct person_jackknife *jackknife, double curve) {
    long double a = (long double)curve;
    long double terms = jackknife->left_left + a * a * jackknife->rows_rows;
    long double sum = terms - 2 * a * jackknife->left_rows;
    jackknife->largest = terms > jackknife->largest ? terms : jackknife->largest;
    return sum > rounding * jackknife->largest ? (double)sum : 0;
}
