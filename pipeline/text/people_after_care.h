/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who is in the weeks after care and on no other list of the page of people: each person who is counted has a name
 * there.
 */
#ifndef SWITCHBACK_TEXT_PEOPLE_AFTER_CARE_H
#define SWITCHBACK_TEXT_PEOPLE_AFTER_CARE_H

#include "text/report.h"

/* A section of the page behind its lists; nothing where there is nobody. */
void people_after_care_add(struct report *report);

#endif
