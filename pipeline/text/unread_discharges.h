/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whose day of discharge cannot be read counts as open. Of whom a reason for leaving is recorded all the same, the page
 * of people names them first: that record is to be looked at before anybody is called.
 */
#ifndef SWITCHBACK_TEXT_UNREAD_DISCHARGES_H
#define SWITCHBACK_TEXT_UNREAD_DISCHARGES_H

#include "text/report.h"

/* How many days of discharge the export has that cannot be read; NaN: none. */
double unread_discharges_count(const struct report *report);

/* The first section of the page of people: those on any list, each once. Nothing where there is none. */
void unread_discharges_add(struct report *report);

#endif
