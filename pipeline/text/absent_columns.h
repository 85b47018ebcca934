/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Page one: optional columns that this export, or its kind, has none of (settings/not_held.h), and what is therefore
 * not told; in one line those that have no sentence of their own, in one those that are there and hold nothing, and in
 * one what may be such a column under another name (ingest/unused_columns.h).
 */
#ifndef SWITCHBACK_TEXT_ABSENT_COLUMNS_H
#define SWITCHBACK_TEXT_ABSENT_COLUMNS_H

#include <stdbool.h>

#include "text/report.h"

/* An item each, where not only counted; returns how many. */
size_t absent_columns_add(struct report *report, bool only_count);

/* Is there a header that nothing uses beside a column that has nothing? */
bool absent_columns_may_be_renamed(struct report *report);

#endif
