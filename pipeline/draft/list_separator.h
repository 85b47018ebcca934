/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What parts the elements of a list in one cell, told from the cells. */
#ifndef SWITCHBACK_DRAFT_LIST_SEPARATOR_H
#define SWITCHBACK_DRAFT_LIST_SEPARATOR_H

#include "base/output_file.h"
#include "draft/draft_plan.h"

/* Of ; | , + / the first that stands between two words of some cell (a slash parts days, so it never parts a list of
 * them); '\0': none does. */
char list_separator_of(const struct column_profile *profile, bool is_of_days);

/* `separator.NAME = |` for each list of the section that is not parted by the mapping's own semicolon. */
void list_separator_write(const struct plan_section *section, struct output_file *output);

#endif
