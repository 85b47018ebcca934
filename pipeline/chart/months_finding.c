/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/months_finding.h"

#include <math.h>

#include "analysis/catalogue.h"
#include "text/wording.h"

static const struct {
    const char *measure, *words;
    bool is_share;
} judged[] = {{"admissions", "how many began care", false},
              {"returns", "how many came back", false},
              {"leavings", "how many left care", false},
              {"returns_to_use", "how many returns to use there were", false},
              {"cohort_retention_90", "how many stayed for 90 days of those who began", true}};

enum { N_JUDGED = sizeof judged / sizeof judged[0] };

static struct number_list rows_of(const struct numbers *numbers, const char *measure, const char *suffix) {
    return numbers_list(numbers,
                        &(struct number_key){.analysis = ANALYSIS_MONTHS,
                                             .measure = word_pool_format(numbers->pool, "%s%s", measure, suffix)},
                        NUMBERS_ANY_PERIOD);
}

/* The last row that is shown, or NULL. */
static const struct estimate *latest(const struct numbers *numbers, const char *measure, const char *suffix) {
    struct number_list list = rows_of(numbers, measure, suffix);
    const struct estimate *row = NULL;

    for (size_t i = 0; i < list.n; i++)
        if (number_is_shown(list.rows[i]))
            row = list.rows[i];
    number_list_free(&list);
    return row;
}

static double people_of(const struct numbers *numbers, const char *measure) {
    struct number_list list = rows_of(numbers, measure, "");
    double sum = 0;

    for (size_t i = 0; i < list.n; i++)
        sum += number_is_shown(list.rows[i]) && !isnan(list.rows[i]->n) ? list.rows[i]->n : 0;
    number_list_free(&list);
    return sum;
}

static bool is_sayable(const struct numbers *numbers, size_t which, const char *period) {
    struct number_key key = {.analysis = ANALYSIS_MONTHS, .measure = judged[which].measure, .period = period};

    return judged[which].is_share ? number_is_sayable(numbers_find(numbers, &key))
                                  : people_of(numbers, judged[which].measure) >= NUMBERS_LEAST_SAYABLE;
}

static const char *people_in_care(const struct numbers *numbers) {
    const struct estimate *row = latest(numbers, "people_in_care", "");

    if (row == NULL || row->estimate < NUMBERS_LEAST_SAYABLE)
        return "The program month by month";
    return word_pool_format(numbers->pool, "At the end of %s, %s were in care", wording_month(numbers, row->period),
                            wording_people(numbers, row->estimate));
}

const char *months_finding(const struct numbers *numbers) {
    const char *unusual[N_JUDGED];
    size_t n_unusual = 0, n_said = 0;

    for (size_t i = 0; i < N_JUDGED; i++) {
        const struct estimate *signal = latest(numbers, judged[i].measure, "_signal");
        if (signal == NULL || !is_sayable(numbers, i, signal->period))
            continue;
        n_said++;
        if (signal->estimate > 0.5)
            unusual[n_unusual++] =
                word_pool_format(numbers->pool, "%s (%s)", judged[i].words, wording_month(numbers, signal->period));
    }
    if (n_said == 0)
        return people_in_care(numbers);
    if (n_unusual == 0)
        return "The latest months are within the usual month-to-month variation";
    return word_pool_format(numbers->pool, "More than the usual month-to-month variation in %s",
                            wording_list(numbers, unusual, n_unusual));
}

double months_expected_marks(const struct numbers *numbers) {
    double sum = 0;
    bool any = false;

    for (size_t i = 0; i < N_JUDGED; i++) {
        const struct estimate *row = latest(numbers, judged[i].measure, "_expected_signals");
        if (row == NULL)
            continue;
        sum += row->estimate;
        any = true;
    }
    return any ? sum : (double)NAN;
}
