/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The last step of protect_table: exact numbers out of the row, released ones in.
 */
#ifndef SWITCHBACK_PRIVACY_PROTECT_RELEASE_H
#define SWITCHBACK_PRIVACY_PROTECT_RELEASE_H

#include "privacy/protect_counts.h"
#include "privacy/protect_row.h"

/* A row without a number, for a reason that is no secret (immature, beyond_follow_up): its flag stays. */
void protect_release_empty(struct protect_row *row);

/* Shares, counts and parameters; a withheld row loses every number. */
void protect_release_row(struct protect_row *row, const struct protect_limits *limits);

/* Quantiles and p-values, from rows that protect_release_row has been through; other rows are left as they are. */
void protect_release_derived(struct protect_row *row, const struct protect_row *rows, size_t n_rows,
                             const struct protect_limits *limits);

#endif
