/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whom to call. The report counts them, by days without care and site; their names stand on a page of its own beside
 * it, with who was discharged meanwhile: so the page of names can go when its days are over, and the report stay.
 */
#ifndef SWITCHBACK_TEXT_CALLED_PEOPLE_H
#define SWITCHBACK_TEXT_CALLED_PEOPLE_H

#include "text/report.h"

/* What the page and the text of names are called, without .html and .txt. */
extern const char called_people_name[];

/* For how many days without care somebody can be called: those that the default rule waits. */
long called_people_days(const struct report *report);

/* The part of section_to_do: how many, by site, and where the names stand. */
void called_people_add(struct report *report);

/* The page of names, whole, into report->document: from the lists in report->lists; one that is not there, or that
 * names nobody, is said. */
void called_people_build(struct report *report);

#endif
