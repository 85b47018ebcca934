/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Deaths and overdoses by who told of them (care/told_by.h), in one period: rows of the analysis `safety`, measures
 * deaths_told_by and overdoses_told_by, the source as subgroup. A new source, or one that sends more, makes counts grow
 * though no more happened: beside the sources alone that is seen.
 *
 *   n, event_people   people; one with overdoses told by several stands at each
 *   events            deaths; overdoses: those that are one are told by the first of their rows' sources
 *
 * A source has rows where it told of any in the whole time; there are none where no row says who told of it.
 *
 * checked against: tests/reference/safety.R.
 */
#ifndef SWITCHBACK_ESTIMATE_SAFETY_TOLD_H
#define SWITCHBACK_ESTIMATE_SAFETY_TOLD_H

#include "care/followup.h"
#include "care/told_by.h"
#include "estimate/recent_periods.h"
#include "person/person_reader.h"
#include "table/table_writer.h"

struct safety_told {
    double deaths[TOLD_BY_COUNT], overdoses[TOLD_BY_COUNT], overdose_people[TOLD_BY_COUNT];
};

/* Who told of each of `events`, the person's overdoses with those near each other joined; by[]: as many. */
void safety_told_of_events(const struct person *person, const struct dictionary *texts, struct care_days events,
                           enum told_by by[]);

/* Of one person; by[]: of each of `events`. */
void safety_told_add(struct safety_told *told, const struct recent_period *period, const struct person *person,
                     struct care_days events, const enum told_by by[]);

/* whole: of the whole time. */
void safety_told_write(const struct safety_told *told, const struct safety_told *whole, const char *period,
                       struct table_writer *writer);

#endif
