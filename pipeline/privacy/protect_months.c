/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/protect_months.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MONTHS_OF_QUARTER = 3, MONTHS_OF_YEAR = 12 };

static bool same_series(const struct protect_row *a, const struct protect_row *b) {
    return a->kind == b->kind && strcmp(a->measure, b->measure) == 0 && protect_row_same_people(a, b);
}

static bool is_share(const struct protect_row *row) { return strncmp(row->measure, "cohort_retention", 16) == 0; }
static bool is_census(const struct protect_row *row) { return strcmp(row->measure, "people_in_care") == 0; }

/* Months since year 0 of YYYY-MM; -1 for anything else. */
static int month_index(const char *period) {
    static const char form[] = "0000-00";
    int year = 0, month = 0;

    for (size_t i = 0; i < sizeof form; i++)
        if (form[i] == '0' ? period[i] < '0' || period[i] > '9' : period[i] != form[i])
            return -1;
    for (size_t i = 0; i < 4; i++)
        year = year * 10 + (period[i] - '0');
    for (size_t i = 5; i < 7; i++)
        month = month * 10 + (period[i] - '0');
    return month < 1 || month > 12 ? -1 : year * 12 + month - 1;
}

/* Can the number be told? */
static bool is_enough(const struct protect_row *row, const struct protect_limits *limits) {
    if (!is_share(row))
        return !protect_counts_is_small(row->estimate, limits) && !protect_counts_is_small(row->n, limits);
    return row->n >= limits->least && row->held >= limits->least && row->n - row->held >= limits->least;
}

/* The row that ends a span of months takes the whole span in; false when a month is missing or undecided. */
static bool add_span(const struct protect_row *rows, size_t n_rows, size_t last, int months,
                     struct protect_row *whole) {
    int end = month_index(rows[last].period), found = 0;

    *whole = rows[last];
    whole->n = whole->held = 0;
    whole->at_risk = whole->events = whole->event_people = (double)NAN;
    whole->estimate = is_census(&rows[last]) ? rows[last].estimate : 0;
    for (size_t i = 0; i < n_rows; i++) {
        int month = month_index(rows[i].period);
        if (!same_series(&rows[i], &rows[last]) || month > end || month <= end - months || isnan(rows[i].estimate))
            continue;
        found++;
        whole->n += rows[i].n;
        whole->held += rows[i].held;
        whole->estimate += is_census(&rows[i]) ? 0 : rows[i].estimate;
    }
    return found == months;
}

static bool ends_span(int month, int months) { return month >= 0 && (month + 1) % months == 0; }

/* Which spans of a series, counted in months, can be told. */
struct tally {
    size_t spans, small;
};

static struct tally count_spans(const struct protect_row *rows, size_t n_rows, size_t first, int months,
                                const struct protect_limits *limits) {
    struct tally tally = {0, 0};
    struct protect_row whole;

    for (size_t i = first; i < n_rows; i++) {
        if (!same_series(&rows[i], &rows[first]) || !ends_span(month_index(rows[i].period), months) ||
            !add_span(rows, n_rows, i, months, &whole))
            continue;
        tally.spans++;
        tally.small += !is_enough(&whole, limits);
    }
    return tally;
}

static void name_span(struct protect_row *row, int month, int months) {
    if (months == MONTHS_OF_YEAR)
        snprintf(row->coarse_period, sizeof row->coarse_period, "%04d", (month / 12) % 10000);
    else if (months == MONTHS_OF_QUARTER)
        snprintf(row->coarse_period, sizeof row->coarse_period, "%04d-Q%d", (month / 12) % 10000, (month % 12) / 3 + 1);
    else
        snprintf(row->coarse_period, sizeof row->coarse_period, "%04d-%02d", (month / 12) % 10000, month % 12 + 1);
}

static void leave_out(struct protect_row *row) { memcpy(row->coarse_period, "-", 2); }

/* months 0: nothing of the series is told. Rows are marked first and leave at the end, since spans read others. */
static void coarsen_series(struct protect_row *rows, size_t n_rows, size_t first, int months,
                           const struct protect_limits *limits) {
    const struct protect_row like = rows[first];

    for (size_t i = n_rows; i-- > first;) {
        struct protect_row whole;
        int month = month_index(rows[i].period);
        if (!same_series(&rows[i], &like))
            continue;
        if (months > 0 && ends_span(month, months) && add_span(rows, n_rows, i, months, &whole)) {
            rows[i] = whole;
            rows[i].withheld = !is_enough(&whole, limits);
            name_span(&rows[i], month, months);
        } else {
            leave_out(&rows[i]);
        }
    }
    for (size_t i = first; i < n_rows; i++)
        if (same_series(&rows[i], &like) && *rows[i].coarse_period == '-')
            rows[i].kind = PROTECT_LEAVE_OUT;
}

static bool is_of_all(const struct protect_row *row) { return *row->group_by == '\0'; }

static bool all_people_withhold(const struct protect_row *rows, size_t n_rows, const struct protect_row *like) {
    for (size_t i = 0; i < n_rows; i++)
        if (rows[i].kind == PROTECT_MONTHLY && is_of_all(&rows[i]) && rows[i].withheld &&
            strcmp(rows[i].measure, like->measure) == 0 && strcmp(rows[i].analysis, like->analysis) == 0)
            return true;
    return false;
}

/* The finest level that can be told; 0 when none can. */
static int find_level(const struct protect_row *rows, size_t n_rows, size_t first,
                      const struct protect_limits *limits) {
    static const int levels[] = {1, MONTHS_OF_QUARTER, MONTHS_OF_YEAR};
    enum { A_QUARTER = 4 };

    if (!is_of_all(&rows[first]) && all_people_withhold(rows, n_rows, &rows[first]))
        return 0;
    for (size_t level = 0; level < sizeof levels / sizeof levels[0]; level++) {
        struct tally tally = count_spans(rows, n_rows, first, levels[level], limits);
        if (tally.spans > 0 && (is_of_all(&rows[first]) ? A_QUARTER * tally.small <= tally.spans : tally.small == 0))
            return levels[level];
    }
    return 0;
}

/* Series of all people first: what they withhold decides over the others. */
void protect_months_coarsen(struct protect_row *rows, size_t n_rows, const struct protect_limits *limits) {
    for (int of_all = 1; of_all >= 0; of_all--)
        for (size_t first = 0; first < n_rows; first++)
            if (rows[first].kind == PROTECT_MONTHLY && *rows[first].coarse_period == '\0' &&
                is_of_all(&rows[first]) == (of_all == 1))
                coarsen_series(rows, n_rows, first, find_level(rows, n_rows, first, limits), limits);
}
