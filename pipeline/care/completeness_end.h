/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The part of care/completeness_judge.h that looks at the end of a table.
 */
#ifndef SWITCHBACK_CARE_COMPLETENESS_END_H
#define SWITCHBACK_CARE_COMPLETENESS_END_H

#include "care/completeness_judge.h"

/* One table: what was counted at all its sites. */
struct completeness_table {
    const struct completeness_grid *grid;
    struct completeness_counts *const *sites;
    uint64_t followed[COMPLETENESS_SCALES], vanished[COMPLETENESS_SCALES]; /* sums of all sites and whole blocks */
};

struct completeness_table completeness_table_of(const struct completeness_grid *grid,
                                                struct completeness_counts *const sites[], size_t n_sites);

/* Sets last_day, has_ended and end_people. */
void completeness_end(const struct completeness_table *table, size_t site, struct completeness_verdict *verdict);

#endif
