/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The parts of the section Starting, each left out where its numbers do not exist. Internal class only, but for what
 * detoxification led to, and there too by its numbers alone.
 */
#ifndef SWITCHBACK_TEXT_STARTING_PARTS_H
#define SWITCHBACK_TEXT_STARTING_PARTS_H

#include "text/report_parts.h"

/* From asking for care to the first day of it; and what the export does not tell of it. */
void starting_waits_add(struct report *report);

/* Who still waits, by how long, and who was turned away or gave up; a part of the one above. */
void starting_requests_add(struct report *report);

/* Of people who started medication: a second dose; the dose after 30 days. */
void starting_doses_add(struct report *report);

/* What detoxification led to. */
void starting_detoxification_add(struct report *report);

/* Who was admitted, started, or was seen once. */
void starting_admitted_add(struct report *report);

#endif
