/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whom to act for, one by one. The report counts them, and those to be called by days without care and site; who they
 * are stands on a page of its own beside it: so that page can go when its days are over, and the report stay.
 */
#ifndef SWITCHBACK_TEXT_CALLED_PEOPLE_H
#define SWITCHBACK_TEXT_CALLED_PEOPLE_H

#include "table/people_list.h"
#include "text/report.h"

/* What the page and the text of names are called, without .html and .txt. */
extern const char called_people_name[];

/* For how many days without care somebody is to be called: those that the default rule waits. */
long called_people_days(const struct report *report);

/* Where on that page a list stands ("people.html#callable"); NULL: in data/ alone. */
const char *called_people_place(const struct report *report, enum people_list list);

/* The part of section_to_do: how many, by site, and where the names stand. */
void called_people_add(struct report *report);

/* The page of names, whole, into report->document: from the lists in report->lists, each in the order of urgency; one
 * that is not there, or that names nobody, is said, and which stand in data/ alone. */
void called_people_build(struct report *report);

#endif
