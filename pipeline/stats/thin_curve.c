/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/thin_curve.h"

#include <math.h>
#include <stdlib.h>

/* Does one person at risk move a curve that stands at `survival` by too much? */
static bool is_thin(double survival, const struct risk_set *set) {
    return set->events > 0 && survival * THIN_CURVE_PEOPLE > (double)set->people_at_risk;
}

static double step_of(const struct risk_set *set) {
    return set->events > 0 ? (double)(set->at_risk - set->events) / (double)set->at_risk : 1;
}

/* Behind the rows that enter together with the one at `first`, found by doubling and halving: mostly all enter at 0. */
static size_t end_of_entry(const struct survival_group *group, size_t first) {
    const double *entry = group->sample->entry;
    double here = entry[group->by_entry[first]];
    size_t step = 1, low = first + 1;
    while (low + step <= group->n_rows && !(entry[group->by_entry[low + step - 1]] > here)) {
        low += step;
        step *= 2;
    }
    for (; step > 0; step /= 2)
        if (low + step <= group->n_rows && !(entry[group->by_entry[low + step - 1]] > here))
            low += step;
    return low;
}

/* Time in (start, time] in which nobody is at risk, although somebody enters later: rows are in (entry, exit]. Of rows
 * that enter together the last one stays longest. */
static double unseen_time(const struct survival_group *group, double start, double time) {
    double reached = start, unseen = 0;
    for (size_t i = 0; group->by_entry != NULL && i < group->n_rows && reached < time;) {
        i = end_of_entry(group, i);
        uint32_t row = group->by_entry[i - 1];
        double entry = group->sample->entry[row];
        unseen += fmax(fmin(entry, time) - reached, 0);
        reached = fmax(reached, fmax(group->sample->exit[row], entry));
    }
    return unseen;
}

double thin_curve_from(const struct risk_sets *counts, double start) {
    double survival = 1;
    for (size_t i = 0; i < counts->n_sets; i++) {
        if (!(counts->sets[i].time > start))
            continue;
        if (is_thin(survival, &counts->sets[i]))
            return counts->sets[i].time;
        survival *= step_of(&counts->sets[i]);
    }
    return HUGE_VAL;
}

bool thin_curve_at(const struct survival_group *group, double from, double start, double time) {
    return time >= from || unseen_time(group, start, time) * THIN_CURVE_PEOPLE > time - start;
}

bool thin_curve_is_early(const struct risk_sets *counts, double from) {
    for (size_t i = counts->n_sets; i-- > 0 && counts->sets[i].time > from;)
        if (counts->sets[i].people_at_risk >= THIN_CURVE_PEOPLE)
            return true;
    return false;
}

/* People at risk just after a time. */
static enum stats_status count_after(const struct survival_group *group, double start, size_t *n_people) {
    bool *seen = calloc((size_t)group->n_people + 1, sizeof *seen);
    if (seen == NULL)
        return STATS_NO_MEMORY;
    *n_people = 0;
    for (size_t i = 0; i < group->n_rows; i++) {
        uint32_t row = group->by_exit[i];
        double entry = group->sample->entry == NULL ? 0 : group->sample->entry[row];
        if (entry > start || !(group->sample->exit[row] > start) || seen[group->person[row]])
            continue;
        seen[group->person[row]] = true;
        ++*n_people;
    }
    free(seen);
    return STATS_OK;
}

static enum stats_status try_start(const struct survival_group *group, const struct risk_sets *counts, double start,
                                   bool *good) {
    size_t n_people = 0;
    *good = false;
    if (thin_curve_is_early(counts, thin_curve_from(counts, start)))
        return STATS_OK;
    enum stats_status status = count_after(group, start, &n_people);
    *good = n_people >= THIN_CURVE_PEOPLE;
    return status;
}

/* At each exit and entry. */
enum stats_status thin_curve_restart(const struct survival_group *group, const struct risk_sets *counts,
                                     double *start) {
    double candidate = 0;
    for (size_t exit = 0, entry = 0;;) {
        bool good;
        enum stats_status status = try_start(group, counts, candidate, &good);
        if (status != STATS_OK || good) {
            *start = candidate;
            return status;
        }
        while (exit < counts->n_sets && !(counts->sets[exit].time > candidate))
            exit++;
        while (group->by_entry != NULL && entry < group->n_rows &&
               !(group->sample->entry[group->by_entry[entry]] > candidate))
            entry++;
        double next = exit < counts->n_sets ? counts->sets[exit].time : HUGE_VAL;
        if (group->by_entry != NULL && entry < group->n_rows)
            next = fmin(next, group->sample->entry[group->by_entry[entry]]);
        if (isinf(next)) {
            *start = nan("");
            return STATS_OK;
        }
        candidate = next;
    }
}
