/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The shares that stand first on the page, each with the period that it is of: one rule for sentences, tiles and what
 * is said since the last report, so that the same words are never of two periods.
 */
#ifndef SWITCHBACK_TEXT_FIRST_SHARES_H
#define SWITCHBACK_TEXT_FIRST_SHARES_H

#include "text/comparison.h"
#include "text/report.h"

/* Still in care after `day`, by the last year's days beside the year before. */
struct comparison_periods first_shares_staying(const struct report *report, double day);

/* Of who started: of the months since a rebase, where these may be spoken of; else of the twelve. */
struct comparison_periods first_shares_lost(const struct report *report, const char *measure);

/* Seen within 7 days of a return to use, of the twelve months. */
struct comparison_periods first_shares_seen(const struct report *report);

/* What the first sentences or tiles called more or fewer in the last report and do not now, or the other way round:
 * an item each. */
void first_shares_add_turned(struct report *report, const struct report *then);

#endif
