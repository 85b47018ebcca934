/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The deaths and overdoses of the last twelve months beside those of the twelve before: rows of the analysis `compared`
 * (estimate/month_compared.h), measures deaths and overdoses, each with _before, _part and _known_part.
 *
 * A program knows more people every year, since it goes on hearing of those who left, so that the count grows where
 * nothing gets worse: _part is of as many days of the calendar, _known_part of as many days that people were known,
 * from their first covered one on up to the end or the death. Counted are people.
 *
 * checked against: tests/reference/safety.R (R's poisson.test).
 */
#ifndef SWITCHBACK_ESTIMATE_SAFETY_COMPARED_H
#define SWITCHBACK_ESTIMATE_SAFETY_COMPARED_H

#include "estimate/recent_periods.h"
#include "table/table_writer.h"

struct safety_year {
    const struct recent_period *calendar;
    double person_days; /* from first covered days on, up to the end or the death */
    double deaths, overdoses, overdose_people;
};

void safety_compared_write(const struct safety_year *later, const struct safety_year *earlier,
                           struct table_writer *writer);

#endif
