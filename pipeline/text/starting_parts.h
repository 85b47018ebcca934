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

/* Of people who started medication: a second dose; the dose after 30 days. */
void starting_doses_add(struct report *report);

/* What detoxification led to; who started directly, and who through it. */
void starting_detoxification_add(struct report *report);

/* Who was admitted, started, or was seen once; staying among all admitted. */
void starting_admitted_add(struct report *report);

/* "from 2023-11-01 to 2026-10-31": all days of the data; "at any time" where they have no dates. */
const char *starting_whole_time(const struct report *report);

#endif
