/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/program_changes.h"

#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/calendar.h"
#include "settings/month_words.h"
#include "stats/proportion.h"

static const double INTERVAL_LEVEL = 0.95;

static size_t insert(struct program_change changes[], size_t n, struct program_change change) {
    size_t at = n;

    for (size_t i = 0; i < n; i++)
        if (strcmp(changes[i].period, change.period) == 0)
            return n;
    if (n == PROGRAM_CHANGES_MOST)
        return n;
    for (; at > 0 && strcmp(changes[at - 1].period, change.period) > 0; at--)
        changes[at] = changes[at - 1];
    changes[at] = change;
    return n + 1;
}

static const char *period_of(const struct numbers *numbers, int32_t month) {
    char text[CALENDAR_TEXT_SIZE];

    calendar_write_month(calendar_month_first_day(month), text);
    return word_pool_format(numbers->pool, "%s", text);
}

size_t program_changes_list(const struct numbers *numbers, struct program_change changes[PROGRAM_CHANGES_MOST]) {
    struct number_list rebases =
        numbers_list(numbers, &(struct number_key){.analysis = ANALYSIS_MONTHS, .measure = "rebase"},
                     NUMBERS_ANY_PERIOD | NUMBERS_ANY_SUBGROUP);
    struct month_words notes = month_words_read(numbers->config, "notes");
    size_t n = 0;

    for (size_t i = 0; i < rebases.n; i++)
        n = insert(changes, n, (struct program_change){rebases.rows[i]->period, rebases.rows[i]->subgroup});
    number_list_free(&rebases);
    for (size_t i = 0; i < notes.n; i++)
        n = insert(changes, n,
                   (struct program_change){period_of(numbers, notes.months[i].month), notes.months[i].words});
    return n;
}

/* Months from `first` on and before `end` (NULL: to the last). */
static struct estimate sum_months(const struct numbers *numbers, const char *first, const char *end) {
    struct number_list list = numbers_list(
        numbers, &(struct number_key){.analysis = ANALYSIS_MONTHS, .measure = "cohort_left_30"}, NUMBERS_ANY_PERIOD);
    struct estimate sum = estimate_empty();
    struct interval share;

    sum.n = sum.events = 0;
    for (size_t i = 0; i < list.n; i++) {
        const struct estimate *row = list.rows[i];
        if (!number_is_shown(row) || strcmp(row->period, first) < 0 || (end != NULL && strcmp(row->period, end) >= 0))
            continue;
        sum.n += row->n;
        sum.events += row->events;
    }
    number_list_free(&list);
    if (proportion_wilson(sum.events, sum.n, INTERVAL_LEVEL, &share) == STATS_OK) {
        sum.estimate = share.estimate;
        sum.ci_low = share.ci_low;
        sum.ci_high = share.ci_high;
    }
    return sum;
}

bool program_changes_losses(const struct numbers *numbers, struct losses_compared *losses) {
    struct program_change changes[PROGRAM_CHANGES_MOST];

    for (size_t i = program_changes_list(numbers, changes); i-- > 0;) {
        losses->change = changes[i];
        losses->since = sum_months(numbers, changes[i].period, NULL);
        losses->before = sum_months(numbers, i > 0 ? changes[i - 1].period : "", changes[i].period);
        struct comparison_periods both = comparison_of_shares(&losses->since, &losses->before);
        losses->direction = both.change;
        if (both.is_sayable)
            return true;
    }
    return false;
}
