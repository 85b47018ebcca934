/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts trials and events person by person and gives the share of events with its person-clustered interval
 * (proportion_clustered: Wilson with the effective number of trials). One tally serves one share after the other; or
 * the shares of up to 32 codes of the same trials at once, each a bit, in one pass through them.
 */
#ifndef SWITCHBACK_ESTIMATE_SHARE_TALLY_H
#define SWITCHBACK_ESTIMATE_SHARE_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "table/estimates_table.h"

struct share_tally;

struct share_tally *share_tally_alloc(void);
void share_tally_free(struct share_tally *tally);

/* One trial of a person. A person's trials stand together; in order of people sums do not depend on that of a file. */
void share_tally_add(struct share_tally *tally, int32_t person, bool event);

/* Fills in n (people), event_people, at_risk (trials), events, the share with its interval (none without trials) and
 * too_few under 11 people; the tally is empty again. */
void share_tally_take(struct share_tally *tally, struct estimate *row);

/* The same of n_codes codes: the tally, empty, is set for them; bits of a trial's codes; one code's share, as often as
 * wanted; empty again, and set for one event. */
void share_tally_set_codes(struct share_tally *tally, size_t n_codes);
void share_tally_add_codes(struct share_tally *tally, int32_t person, uint32_t codes);
void share_tally_read_code(struct share_tally *tally, size_t code, struct estimate *row);
void share_tally_clear(struct share_tally *tally);

#endif
