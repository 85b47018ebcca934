/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Late rows: an export of one month that also brings rows of earlier months. A file whose rows lie for at least
 * four fifths in one month is that month's export; its rows of earlier months are late (accepted, counted).
 */
#ifndef SWITCHBACK_INGEST_LATE_ROWS_H
#define SWITCHBACK_INGEST_LATE_ROWS_H

#include <stdint.h>

enum { LATE_ROWS_MONTHS = 300 * 12 };

struct late_rows {
    long *by_month; /* from 1900-01; NULL before the first row */
    long n;
    int32_t day, month; /* the last day looked up: exports come mostly in date order */
};

void late_rows_add(struct late_rows *late, int32_t day);
long late_rows_count(const struct late_rows *late);
void late_rows_free(struct late_rows *late);

#endif
