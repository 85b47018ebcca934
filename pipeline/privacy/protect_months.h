/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Counts and shares of months, made as coarse as privacy asks: by month where at most a quarter of a series' months
 * are too small to be told, else by whole quarters (2026-Q3), else by whole calendar years (2026); what is still too
 * small is withheld. One level a series, so that no level can be subtracted from another, and no sum over months is
 * told, so that none that is withheld can be found by subtraction. Flows add up; the census is that of the last month.
 * A series of one group is told only at a level where nothing of it is too small, and only when nothing of the series
 * of all people is withheld: groups make up all people.
 *
 * A series: rows of one analysis, measure, group_by, group.
 */
#ifndef SWITCHBACK_PRIVACY_PROTECT_MONTHS_H
#define SWITCHBACK_PRIVACY_PROTECT_MONTHS_H

#include "privacy/protect_counts.h"
#include "privacy/protect_row.h"

/* Coarsens the rows of kind PROTECT_MONTHLY in place: those that go become PROTECT_LEAVE_OUT, those that stay carry
 * the sums in n (people), held (of them with the event; NaN for counts) and estimate, and coarse_period. */
void protect_months_coarsen(struct protect_row *rows, size_t n_rows, const struct protect_limits *limits);

#endif
