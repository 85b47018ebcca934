/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/survey_delivery.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/memory.h"

enum { LEAST_MONTH_FILES = 3 };

/* YYYY-MM; -1: none. */
static int32_t month_of(const struct survey_delivery *delivery) {
    char *first_day = memory_format("%s-01", delivery->month);
    int32_t day, month = -1;

    if (calendar_parse_iso(first_day, strlen(first_day), &day))
        month = calendar_month_index(day);
    free(first_day);
    return month;
}

bool survey_delivery_months(const struct survey_delivery deliveries[], size_t n, const char *table, int32_t *first,
                            int32_t *last) {
    size_t n_files = 0;

    *first = INT32_MAX;
    *last = -1;
    for (size_t i = 0; i < n; i++) {
        int32_t month;
        if (strcmp(deliveries[i].table, table) != 0)
            continue;
        month = month_of(&deliveries[i]);
        if (month < 0)
            return false;
        n_files++;
        *first = month < *first ? month : *first;
        *last = month > *last ? month : *last;
    }
    return n_files >= LEAST_MONTH_FILES;
}

bool survey_delivery_has(const struct survey_delivery deliveries[], size_t n, const char *table, int32_t month) {
    for (size_t i = 0; i < n; i++)
        if (strcmp(deliveries[i].table, table) == 0 && month_of(&deliveries[i]) == month)
            return true;
    return false;
}
