/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The files of a table, as ingest_export --deliveries tells of them. A table all of whose files, three or more, carry a
 * month in their names comes as one file a month: a month without one was not delivered, whatever the rows say.
 */
#ifndef SWITCHBACK_PERSON_SURVEY_DELIVERY_H
#define SWITCHBACK_PERSON_SURVEY_DELIVERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct survey_delivery {
    const char *table, *month; /* YYYY-MM in its name; "": none */
    int32_t first_day, last_day;
    double rows;
};

/* The first and the last month (calendar_month_index) of a table that comes as one file a month; false: it does not. */
bool survey_delivery_months(const struct survey_delivery deliveries[], size_t n, const char *table, int32_t *first,
                            int32_t *last);

/* Is there a file of the table for the month? */
bool survey_delivery_has(const struct survey_delivery deliveries[], size_t n, const char *table, int32_t month);

#endif
