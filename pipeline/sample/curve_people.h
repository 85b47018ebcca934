/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Of whom a group's curve is. With delayed entry few people may be at risk in the first days, and what they do would
 * decide all of it (stats/thin_curve.h); where many come later,
 *   the curve is that of the people followed from day 0, if it is thin only later than that of all;
 *   if it is thin before its end as well, a second curve begins on day `start`: of those in care on it.
 * Retention and ways of leaving choose alike, so that the ways of leaving add up to 1 - S.
 */
#ifndef SWITCHBACK_SAMPLE_CURVE_PEOPLE_H
#define SWITCHBACK_SAMPLE_CURVE_PEOPLE_H

#include "sample/estimate_run.h"
#include "stats/survival_sample.h"

struct curve_people {
    struct survival_group group; /* of the curve: all of the group, or those followed from day 0 */
    double left_out;             /* people who entered later and are not in it */
    double thin_from;            /* from this event on it rests on too few people; HUGE_VAL: nowhere */
    double start;                /* of the second curve; NaN: there is none */
    struct survival_split split; /* owned, of the group if somebody is left out */
};

/* Borrows the group. `counts`: those of the group. */
struct curve_people curve_people_choose(const struct estimate_run *run, const struct survival_group *group,
                                        const struct risk_sets *counts);
void curve_people_free(struct curve_people *people);

/* Does the curve rest on too few people at a time? */
bool curve_people_are_few(const struct curve_people *people, double time);

/*
 * The group's rows that end after `start`, at risk from then on, or from their entry if that is later: what they say is
 * how those who are in care on it go on. `entry` has a place for each row of the run. rows->entry is below exit only in
 * rows of the split. One group, freed with survival_split_free.
 */
void curve_people_split_from(const struct estimate_run *run, const struct survival_group *group, double start,
                             struct survival_sample *rows, double *entry, struct survival_split *split);

#endif
