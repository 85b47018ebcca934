/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/curve_people.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "stats/thin_curve.h"

/* The group's rows that entered by `entry` and end after `exit`, as group 0 of the split. */
static void split_rows(const struct survival_sample *rows, const struct survival_group *group, double entry,
                       double exit, struct survival_split *split) {
    int32_t *code = memory_alloc(rows->n_rows, sizeof *code);

    for (size_t i = 0; i < rows->n_rows; i++)
        code[i] = -1;
    for (size_t i = 0; i < group->n_rows; i++) {
        uint32_t row = group->by_exit[i];
        code[row] = !(rows->entry[row] > entry) && rows->exit[row] > exit ? 0 : -1;
    }
    estimate_run_check(survival_split_build(rows, code, 1, split));
    free(code);
}

static double find_thin(const struct survival_group *group) {
    struct risk_sets counts;
    double from;

    estimate_run_check(risk_sets_build(group, NULL, 0, &counts));
    from = thin_curve_from(group, &counts, 0);
    risk_sets_free(&counts);
    return from;
}

static double last_exit(const struct survival_group *group) {
    return group->sample->exit[group->by_exit[group->n_rows - 1]];
}

/* Takes the people followed from day 0, if their curve is good for longer. */
static void try_from_start(struct curve_people *people, const struct survival_sample *rows) {
    struct survival_group from_start;
    double thin;

    split_rows(rows, &people->group, 0, 0, &people->split);
    from_start = survival_split_group(&people->split, 0);
    thin = from_start.n_rows > 0 ? find_thin(&from_start) : 0;
    if (from_start.n_rows == 0 || !(fmin(thin, last_exit(&from_start)) > people->thin_from)) {
        survival_split_free(&people->split);
        return;
    }
    people->left_out = people->group.n_people - from_start.n_people;
    people->group = from_start;
    people->thin_from = thin;
}

struct curve_people curve_people_choose(const struct estimate_run *run, const struct survival_group *group,
                                        const struct risk_sets *counts) {
    struct curve_people people = {
        .group = *group, .thin_from = thin_curve_from(group, counts, 0), .start = (double)NAN};

    if (run->rows.entry == NULL || !thin_curve_is_early(counts, people.thin_from))
        return people;
    try_from_start(&people, &run->rows);
    if (thin_curve_is_early(counts, people.thin_from))
        estimate_run_check(thin_curve_restart(group, counts, &people.start));
    return people;
}

void curve_people_free(struct curve_people *people) {
    survival_split_free(&people->split);
    *people = (struct curve_people){0};
}

void curve_people_split_from(const struct estimate_run *run, const struct survival_group *group, double start,
                             struct survival_sample *rows, double *entry, struct survival_split *split) {
    *rows = run->rows;
    for (size_t i = 0; i < rows->n_rows; i++)
        entry[i] = fmax(run->rows.entry[i], start);
    split_rows(&run->rows, group, HUGE_VAL, start, split);
    rows->entry = entry;
}
