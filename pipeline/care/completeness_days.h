/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Single days of care/completeness.h and care/completeness_judge.h, by how many lie between them and as-of.
 */
#ifndef SWITCHBACK_CARE_COMPLETENESS_DAYS_H
#define SWITCHBACK_CARE_COMPLETENESS_DAYS_H

#include "care/completeness_judge.h"

/* Is there a row on the day; on one of the days from `youngest` back to `oldest`? */
bool completeness_row_at(const struct completeness_counts *counts, int32_t age);
bool completeness_row_within(const struct completeness_counts *counts, int32_t youngest, int32_t oldest);

void completeness_mark_ages(struct completeness_verdict *verdict, int32_t youngest, int32_t oldest);

#endif
