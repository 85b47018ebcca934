/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The attacker's arithmetic, done before he does it, on class bounds alone: what do sums of told classes say of a count
 * of 1 to 10?
 *
 * Every told class bounds its count, and bounds are carried through all sums (class_sums.h) until nothing changes: what
 * a linear program does where sums share one total. Where a sum leaves fewer than four of the ten values, the smallest
 * class of it beside the count's own is withheld (one above class 0, which bounds little, while there is one); then all
 * over again. What is withheld only grows, so it ends.
 *
 * Sums are taken as exact. Under censoring they are not (a group's curve is its own): where bounds contradict each
 * other the sum says nothing, and is left.
 *
 * source: secondary suppression by attacker bounds: Willenborg & de Waal 2001, ch. 6; Fischetti & Salazar 2000.
 * checked against: a linear program (GLPK) over release directories: tests/attack.
 */
#ifndef SWITCHBACK_PRIVACY_INTERVAL_CHECK_H
#define SWITCHBACK_PRIVACY_INTERVAL_CHECK_H

#include "privacy/class_table.h"

/* Of 1..10, as many must be left; a protection interval. */
enum { INTERVAL_LEAST_LEFT = 4 };

/* Sets `withheld` of the table's rows. */
enum protect_status interval_check(struct class_table *table, double width);

#endif
