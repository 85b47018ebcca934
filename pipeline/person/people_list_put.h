/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A row of a list of people to act on: what the lists share, for person/people_list_rows.h.
 */
#ifndef SWITCHBACK_PERSON_PEOPLE_LIST_PUT_H
#define SWITCHBACK_PERSON_PEOPLE_LIST_PUT_H

#include "person/people_list_rows.h"

const char *people_list_put_text(const struct listing *listing, uint32_t number);

/* The last overdose that the person survived, where it is at most so many days before as-of (care_overdose_within). */
int32_t people_list_put_overdose(const struct listing *listing, const struct at_hand *at, int32_t days);

/* Fills listing->spans with those of the person at hand; returns how many. */
size_t people_list_put_spans(struct listing *listing, const struct at_hand *at);

/* One more of whom the list could tell. */
void people_list_put_could(struct listing *listing, const struct at_hand *at, enum people_list list);

/* One row; of a person who has several on a list `again` is true behind the first. */
void people_list_put(struct listing *listing, struct at_hand *at, enum people_list list, const char *what,
                     int32_t since, bool again);

/* The same in two parts, where more stands in the row: counts it, and begins it, up to the column `reason`. */
void people_list_put_count(struct listing *listing, struct at_hand *at, enum people_list list, bool again);
void people_list_put_begin(const struct listing *listing, struct table_writer *writer, const struct at_hand *at,
                           const char *what, int32_t since, int32_t end);

#endif
