/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/row_volume.h"

enum { BASELINE_DAYS = 90, THIN_ROWS = 20 };

void row_volume_add(struct row_volume *volume, int32_t days_before_end) {
    if (days_before_end >= 0 && days_before_end < ROW_VOLUME_DAYS)
        volume->counts[days_before_end]++;
}

void row_volume_add_all(struct row_volume *volume, const struct row_volume *more) {
    for (size_t i = 0; i < ROW_VOLUME_DAYS; i++)
        volume->counts[i] += more->counts[i];
}

/* Rows from `from` days before the end and `n` days further back. */
static double sum_days(const struct row_volume *volume, int32_t from, int32_t n) {
    double sum = 0;

    for (int32_t i = from; i < from + n && i < ROW_VOLUME_DAYS; i++)
        sum += volume->counts[i];
    return sum;
}

static int32_t last_row(const struct row_volume *volume) {
    int32_t lag = 0;

    while (lag < ROW_VOLUME_DAYS && volume->counts[lag] == 0)
        lag++;
    return lag;
}

int32_t row_volume_lag(const struct row_volume *volume, int32_t window, double least_share) {
    int32_t last = last_row(volume), lag = 0;
    double usual;

    if (last >= ROW_VOLUME_DAYS)
        return 0;
    usual = sum_days(volume, last + window, BASELINE_DAYS) * window / BASELINE_DAYS;
    if (usual < THIN_ROWS)
        return 0;
    while (lag < ROW_VOLUME_DAYS && sum_days(volume, lag, window) < least_share * usual)
        lag++;
    if (lag == 0)
        return 0;
    if (lag == ROW_VOLUME_DAYS) /* no window anywhere has so large a share: there is no better day than the last */
        return last;
    while (volume->counts[lag] == 0) /* the window's last day with rows */
        lag++;
    return lag;
}
