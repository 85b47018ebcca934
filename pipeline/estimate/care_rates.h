/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How often something happens to people in care, per 100 person-months (of 30.4375 days): one person after the other,
 * then the rows of the analysis `rates_in_care`, of the whole time and of the recent periods
 * (estimate/recent_periods.h).
 *
 *   return_to_use            on days at risk (care/in_care.h); first_return_to_use, second_, later_: of people with
 *                            none, one, two and more recorded before, each on their own days
 *   drug_test                days with a sample
 *   program_exit             leavings to look at first: administrative ones, and those with a discharge at that
 *                            leaving (in the days in which a reason counts) up to 30 days behind a return to use,
 *                            unless death, jail, hospital, transfer, completion, a move or the person's own wish is
 *                            its reason
 *   administrative_exit      the administrative ones of them; neither is told where no discharge has a reason, or a day
 *
 * Intervals are robust by person (stats/rate.h). The rates are of people in care: who has left is not seen to return to
 * use, and fewer tests find fewer.
 *
 * source: statistics part 2, returns to use per 100 patient-months; part 7, exits the program decided.
 */
#ifndef SWITCHBACK_ESTIMATE_CARE_RATES_H
#define SWITCHBACK_ESTIMATE_CARE_RATES_H

#include <stdbool.h>

#include "base/calendar.h"
#include "care/followup.h"
#include "person/person_reader.h"
#include "table/table_writer.h"

struct care_rates_scope {
    int32_t end; /* the last day on which it can be told who is in care; CALENDAR_NO_DAY: not known */
    int32_t same_event_days;
    int32_t reason_days_before, reason_days_after; /* of the last covered day: a discharge is that leaving's */
    enum calendar_kind days;
    bool has_uses, has_tests; /* does the export hold returns_to_use, drug_tests? */
    bool has_discharges;      /* and days of discharge? Else no exit is known to be the program's */
};

struct care_rates;

struct care_rates *care_rates_alloc(const struct care_rates_scope *scope);
void care_rates_free(struct care_rates *rates);

/* course: the person's episodes under the default rule; uses: first days of events, sorted. */
void care_rates_add(struct care_rates *rates, const struct person *person, struct care_course course,
                    struct care_days uses);

void care_rates_write(const struct care_rates *rates, struct table_writer *writer);

#endif
