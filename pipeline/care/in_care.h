/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The days on which a person is known to be in care, and of these the days at risk of a return to use.
 *
 * In care: from the day on which an episode is seen to the day before leaving, else to C, the last day up to which
 * leaving can be told. At risk: those days but the 13 behind the first day of a return to use, on which more use is the
 * same event (same_event_days is 14); told apart by how many returns to use were recorded before.
 *
 * source: statistics part 2, returns to use per 100 person-months in care, second and third on their own clock.
 * checked against: tests/reference/rates_in_care.R and, by months, tests/reference/month_rates.R.
 */
#ifndef SWITCHBACK_CARE_IN_CARE_H
#define SWITCHBACK_CARE_IN_CARE_H

#include "care/followup.h"

/* Days [first, last], with so many returns to use before them. */
struct care_risk_span {
    int32_t first, last;
    size_t n_before;
};

/* The days in care of one episode; false: none is known. */
bool care_in_care_days(const struct care_episode *episode, int32_t *first, int32_t *last);

/* Of days [first, last] in care those at risk between two uses that follow one another (first days of events;
 * CARE_NO_DAY: there is none); the later one is counted where it is the last of them. n_before is left as it is. False:
 * there is no such day. */
bool care_risk_span_between(int32_t first, int32_t last, int32_t before, int32_t next, int32_t same_event_days,
                            struct care_risk_span *span);

/* Cuts days [first, last] in care at the uses (first days of events, sorted); room for uses.n + 1. */
size_t care_risk_spans(int32_t first, int32_t last, struct care_days uses, int32_t same_event_days,
                       struct care_risk_span spans[]);

#endif
