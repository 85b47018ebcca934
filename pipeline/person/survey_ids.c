/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many ids that stop while as many begin: the same people under new ones? The rows alone cannot tell, so it is said. */
#include <math.h>

#include "care/completeness_judge.h"
#include "person/survey_findings.h"

/* A supply of four weeks lies between a person's rows. */
enum { WINDOW_DAYS = 28 };

static const double CHANCE = 1e-6, LEAST_SHARE = 0.1;

/* What there was in the four weeks before a day and from it on. */
struct change {
    double in_care, stopped, begun;
};

static double sum_of(const uint32_t *numbers, int32_t youngest, int32_t n) {
    double sum = 0;

    for (int32_t age = youngest; age < youngest + n; age++)
        sum += numbers[age];
    return sum;
}

/* Of the day `age` days before as-of. */
static struct change change_at(const struct survey *survey, int32_t age) {
    int32_t before = age + 1, n_days = survey->grid.n_days;

    return (struct change){.in_care = sum_of(survey->begun, before + WINDOW_DAYS, n_days - before - WINDOW_DAYS) -
                                      sum_of(survey->stopped, before + WINDOW_DAYS, n_days - before - WINDOW_DAYS),
                           .stopped = sum_of(survey->stopped, before, WINDOW_DAYS),
                           .begun = sum_of(survey->begun, age - WINDOW_DAYS + 1, WINDOW_DAYS)};
}

/* What is usual at other times: four weeks each, those near the day left out. */
static struct change usual_without(const struct survey *survey, int32_t day) {
    struct change sum = {0};

    for (int32_t age = 2 * WINDOW_DAYS; age + 2 * WINDOW_DAYS < survey->grid.n_days; age += WINDOW_DAYS) {
        struct change one = change_at(survey, age);
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
    struct fact_row row = fact_row_empty("new_ids");
    double most = 0;

    for (int32_t age = 2 * WINDOW_DAYS; age + 2 * WINDOW_DAYS < survey->grid.n_days; age++) {
        struct change change = change_at(survey, age);
        double both = fmin(change.stopped, change.begun);
        struct change usual;
        if (both <= most || 2 * both < fmax(change.stopped, change.begun))
            continue;
        usual = usual_without(survey, age);
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
}
