/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lists of people to act on, for the section To do now, for the first page and for the page of people: what each is
 * called, what it needs of the export, and what is counted on it.
 */
#ifndef SWITCHBACK_TEXT_TO_DO_LISTS_H
#define SWITCHBACK_TEXT_TO_DO_LISTS_H

#include "table/people_list.h"
#include "text/report.h"

/* A row of the analysis `to_do`; NULL: there is none. */
const struct estimate *to_do_row(const struct report *report, const char *measure, const char *subgroup);

/* 0: there is no such row. */
double to_do_count(const struct report *report, const char *measure, const char *subgroup);

/* Does the export tell who was discharged? Without it nobody knows which admission is open. */
bool to_do_tells_discharged(const struct report *report);

/* What an export does not hold that cannot tell the list: "open admissions". */
const char *to_do_needs(const struct report *report, enum people_list list);

/* So far a list reaches (care/to_do.h): days since an event; the days that the rule waits, or those of silence if they
 * are fewer. */
long to_do_days(const struct report *report, enum people_list list);

const char *to_do_title(const struct report *report, enum people_list list);

/* For what people stand on the lists to reach first (table/people_list.h), but for an overdose: "without care, in the
 * month after care or discharge, or overdue for an injection". Short, for it stands in a tile. */
const char *to_do_first(const struct report *report);

/* People who survived an overdose lately and have not been seen since; 0: none, or nobody can tell. */
double to_do_not_seen(const struct report *report);

#endif
