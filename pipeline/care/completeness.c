/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/completeness.h"

enum { BASELINE_DAYS = 90, THIN_ROWS = 20 };

void completeness_add(struct completeness *completeness, int32_t days_before_end) {
    if (days_before_end >= 0 && days_before_end < COMPLETENESS_DAYS)
        completeness->counts[days_before_end]++;
}

void completeness_add_all(struct completeness *completeness, const struct completeness *more) {
    for (size_t i = 0; i < COMPLETENESS_DAYS; i++)
        completeness->counts[i] += more->counts[i];
}

/* Rows from `from` days before the end and `n` days further back. */
static double sum_days(const struct completeness *completeness, int32_t from, int32_t n) {
    double sum = 0;

    for (int32_t i = from; i < from + n && i < COMPLETENESS_DAYS; i++)
        sum += completeness->counts[i];
    return sum;
}

static int32_t last_row(const struct completeness *completeness) {
    int32_t lag = 0;

    while (lag < COMPLETENESS_DAYS && completeness->counts[lag] == 0)
        lag++;
    return lag;
}

int32_t completeness_lag(const struct completeness *completeness, int32_t window, double least_share) {
    int32_t last = last_row(completeness), lag = 0;
    double usual;

    if (last >= COMPLETENESS_DAYS)
        return 0;
    usual = sum_days(completeness, last + window, BASELINE_DAYS) * window / BASELINE_DAYS;
    if (usual < THIN_ROWS)
        return 0;
    while (lag < COMPLETENESS_DAYS && sum_days(completeness, lag, window) < least_share * usual)
        lag++;
    if (lag == 0)
        return 0;
    if (lag == COMPLETENESS_DAYS) /* no window anywhere has so large a share: there is no better day than the last */
        return last;
    while (completeness->counts[lag] == 0) /* the window's last day with rows */
        lag++;
    return lag;
}
