/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The attacker's arithmetic, done before he does it, on class bounds alone: what does a sum of told classes say of a
 * count of 1 to 10?
 *
 * Every told class bounds its count, those of the event and of people also who is left and who left between two days.
 * Where the others in one sum (class_sums.h) leave fewer than four of the ten values to a count, the smallest class
 * among them is withheld (one above class 0, which bounds little, while there is one); then all over again. What is
 * withheld only grows, so it ends.
 *
 * A count that is not told is bounded by all sums it is in, a told one by its class alone: under censoring sums of
 * groups are only nearly exact (a group has its own curve), and carried on their errors would withhold what tells
 * nothing. That this is enough where all sums are exact is what the linear program shows.
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
