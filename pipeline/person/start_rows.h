/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of starts.csv for one person: under the default rule, where that counts days of cover. Under one of recorded
 * discharges the first day of care is the admission, and there is nothing to tell.
 *
 *   first_dose      from each request by somebody not in care (care/first_dose.h): started, gave_up, death. Where days
 * of the site asked are unknown, a wait is followed up to the day before them second_dose     of first episodes that
 * began with medication, from day 0 (care/start.h): second_dose, left, death; censored with the episode dose_on_day_30
 * of these, who are in care after 30 days, covered by a medication of [dose_on_day_30] and nothing else, with a
 * recorded dose: at_least, below all_admitted    first episodes as they are, and who was admitted in the window, to
 * other care than detoxification, and had not a day of cover: left on day 1, where so many days were seen that it is
 * decided
 */
#ifndef SWITCHBACK_PERSON_START_ROWS_H
#define SWITCHBACK_PERSON_START_ROWS_H

#include "person/episode_cells.h"

/* Under the default rule; borrowed. */
struct start_rows_care {
    const struct care_covers *covers;
    const struct care_episode *episodes;
    size_t n;
};

void start_rows_write(const struct episode_cells *cells, struct table_writer *writer, const struct person *person,
                      const struct start_rows_care *care);

#endif
