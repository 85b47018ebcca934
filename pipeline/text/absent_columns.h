/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Page one: optional columns that this export, or its kind, has none of (settings/not_held.h), and what is therefore
 * not told.
 */
#ifndef SWITCHBACK_TEXT_ABSENT_COLUMNS_H
#define SWITCHBACK_TEXT_ABSENT_COLUMNS_H

#include "text/report.h"

/* An item each, where not only counted; returns how many. */
size_t absent_columns_add(struct report *report, bool only_count);

#endif
