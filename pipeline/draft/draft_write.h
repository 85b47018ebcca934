/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The draft as an INI file that a person reads line by line: what was found stands as a line; what was guessed has `;
 * guess` behind it, or is a comment with `= ?`; what is wanted and was not found is a comment with the nearest headers.
 *
 * Of cells only those values are written that the vocabulary knows, and those that at least eleven people have in a
 * column of at most fifty values; all with show_values.
 */
#ifndef SWITCHBACK_DRAFT_DRAFT_WRITE_H
#define SWITCHBACK_DRAFT_DRAFT_WRITE_H

#include <stdbool.h>

#include "base/output_file.h"
#include "draft/draft_plan.h"

struct draft_counts {
    long n_found, n_guessed, n_left; /* columns of ours; left: wanted, and not found */
    long n_sections, n_nobodys;      /* sections; files that are no table */
};

struct draft_counts draft_write(const struct draft_plan *plan, bool show_values, struct output_file *output);

#endif
