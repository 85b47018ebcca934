/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure/months_finding.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "text/comparison.h"
#include "text/program_changes.h"
#include "text/wording.h"

struct judged {
    const char *measure;
    const char *more, *fewer; /* by which side of the mean the marked month is on */
    const char *words;        /* behind "a trend in" */
    bool is_share;
};

enum { N_FLOWS = 5, N_LOSSES = 2 };

static const struct judged flows[N_FLOWS] = {
    {"admissions", "more people than usual began care", "fewer people than usual began care", "how many began care",
     false},
    {"returns", "more people than usual came back", "fewer people than usual came back", "how many came back", false},
    {"leavings", "more people than usual left care", "fewer people than usual left care", "how many left care", false},
    {"returns_to_use", "more returns to use than usual", "fewer returns to use than usual",
     "how many returns to use there were", false},
    {"cohort_retention_90", "more than usual stayed for 90 days of those who began",
     "fewer than usual stayed for 90 days of those who began", "how many stayed for 90 days of those who began", true}};

static const struct judged losses[N_LOSSES] = {
    {"cohort_left_14", "more new people than usual left within 14 days",
     "fewer new people than usual left within 14 days", "how many new people left within 14 days", true},
    {"cohort_left_30", "more new people than usual left within 30 days",
     "fewer new people than usual left within 30 days", "how many new people left within 30 days", true}};

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

static bool is_sayable(const struct numbers *numbers, const struct judged *judged, const struct estimate *row) {
    return judged->is_share ? number_is_sayable(row) : people_of(numbers, judged->measure) >= NUMBERS_LEAST_SAYABLE;
}

/* The last month of the measure that its control chart judges; NULL: there is none. */
static const struct estimate *latest_judged(const struct numbers *numbers, const char *measure) {
    struct number_list list = rows_of(numbers, measure, "");
    const struct estimate *row = NULL;

    for (size_t i = list.n; row == NULL && i-- > 0;)
        if (number_is_shown(list.rows[i]) && comparison_of_month(numbers, list.rows[i]).is_judged)
            row = list.rows[i];
    number_list_free(&list);
    return row;
}

/* Months that rise one after the other may still lie below the mean: of a trend no side is said. */
static const char *marked_words(const struct numbers *numbers, const struct judged *judged, const char *period,
                                const struct comparison_month *month) {
    bool has_side = (month->is_high || month->is_low) && strcmp(month->rule, "trend") != 0;
    const char *words = !has_side        ? word_pool_format(numbers->pool, "a trend in %s", judged->words)
                        : month->is_high ? judged->more
                                         : judged->fewer;

    return word_pool_format(numbers->pool, "%s (%s%s)", words, wording_month(numbers, period),
                            month->is_rate ? ", by the time at risk" : "");
}

static const char *people_in_care(const struct numbers *numbers) {
    const struct estimate *row = latest(numbers, "people_in_care", "");

    if (row == NULL || row->estimate < NUMBERS_LEAST_SAYABLE)
        return "The program month by month";
    return word_pool_format(numbers->pool, "At the end of %s, %s were in care", wording_month(numbers, row->period),
                            wording_people(numbers, row->estimate));
}

/* What is marked in the latest months, or `usual`; `usual_of_some` where a month without limits, or one marked of too
 * few people, is among them. NULL: nothing can be said. */
static const char *finding_of(const struct numbers *numbers, const struct judged judged[], size_t n, const char *usual,
                              const char *usual_of_some) {
    const char *unusual[N_FLOWS];
    size_t n_unusual = 0, n_said = 0, n_untold = 0;

    for (size_t i = 0; i < n; i++) {
        const struct estimate *row = latest_judged(numbers, judged[i].measure);
        struct comparison_month month;
        if (row == NULL) {
            n_untold += latest(numbers, judged[i].measure, "") != NULL;
            continue;
        }
        month = comparison_of_month(numbers, row);
        if (!is_sayable(numbers, &judged[i], row)) {
            n_untold += month.is_unusual;
            continue;
        }
        n_said++;
        if (month.is_unusual)
            unusual[n_unusual++] = marked_words(numbers, &judged[i], row->period, &month);
    }
    if (n_said == 0)
        return NULL;
    if (n_unusual > 0)
        return wording_begun(numbers, wording_list(numbers, unusual, n_unusual));
    return n_untold > 0 ? usual_of_some : usual;
}

const char *months_finding(const struct numbers *numbers) {
    const char *finding =
        finding_of(numbers, flows, N_FLOWS, "The last month of each is within the usual month-to-month variation",
                   "Where it can be told, the last month is within the usual month-to-month variation");

    return finding != NULL ? finding : people_in_care(numbers);
}

/* "Since October 2025, 9% of new people left within 30 days; before, 20%" */
static const char *change_words(const struct numbers *numbers) {
    struct losses_compared both;

    if (!program_changes_losses(numbers, &both) || both.direction == COMPARISON_UNCLEAR)
        return NULL;
    return word_pool_format(numbers->pool, "Since %s, %s of new people left within 30 days; before, %s: %s",
                            wording_month(numbers, both.change.period), wording_percent(numbers, both.since.estimate),
                            wording_percent(numbers, both.before.estimate), comparison_change_words(both.direction));
}

/* "From September 2025 to August 2026, 12% of new people left within 30 days; the year before, 23%: fewer"; NULL: that
 * is no clear change. */
static const char *year_words(const struct numbers *numbers) {
    struct comparison_periods year = comparison_of_periods(numbers, "cohort_left_30", 12);

    if (!year.is_sayable || (year.change != COMPARISON_UP && year.change != COMPARISON_DOWN))
        return NULL;
    return word_pool_format(numbers->pool, "From %s, %s of new people left within 30 days; the year before, %s: %s",
                            wording_month(numbers, year.later->period), wording_percent(numbers, year.later->estimate),
                            wording_percent(numbers, year.earlier->estimate), comparison_change_words(year.change));
}

/* A marked month is the news; else what the year says, which a single month is too short for. */
const char *months_losses_finding(const struct numbers *numbers) {
    static const char usual[] = "In the last month early losses are within the usual month-to-month variation";
    const char *change = change_words(numbers), *year = year_words(numbers),
               *usual_or_year = year != NULL ? year : usual,
               *finding = finding_of(numbers, losses, N_LOSSES, usual_or_year, usual_or_year);

    if (change != NULL)
        return change;
    return finding != NULL ? finding : year != NULL ? year : "Early losses, by the month care began";
}

double months_expected_marks(const struct numbers *numbers) {
    double sum = 0;
    bool any = false;

    for (size_t i = 0; i < N_FLOWS; i++) {
        const struct estimate *row = latest(numbers, comparison_judged(numbers, flows[i].measure), "_expected_signals");
        if (row == NULL)
            continue;
        sum += row->estimate;
        any = true;
    }
    return any ? sum : (double)NAN;
}
