/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which released numbers add up to which: the sums that protect_audit goes through.
 *
 * Values of n rows stand in an array of 3 n: row i itself; n + i, what its share is a share of (people, or
 * reflections); 2 n + i, those of them without the event.
 */
#ifndef SWITCHBACK_PRIVACY_PROTECT_SUMS_H
#define SWITCHBACK_PRIVACY_PROTECT_SUMS_H

#include "privacy/protect_audit.h"

/* Groups that make up all people, on one day, and first and returned episodes that make up all. */
enum protect_status protect_sums_of_groups(const struct protect_row *rows, size_t n_rows, struct protect_sums *sums);

/* Kinds of exit that make up all exits; exits and those still in care that make up all; stages that make up all
 * reflections. */
enum protect_status protect_sums_of_causes(const struct protect_row *rows, size_t n_rows, struct protect_sums *sums);

#endif
