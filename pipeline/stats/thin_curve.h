/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SWITCHBACK_STATS_THIN_CURVE_H
#define SWITCHBACK_STATS_THIN_CURVE_H

#include <stdbool.h>

#include "stats/risk_sets.h"
#include "stats/status.h"
#include "stats/survival_sample.h"

/*
 * Where a curve rests on too few people: by influence, not by how many are left. At an event S falls by S(t-) / n for
 * each person who has it, n the people at risk; where that is more than 1 / THIN_CURVE_PEOPLE one person decides what
 * the curve says from then on. (A small risk set late on a low curve moves little: to flag all sets of fewer than
 * eleven withheld 45 % of the good curves of 1,000 people.)
 *
 * With delayed entry a risk set can be small early and large later. It may even be empty for a time: nobody could have
 * been seen to leave then, and where that is more than 1 / THIN_CURVE_PEOPLE of all the time up to t, S(t) says too
 * little.
 *
 * thin_curve_from: the time of the first event by which the curve of those at risk from `start` on, the product over
 * times after it, is thin; HUGE_VAL: none. thin_curve_at: is that curve thin at a time after `start`? `from` is
 * thin_curve_from of it. thin_curve_is_early: do as many people as a curve needs come, or come back, under risk after
 * that time? Not so at the end of every follow-up, where a curve thins out. thin_curve_restart: the first time s from
 * which on the curve is not thin early, and THIN_CURVE_PEOPLE people or more are at risk just after s; NaN: there is
 * none. O(times squared). (To ask that it be thin nowhere would find none where people are censored: each curve thins
 * out at its end.)
 *
 * `counts`: risk_sets_build of the group, with or without times asked for. STATS_NO_MEMORY.
 *
 * Source: our own definition (the influence of one event on the product-limit estimate, Reid, Annals of Statistics
 * 1981, 9:78, to first order); early risk sets under delayed entry: Lai & Ying, Annals of Statistics 1991, 19:417.
 */
enum { THIN_CURVE_PEOPLE = 11 };

double thin_curve_from(const struct risk_sets *counts, double start);
bool thin_curve_at(const struct survival_group *group, double from, double start, double time);
bool thin_curve_is_early(const struct risk_sets *counts, double from);
enum stats_status thin_curve_restart(const struct survival_group *group, const struct risk_sets *counts, double *start);

#endif
