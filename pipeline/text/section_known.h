/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Page one: what is known up to when, what in the data had to be filled in, and what was accepted by name.
 *
 * One line of text/known_lines.c is one measure of the analysis data_quality and its sentence; a row of
 * that measure in the estimates is one item on page one. In a sentence stand
 *
 *   {group} {subgroup}               the row's texts, as wording_group and wording_code write them
 *   {-group} {-subgroup}             the same with a small first letter
 *   {=group} {=subgroup} {=period}   the same as they are (names of files, keys and reasons of [accept], days)
 *   {count} {n}                      estimate and n as counts
 *   {one|many}                       the first where the estimate is 1, else the second
 */
#ifndef SWITCHBACK_TEXT_SECTION_KNOWN_H
#define SWITCHBACK_TEXT_SECTION_KNOWN_H

#include "text/report.h"

/* Under the sentences, so that the numbers stay on the first screen: how much there is to know, and where. A missing
 * file of doses, which makes the numbers wrong, is said at once. */
void section_known_announce(struct report *report);

/* Under the numbers: what they may be misread without. The rest is section_known_add's. */
void section_known_add_first(struct report *report);

/* All of it at once: of `switchback check`, and of a release what it may tell. */
void section_known_add_all(struct report *report);

/* The sentence of a row; the text lives as long as the report. */
const char *section_known_words(const struct report *report, const char *sentence, const struct estimate *row);

#endif
