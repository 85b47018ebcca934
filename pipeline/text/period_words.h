/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the first screen says of a month, of three and of twelve, beside the same a year before. What of it is a change
 * is decided in text/comparison.h, and nowhere else.
 */
#ifndef SWITCHBACK_TEXT_PERIOD_WORDS_H
#define SWITCHBACK_TEXT_PERIOD_WORDS_H

#include "text/comparison.h"
#include "text/report.h"

/* "a year before", "just before": by [report] compare_with */
const char *period_words_before(const struct report *report);

/* " In October 2026, 30 people started care, which is usual."; what: of nobody ("nobody started care"), of one, of
 * more. "" where no month is told. */
const char *period_words_month(const struct report *report, const char *measure, const char *const what[3]);

/* Counts of twelve months beside those before, judged by how often per 100 months at risk: "in care", "out of care".
 * part: what those did that the rates count, where these are not all; NULL: they are. */
const char *period_words_rates(const struct report *report, const char *measure, const char *const unit[2],
                               const char *at_risk, const char *part);

/* " In three months 87 (a year before 87), in twelve 330 (331): no clear change." A period of too few people is not
 * compared. unit: of one, of more, where what is counted happens to one person several times; NULL: people. */
const char *period_words_compared(const struct report *report, const char *measure, const char *const unit[2],
                                  bool with_three);

/* "80" of 80 of 100; "none" and the like as they are. */
const char *period_words_bare(const struct report *report, double share);

/* "89 of 100 (a year before 80)" */
const char *period_words_share(const struct report *report, const struct comparison_periods *periods);

/* ": fewer"; nothing where nothing is beside it. */
const char *period_words_change(const struct report *report, const struct comparison_periods *periods);

/* The longest of twelve months, three and one that may be spoken of. Not the one that says most of a change: of three
 * periods one would soon be found that does. */
struct comparison_periods period_words_choose(const struct report *report, const char *measure);

/* " Of those who started from September 2025 to August 2026, 12 of 100 (a year before 23) left within 30 days: fewer."
 * "": too few to say. */
const char *period_words_lost(const struct report *report);

/* " In the last three of these months 7.6 (5.4): more." Where the year is told with another verdict, or none; measure:
 * a share, or a rate. "" where three months say the same, or nothing clear. */
const char *period_words_three(const struct report *report, const char *measure, const struct comparison_periods *year);

/* "in October 2026", "from August to October 2026" */
const char *period_words_in(const struct report *report, const char *period);

#endif
