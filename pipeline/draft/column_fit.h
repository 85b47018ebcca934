/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Do the cells of a column look like those of one of ours? Points to add to those of its header (column_words.h).
 */
#ifndef SWITCHBACK_DRAFT_COLUMN_FIT_H
#define SWITCHBACK_DRAFT_COLUMN_FIT_H

#include <stdbool.h>

#include "draft/column_words.h"
#include "draft/draft_export.h"
#include "table/column_spec.h"

enum {
    COLUMN_FIT_NEVER = -200 /* whatever the header says, this is another thing */
};

int column_fit(enum input_table table, const struct column_spec *spec, const struct draft_column *column,
               bool export_has_dates);

/* The points of a column whose header says nothing of ours: its cells alone must speak. Never sure. */
int column_fit_alone(enum input_table table, const struct column_spec *spec, const struct draft_column *column);

/* Are the cells days: dates of one format, or (where the export has no dates) whole numbers? */
bool column_fit_is_date(const struct draft_column *column);
bool column_fit_is_relative(const struct draft_column *column);

/* Whole numbers of the size of a spreadsheet's days since 1900 (2000 to 2064). */
bool column_fit_is_serial(const struct draft_column *column);

/* Few values, so that they are codes and no free text. */
bool column_fit_is_coded(const struct draft_column *column);

#endif
