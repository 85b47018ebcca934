/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where each site's tables end: counted while people are read, applied when they are read again.
 */
#ifndef SWITCHBACK_PERSON_SITE_ENDS_H
#define SWITCHBACK_PERSON_SITE_ENDS_H

#include <stdbool.h>

#include "person/person_reader.h"
#include "table/table_writer.h"

struct site_ends;

/* as_of CALENDAR_NO_DAY: nothing is counted (relative days without an end). */
struct site_ends *site_ends_alloc(int32_t as_of, int32_t window_days, double least_share);
void site_ends_free(struct site_ends *ends);

/* Counts the person's doses and visits for the person's site, before site_ends_settle. */
void site_ends_count(struct site_ends *ends, const struct person *person, const struct dictionary *texts);

/* Moves the person's end of observation back to the site's, where that is earlier; after site_ends_settle. */
void site_ends_apply(const struct site_ends *ends, struct person *person, const struct dictionary *texts);

/* Adds the counts of further people, whom another thread has read. */
void site_ends_add(struct site_ends *ends, const struct site_ends *more);

/* Judges the counts, once: true when a site's tables stop early and people must be read again. Relative days have
 * no common calendar, so there nothing is judged. */
bool site_ends_settle(struct site_ends *ends, enum calendar_kind days);

/* The last day on which any site is observed: the end given, unless the tables of all sites stop before. */
int32_t site_ends_last(const struct site_ends *ends);

/* One note per site that stops early; rows `table_end` of the data_quality analysis for every such site. */
void site_ends_say(const struct site_ends *ends, bool quiet);
void site_ends_write(const struct site_ends *ends, struct table_writer *estimates);

#endif
