/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sites under a word that nobody listed: a column of few values, nearly all of which stand in the column of sites of
 * another file, or (where no file has one) a header that stands in two files with the same few values. Guesses.
 */
#ifndef SWITCHBACK_DRAFT_PLAN_SITES_H
#define SWITCHBACK_DRAFT_PLAN_SITES_H

struct draft_plan;

/* Fills columns of sites that nothing was found for. */
void plan_sites_add(struct draft_plan *plan);

#endif
