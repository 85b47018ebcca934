/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What followed the first day of an episode of medication: was there a second dose, and how large is the daily dose by
 * a later day?
 *
 * The second dose is the first row of medication on a later day than that on which care began, of whatever drug and
 * kind: doses taken home with the first one are part of it. Where care began with an injection or an implant it is the
 * next injection or implant.
 *
 * The daily dose on a day is that of the last row up to it: rows of that day add where their strengths differ (8 mg and
 * 2 mg are 10), alike ones are one amount (14 days and 7 more); a clinic dose and what is taken home with it are not
 * added, the larger counts.
 *
 * source: statistics part 7, starting; part 1, step 1 (rows of one drug on one day are one group).
 * checked against: tests/reference/starting.R, written from this definition.
 */
#ifndef SWITCHBACK_CARE_START_H
#define SWITCHBACK_CARE_START_H

#include "care/cover.h"
#include "care/episode.h"

/* The day of the second dose; CARE_NO_DAY: none is recorded. `given`: the day of the supply that care began with. */
int32_t care_second_dose(const struct care_person *person, int32_t given);

/* The day on which what covers the first day of the episode was given. */
int32_t care_start_given(const struct care_covers *covers, const struct care_episode *episode);

/* The person's only medication on a day, and its daily dose: of the last row up to it, where the day is covered, no
 * injection or implant runs on it, and the last day with rows has those of one medication. CARE_NO_MEDICATION: none
 * such. *strength in micrograms; CARE_NO_STRENGTH: not recorded. */
uint32_t care_dose_on(const struct care_person *person, const struct care_covers *covers, int32_t day,
                      int32_t *strength);

#endif
