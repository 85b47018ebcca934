/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows of a file that are none of the table's, by a column that is none of ours: doses that were voided or not given,
 * days on which something else than an opioid was used.
 */
#ifndef SWITCHBACK_DRAFT_DRAFT_FILTERS_H
#define SWITCHBACK_DRAFT_DRAFT_FILTERS_H

#include "base/output_file.h"
#include "draft/draft_plan.h"

/* Writes omit. or keep. of the section's rows where a column tells them; returns its header, or -1. */
int draft_filters_write(const struct plan_section *section, struct output_file *output);

#endif
