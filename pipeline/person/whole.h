/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the facts of survey_tables say to whoever reads people: where the data begin, on which days nothing can be known
 * of whom, and how sites and groups are written.
 *
 * Days of a site are unknown in its holes of doses and visits, and behind the end of one of these tables, found or
 * declared. They are unknown to everybody who was last seen at the site before they begin; to whoever was never seen
 * before, when the first contact afterwards is there. (What of tests is missing changes nobody's care.)
 */
#ifndef SWITCHBACK_PERSON_WHOLE_H
#define SWITCHBACK_PERSON_WHOLE_H

#include <stdbool.h>

#include "base/dictionary.h"
#include "care/person.h"
#include "table/facts_table.h"

struct person;
struct recording_lag;
struct whole;

/* Reads facts.csv or ends the program (66, 65). */
struct whole *whole_read(const char *path);
void whole_free(struct whole *whole);

/* The first dose or visit; CALENDAR_NO_DAY: there is none, or days are relative. */
int32_t whole_window_start(const struct whole *whole);

/* false: it was not measured. */
bool whole_recording_lag(const struct whole *whole, struct recording_lag *lag);

/* The last day up to which some site is known: as-of, unless all have an end before it. */
int32_t whole_last_known(const struct whole *whole, int32_t as_of);

/* How a site, or a value of a carried group, is written; `column` is "site" or the group's name. */
const char *whole_shown(const struct whole *whole, const char *column, const char *text, size_t length);

/* Is any site's day unknown? */
bool whole_has_unknown(const struct whole *whole);

/* Fills `days` (room for whole_most_unknown) with the person's unknown days, sorted and disjoint; returns how many.
 * `texts`: of the person's numbers. */
size_t whole_most_unknown(const struct whole *whole);
size_t whole_unknown_days(const struct whole *whole, const struct person *person, const struct dictionary *texts,
                          struct care_unknown days[]);

/* The unknown days of a site, sorted and disjoint. */
const struct care_unknown *whole_site_days(const struct whole *whole, const char *site, size_t *n);

/* Is the day, or one since, unknown at the site? */
bool whole_is_unknown_since(const struct whole *whole, const char *site, int32_t day);

/* The last day of a site that closed, as declared or by a silence of more than 60 days; CALENDAR_NO_DAY: it is open. */
int32_t whole_closed_on(const struct whole *whole, const char *site);

#endif
