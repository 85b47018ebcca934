/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a list of people to act on is called, for the section To do now and for the page of people.
 */
#ifndef SWITCHBACK_TEXT_SECTION_TO_DO_H
#define SWITCHBACK_TEXT_SECTION_TO_DO_H

#include "table/people_list.h"
#include "text/report.h"

/* So far a list reaches (care/to_do.h): days since an event; the days that the rule waits, or those of silence if they
 * are fewer. */
long section_to_do_days(const struct report *report, enum people_list list);

const char *section_to_do_title(const struct report *report, enum people_list list);

/* For what people stand on the lists to reach first (table/people_list.h), but for an overdose: "without care, in the
 * month after care or discharge, or overdue for an injection". Short, for it stands in a tile. */
const char *section_to_do_first(const struct report *report);

/* People who survived an overdose lately and have not been seen since; 0: none, or nobody can tell. */
double section_to_do_not_seen(const struct report *report);

#endif
