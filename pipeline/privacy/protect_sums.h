/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which released numbers add up to which: the sums that protect_audit goes through, over values as it numbers them.
 */
#ifndef SWITCHBACK_PRIVACY_PROTECT_SUMS_H
#define SWITCHBACK_PRIVACY_PROTECT_SUMS_H

#include "privacy/protect_audit.h"

/* Groups that make up all people, on one day; first and returned episodes that make up all. */
enum protect_status protect_sums_of_groups(const struct protect_row *rows, size_t n_rows, struct protect_sums *sums);

/* Within the same people: kinds of exit that make up all exits; exits and the rest that make up all; stages that make
 * up all reflections; counts that several rows show. values: as for protect_audit. */
enum protect_status protect_sums_of_causes(const struct protect_row *rows, size_t n_rows, const double *values,
                                           struct protect_sums *sums);

/* From one day of a curve to the next. First of the three: it sets the values of PROTECT_BETWEEN. */
enum protect_status protect_sums_of_days(const struct protect_row *rows, size_t n_rows, double *values,
                                         struct protect_sums *sums);

#endif
