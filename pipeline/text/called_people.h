/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The part of section_to_do that names people: who can be called, by days without care, and who was discharged
 * meanwhile.
 */
#ifndef SWITCHBACK_TEXT_CALLED_PEOPLE_H
#define SWITCHBACK_TEXT_CALLED_PEOPLE_H

#include "text/report.h"

/* From the lists in report->lists; a list that is not there has no table. */
void called_people_add(struct report *report);

#endif
