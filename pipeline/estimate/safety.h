/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Deaths and overdoses by how long people had been without cover (care/exposure.h): one person after the other, then
 * the rows of the analysis `safety`.
 *
 * Each measure stands for all days ("") and for each class of them (subgroup), over the whole time ("") and, where days
 * are dates, over the twelve months and the month that end with as-of (period YYYY-MM/YYYY-MM, YYYY-MM), and over the
 * twelve months before these, where care reaches back so far; both years side by side: estimate/safety_compared.h.
 *
 *   person_years                       n: people with such a day
 *   deaths                             people who died on such a day; the class "" has all, those before care too
 *                                      (`before_care`; of overdoses as well)
 *   deaths_per_100_person_years        exact Poisson limits
 *   overdoses                          not recorded as fatal; less than 7 days after the one before: the same.
 *                                      event_people: people with one
 *   overdoses_per_100_person_years     robust by person (stats/rate.h)
 *
 *   deaths_told_by, overdoses_told_by  by who told of them: estimate/safety_told.h
 *
 * Out of care a program hears of few deaths, and of overdoses mostly from those who come back: a rate of a class off
 * cover stands only where a source is linked that tells of everybody ([completeness] linked.death_index, .hospital);
 * the rates of all classes then end with what it is complete to. `not_known` days have no rate.
 *
 * After an overdose, whole time: seen_within_7_days, dose_changed_within_14_days (shares, clustered by person);
 * naloxone_in_hand: of people on cover on the last day, those to whom it was given as a change of plan.
 *
 * source: statistics part 7, safety.
 */
#ifndef SWITCHBACK_ESTIMATE_SAFETY_H
#define SWITCHBACK_ESTIMATE_SAFETY_H

#include <stdbool.h>

#include "base/calendar.h"
#include "care/exposure.h"
#include "person/person_reader.h"
#include "table/table_writer.h"

struct safety;

struct safety_scope {
    int32_t as_of;
    enum calendar_kind days;
    const struct dictionary *texts;    /* of the people that are added */
    int32_t deaths_end, overdoses_end; /* of the linked sources; CALENDAR_NO_DAY: not linked */
    bool has_events;                   /* does the export hold adverse_events? */
    bool tells_fatal;                  /* and of which overdoses somebody died? Else no death has a rate */
    bool tells_done;                   /* and which changes of plan were done? Else nobody knows of naloxone */
};

struct safety *safety_alloc(const struct safety_scope *scope);
void safety_free(struct safety *safety);

/* The person's days, in order. Doses and visits are looked at of people with an overdose alone. */
void safety_add(struct safety *safety, const struct person *person, const struct care_exposure_span spans[], size_t n);

void safety_write(const struct safety *safety, struct table_writer *writer);

#endif
