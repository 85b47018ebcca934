/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The raw values of one column of a section as lines: `map.reason.AMA = declined   ; 13 rows`.
 */
#ifndef SWITCHBACK_DRAFT_DRAFT_VALUES_H
#define SWITCHBACK_DRAFT_DRAFT_VALUES_H

#include <stdbool.h>

#include "base/output_file.h"
#include "draft/draft_plan.h"

/* The lines of the i-th column of the section's table; none where it has no codes, or is not there. */
void draft_values_write(const struct plan_section *section, size_t column, bool show_values,
                        struct output_file *output);

#endif
