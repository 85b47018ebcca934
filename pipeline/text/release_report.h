/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The release's report: fewer numbers than the internal one, each a range that holds the truth. What cannot be said
 * truly is not said, and a word stands in its place. Every number is a row of the released table.
 *
 * "Differ", "more", "fewer" stand only where ranges with chance added lie apart; else it cannot be told from protected
 * numbers. No test is shown. A program in which 55 people or fewer ever started has one page: who is in care.
 */
#ifndef SWITCHBACK_TEXT_RELEASE_REPORT_H
#define SWITCHBACK_TEXT_RELEASE_REPORT_H

#include "text/release_words.h"
#include "text/report.h"

/* report: without estimates; the document is filled. */
void release_report_build(struct report *report, const struct released_rows *rows);

/* The sections, in order. */
void release_retention_add(struct report *report, const struct release *release);
void release_leaving_add(struct report *report, const struct release *release);
void release_after_use_add(struct report *report, const struct release *release);
void release_return_add(struct report *report, const struct release *release);
void release_reflections_add(struct report *report, const struct release *release);
void release_months_add(struct report *report, const struct release *release);

#endif
