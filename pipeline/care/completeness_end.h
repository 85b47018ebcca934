/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The part of care/completeness_judge.h that looks at the end of a table.
 */
#ifndef SWITCHBACK_CARE_COMPLETENESS_END_H
#define SWITCHBACK_CARE_COMPLETENESS_END_H

#include "care/completeness_judge.h"

/* One table: the sums of all its sites. */
struct completeness_table {
    const struct completeness_grid *grid;
    struct completeness_counts *const *sites;
    size_t n_sites;
};

/* Sets last_day, has_ended and end_people. */
void completeness_end(const struct completeness_table *table, size_t site, struct completeness_verdict *verdict);

#endif
