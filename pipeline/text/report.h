/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The monthly report: its sections in reading order, each left out where its numbers do not exist. Every number
 * that a section prints is a shown row of the estimates table, or the sum or difference of shown ones.
 */
#ifndef SWITCHBACK_TEXT_REPORT_H
#define SWITCHBACK_TEXT_REPORT_H

#include <stdbool.h>

#include "text/document.h"
#include "text/facts.h"
#include "text/numbers.h"

struct report {
    struct numbers numbers;
    struct document *document;
    const struct facts *facts;
    const struct estimates *earlier; /* the table of the report before this one, of the same class; NULL: none */
    const char *charts;              /* directory of NAME.svg */
    const char *lists;               /* directory of people_LIST.csv; internal class only; NULL: none */
};

/* Builds the whole document. */
void report_build(struct report *report);

/* The parts of the page in its order, each with the section that it stands in: a new one is its file and a line here.
 */
#define REPORT_PARTS(PART)                                                                                             \
    PART(summary, summary)                                                                                             \
    PART(tiles, tiles)                                                                                                 \
    PART(to_do, to_do)                                                                                                 \
    PART(changes, changes)                                                                                             \
    PART(changes, renewal)                                                                                             \
    PART(safety, safety)                                                                                               \
    PART(starting, starting)                                                                                           \
    PART(staying, now)                                                                                                 \
    PART(staying, retention)                                                                                           \
    PART(leaving, leaving)                                                                                             \
    PART(after_use, seen_again)                                                                                        \
    PART(after_use, after_use)                                                                                         \
    PART(after_use, rates)                                                                                             \
    PART(coming_back, coming_back)                                                                                     \
    PART(coming_back, whereabouts)                                                                                     \
    PART(reflections, reflections)                                                                                     \
    PART(reflections, signs)                                                                                           \
    PART(reflections, plans)                                                                                           \
    PART(months, months)                                                                                               \
    PART(sites, sites)                                                                                                 \
    PART(adjusted, adjusted)                                                                                           \
    PART(for_whom, for_whom)                                                                                           \
    PART(measures, published)                                                                                          \
    PART(known, known)                                                                                                 \
    PART(data, quality)                                                                                                \
    PART(definitions, method)

#define REPORT_PART_DECLARATION(section, part) void section_##part##_add(struct report *report);
REPORT_PARTS(REPORT_PART_DECLARATION)

/* Begins a section from Safety on, unless it goes on: its heading is that of every month. One that nothing is known of
 * is that, in a line. */
void report_section(struct report *report, const char *name);

/* Of `switchback check` (text/check_page.h): rows by table, why they were set aside, how many people; with
 * show_values also what is new in the last month. */
void section_counts_add(struct report *report, bool show_values);

#endif
