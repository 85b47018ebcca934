/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What safety.c counts and safety_rows.c writes.
 */
#ifndef SWITCHBACK_ESTIMATE_SAFETY_PARTS_H
#define SWITCHBACK_ESTIMATE_SAFETY_PARTS_H

#include "estimate/recent_periods.h"
#include "estimate/safety.h"
#include "estimate/safety_after.h"
#include "estimate/safety_told.h"

enum safety_source { DEATHS, OVERDOSES, SOURCES };

/* Of one class, or of all days (CARE_EXPOSURE_NONE), in one period. */
struct safety_cell {
    double days, people; /* person-days up to the end of observation; people with one */
    double deaths, overdoses, overdose_people;
    double counted_deaths, death_days; /* up to where deaths are known of everybody */
    double *events, *exposures;        /* overdoses and days, of each person with a day, up to where these are known */
    size_t n, n_capacity, exposures_capacity;
};

struct safety_period {
    struct recent_period calendar;
    struct safety_cell cells[CARE_EXPOSURE_COUNT];
    double deaths_before_care, overdoses_before_care, overdose_people_before_care;
    struct safety_told told;
};

struct safety {
    struct safety_scope scope;
    struct safety_period periods[RECENT_PERIODS_MOST];
    size_t n_periods;
    int32_t *overdoses;
    size_t overdoses_capacity;
    enum told_by *told_by; /* of each of `overdoses` */
    size_t told_by_capacity;
    int32_t earliest; /* the first covered day of anybody */
    struct safety_after *after;
};

/* A source that is not linked tells what the program hears, up to the end: INT32_MAX. */
int32_t safety_end_of_source(const struct safety *safety, enum safety_source source);

#endif
