/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long after care a discharge is recorded: days from the last contact inside the admission (the later of the last
 * covered day and the last attended visit) to the discharge. Until so many days before E an absent discharge means that
 * the person is in care.
 *
 * Counted are discharges more than CARE_LAG_OBSERVED_DAYS before E, of admissions with a contact: of later ones only
 * those recorded early are there yet, and would make the lag look short.
 *
 * source: statistics part 1, named rules (the 90th percentile of the recording lag); the percentile is the inverse of
 * the empirical distribution. checked against: R 4.2.2, quantile(lags, 0.9, type = 1).
 */
#ifndef SWITCHBACK_CARE_DISCHARGE_LAG_H
#define SWITCHBACK_CARE_DISCHARGE_LAG_H

#include "care/cover.h"
#include "care/person.h"

enum {
    CARE_LAG_OBSERVED_DAYS = 180,
    CARE_LAG_LONGEST = 366 /* days; longer ones count as this */
};

struct care_discharge_lags {
    size_t counts[CARE_LAG_LONGEST + 1]; /* discharges by lag in days */
    size_t n;
};

/* Counts a person's discharges; `runs`: all of the person's cover. */
void care_discharge_lags_add(struct care_discharge_lags *lags, const struct care_person *person,
                             const struct care_run runs[], size_t n_runs);

/* The least lag that at least `percent` of 100 discharges do not exceed; CARE_NO_DAY of none. */
int32_t care_discharge_lags_percentile(const struct care_discharge_lags *lags, unsigned percent);

#endif
