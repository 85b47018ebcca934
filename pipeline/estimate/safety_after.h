/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was done: after overdoses, and naloxone in hand.
 *
 *   seen_within_7_days            of overdoses followed for 7 days (or to a death behind the day): an attended visit,
 * or medication given, on one of the 7 days behind it; of people on cover and off cover (subgroup), for who has left is
 * hardly seen dose_changed_within_14_days   of overdoses followed so for 14 days, of people given medication in the 30
 * days up to it: medication given in those 14 days of another dose on a day, or another one, than the last before
 *   naloxone_in_hand              of people on cover on the last day of observation: a change of plan naloxone_given
 *                                 was done by then; not told where no change of plan is recorded of anybody
 */
#ifndef SWITCHBACK_ESTIMATE_SAFETY_AFTER_H
#define SWITCHBACK_ESTIMATE_SAFETY_AFTER_H

#include "care/exposure.h"
#include "care/followup.h"
#include "person/person_reader.h"
#include "table/table_writer.h"

struct safety_after;

struct safety_after *safety_after_alloc(void);
void safety_after_free(struct safety_after *after);

/* overdoses: the person's, joined; spans: the person's days. */
void safety_after_add(struct safety_after *after, const struct person *person, struct care_days overdoses,
                      const struct care_exposure_span spans[], size_t n);

/* tells_done: whether a change of plan was done is known, so that naloxone is told. */
void safety_after_write(const struct safety_after *after, bool tells_done, struct table_writer *writer);

#endif
