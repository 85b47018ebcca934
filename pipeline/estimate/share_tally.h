/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts trials and events person by person and gives the share of events with its person-clustered interval
 * (proportion_clustered: Wilson with the effective number of trials). One tally serves one share after the other.
 */
#ifndef SWITCHBACK_ESTIMATE_SHARE_TALLY_H
#define SWITCHBACK_ESTIMATE_SHARE_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "table/estimates_table.h"

struct share_tally;

struct share_tally *share_tally_alloc(size_t n_people);
void share_tally_free(struct share_tally *tally);

/* One trial of person 0 .. n_people - 1. Add in order of people: sums then do not depend on the order of a file. */
void share_tally_add(struct share_tally *tally, int32_t person, bool event);

/* Fills in n (people), event_people, at_risk (trials), events, the share with its interval (none without trials) and
 * too_few under 11 people; the tally is empty again. */
void share_tally_take(struct share_tally *tally, struct estimate *row);

#endif
