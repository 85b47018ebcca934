/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Those to be called, in the report: counted by days without care and site, with a link to the page that names them.
 */
#ifndef SWITCHBACK_TEXT_CALLED_PEOPLE_H
#define SWITCHBACK_TEXT_CALLED_PEOPLE_H

#include "text/report.h"

/* For how many days without care somebody is to be called: those that the default rule waits. */
long called_people_days(const struct report *report);

/* The part of section_to_do: how many, by site, and where the names stand. */
void called_people_add(struct report *report);

#endif
