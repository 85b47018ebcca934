/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/late_rows.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "base/memory.h"

void late_rows_add(struct late_rows *late, int32_t day) {
    if (late->by_month == NULL)
        late->by_month = memory_alloc(LATE_ROWS_MONTHS, sizeof *late->by_month);
    if (late->n == 0 || day != late->day) {
        late->day = day;
        late->month = calendar_month_index(day) - 1900 * 12;
    }
    late->n++;
    if (late->month >= 0 && late->month < LATE_ROWS_MONTHS)
        late->by_month[late->month]++;
}

long late_rows_count(const struct late_rows *late) {
    long before = 0;
    int fullest = 0;

    if (late->by_month == NULL)
        return 0;
    for (int month = 1; month < LATE_ROWS_MONTHS; month++)
        if (late->by_month[month] > late->by_month[fullest])
            fullest = month;
    if (late->by_month[fullest] * 5 < late->n * 4)
        return 0;
    for (int month = 0; month < fullest; month++)
        before += late->by_month[month];
    return before;
}

void late_rows_free(struct late_rows *late) {
    free(late->by_month);
    *late = (struct late_rows){0};
}
