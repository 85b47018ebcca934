/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Deaths and overdoses of the month and of the year, as the first screen and the section say them alike.
 */
#ifndef SWITCHBACK_TEXT_SAFETY_WORDS_H
#define SWITCHBACK_TEXT_SAFETY_WORDS_H

#include "text/report.h"

/* Is it known of every overdose whether somebody died of it? */
bool safety_tells_fatal(const struct report *report);

/* Is nobody linked who tells of the deaths, or the overdoses, of those off cover? */
bool safety_misses_deaths(const struct report *report);
bool safety_misses_overdoses(const struct report *report);

/* Is a day declared up to which the source ("death_index", "hospital") tells of everybody, whatever day? */
bool safety_is_linked(const struct report *report, const char *source);
/* Why what is missed has no rate off cover: "none is declared", "the one declared lies before any such day". */
const char *safety_undeclared_words(const struct report *report);

/* "survived an overdose"; where the export does not say of each who died of it: "had an overdose" */
const char *safety_overdose_words(const struct report *report);

/* "In October 2026, 3 people died and 3 people survived an overdose: too few in a month to compare." and the year
 * beside the year before, each with its direction or that there are too few to say one. "" where nothing is held. */
const char *safety_words(const struct report *report);

/* The last twelve months that safety is told of, and those before; NULL: there are none. */
const char *safety_last_year(const struct report *report);
const char *safety_year_before(const struct report *report);

#endif
