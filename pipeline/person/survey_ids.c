/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many ids that stop while as many begin: the same people under new ones? The rows alone cannot tell, so it is said. */
#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "care/completeness_judge.h"
#include "person/survey_findings.h"

/* A supply of four weeks lies between a person's rows. */
enum { WINDOW_DAYS = 28 };

static const double CHANCE = 1e-6, LEAST_SHARE = 0.1;

/* What there was in the four weeks before a day and from it on. */
struct change {
    double in_care, stopped, begun;
};

/* sums[i]: of the i days nearest to as-of. */
struct sums {
    double *begun, *stopped;
    int32_t n_days;
};

static double *add_up(const uint32_t *numbers, int32_t n) {
    double *sums = memory_alloc((size_t)n + 1, sizeof *sums);

    for (int32_t i = 0; i < n; i++)
        sums[i + 1] = sums[i] + numbers[i];
    return sums;
}

/* Of the day `age` days before as-of. */
static struct change change_at(const struct sums *sums, int32_t age) {
    int32_t before = age + 1 + WINDOW_DAYS;

    return (struct change){.in_care = sums->begun[sums->n_days] - sums->begun[before] -
                                      (sums->stopped[sums->n_days] - sums->stopped[before]),
                           .stopped = sums->stopped[before] - sums->stopped[age + 1],
                           .begun = sums->begun[age + 1] - sums->begun[age + 1 - WINDOW_DAYS]};
}

/* What is usual at other times: four weeks each, those near the day left out. */
static struct change usual_without(const struct sums *sums, int32_t day) {
    struct change sum = {0};

    for (int32_t age = 2 * WINDOW_DAYS; age + 2 * WINDOW_DAYS < sums->n_days; age += WINDOW_DAYS) {
        struct change one = change_at(sums, age);
        if (age > day - 2 * WINDOW_DAYS && age < day + 2 * WINDOW_DAYS)
            continue;
        sum.in_care += one.in_care;
        sum.stopped += one.stopped;
        sum.begun += one.begun;
    }
    return sum;
}

static bool is_unusual(double n, double of, double usual, double usual_of) {
    double share = (usual + 1) / (usual_of + 2);

    return of >= 1 && n >= LEAST_SHARE * of && share < 1 &&
           completeness_upper_tail((uint32_t)of, (uint32_t)(n < of ? n : of), share) < CHANCE;
}

/* The first and last weeks are no change: there everybody begins, or stops. */
void survey_judge_ids(struct survey_findings *findings) {
    const struct survey *survey = findings->survey;
    struct sums sums = {.begun = add_up(survey->begun, survey->grid.n_days),
                        .stopped = add_up(survey->stopped, survey->grid.n_days),
                        .n_days = survey->grid.n_days};
    struct fact_row row = fact_row_empty("new_ids");
    double most = 0;

    for (int32_t age = 2 * WINDOW_DAYS; age + 2 * WINDOW_DAYS < survey->grid.n_days; age++) {
        struct change change = change_at(&sums, age);
        double both = fmin(change.stopped, change.begun);
        struct change usual;
        if (both <= most || 2 * both < fmax(change.stopped, change.begun))
            continue;
        usual = usual_without(&sums, age);
        if (!is_unusual(change.stopped, change.in_care, usual.stopped, usual.in_care) ||
            !is_unusual(change.begun, change.in_care, usual.begun, usual.in_care))
            continue;
        most = both;
        row.first_day = survey->grid.as_of - age;
        row.people = change.in_care;
        row.count = change.stopped;
        row.value = change.begun;
    }
    if (most > 0)
        fact_rows_add(&findings->facts, &row);
    free(sums.begun);
    free(sums.stopped);
}
