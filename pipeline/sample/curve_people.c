/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/curve_people.h"

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

/* The first event, or time of --at, from or at which the curve is thin. */
static double find_thin(const struct estimate_run *run, const struct survival_group *group,
                        const struct risk_sets *counts) {
    double from = thin_curve_from(counts, 0);

    for (size_t i = 0; i < run->options->n_at && run->options->at[i] < from; i++)
        if (thin_curve_at(group, from, 0, run->options->at[i]))
            return run->options->at[i];
    return from;
}

static double last_exit(const struct survival_group *group) {
    return group->sample->exit[group->by_exit[group->n_rows - 1]];
}

/* Takes the people followed from day 0, if their curve is good for longer. */
static void try_from_start(struct curve_people *people, const struct estimate_run *run, double *thin_from) {
    struct survival_group from_start;
    struct risk_sets counts;
    double thin;

    split_rows(&run->rows, &people->group, 0, 0, &people->split);
    from_start = survival_split_group(&people->split, 0);
    if (from_start.n_rows == 0)
        return;
    estimate_run_check(risk_sets_build(&from_start, NULL, 0, &counts));
    thin = find_thin(run, &from_start, &counts);
    if (fmin(thin, last_exit(&from_start)) > *thin_from) {
        people->left_out = people->group.n_people - from_start.n_people;
        people->group = from_start;
        people->thin_from = thin_curve_from(&counts, 0);
        *thin_from = thin;
    }
    risk_sets_free(&counts);
}

struct curve_people curve_people_choose(const struct estimate_run *run, const struct survival_group *group,
                                        const struct risk_sets *counts) {
    struct curve_people people = {.group = *group, .thin_from = thin_curve_from(counts, 0), .start = (double)NAN};
    double thin_from = run->rows.entry == NULL ? HUGE_VAL : find_thin(run, group, counts);

    if (run->rows.entry == NULL || !thin_curve_is_early(counts, thin_from))
        return people;
    try_from_start(&people, run, &thin_from);
    if (thin_curve_is_early(counts, thin_from))
        estimate_run_check(thin_curve_restart(group, counts, &people.start));
    return people;
}

bool curve_people_are_few(const struct curve_people *people, double time) {
    return thin_curve_at(&people->group, people->thin_from, 0, time);
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
