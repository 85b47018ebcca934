/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which months are known at which site, by the facts of survey_tables: a site that is late, or has a hole, or closed,
 * never stops the others.
 *
 * A month is seen at a site when none of its days is unknown there, and settled when none of those within the rule's
 * gap of it is either: leaving is decided by the days behind it, and who left in a hole is only missed some days after
 * it. A month of all people is known when it is at every site that was open in it: one that closed before it is none.
 * Where some open sites are not known, the sums of those that are stand in rows of their own:
 * MEASURE_known, group_by `sites`, group their names (", " between them).
 */
#ifndef SWITCHBACK_ESTIMATE_MONTH_KNOWN_H
#define SWITCHBACK_ESTIMATE_MONTH_KNOWN_H

#include "estimate/month_rows.h"
#include "person/whole.h"

/* Of one group; [n_months] each. */
struct month_known {
    bool *seen, *settled;
};

/* Every month known; month_known_free. */
struct month_known month_known_alloc(size_t n_months);
void month_known_free(struct month_known *known);

/* The months of a site that the facts leave unknown; `gap`: days by which leaving is decided. */
void month_known_site(const struct whole *whole, const char *site, const struct month_frame *frame, int32_t gap,
                      struct month_known *known);

/* Takes from the months of all people those that this site does not know, but for months after it closed. */
void month_known_take(const struct whole *whole, const char *site, const struct month_frame *frame,
                      const struct month_known *of_site, struct month_known *everyone);

/* The sums of the sites that are known, in the months that all people's rows leave out. */
void month_known_write(const struct month_rows *everyone, const struct month_rows sites[], size_t n_sites);

#endif
