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

/* The sections, in the order of the page: a new one is its file and a line here. */
#define REPORT_SECTIONS(SECTION)                                                                                       \
    SECTION(summary)                                                                                                   \
    SECTION(renewal)                                                                                                   \
    SECTION(known)                                                                                                     \
    SECTION(tiles)                                                                                                     \
    SECTION(to_do)                                                                                                     \
    SECTION(safety)                                                                                                    \
    SECTION(requests)                                                                                                  \
    SECTION(starting)                                                                                                  \
    SECTION(now)                                                                                                       \
    SECTION(retention)                                                                                                 \
    SECTION(leaving)                                                                                                   \
    SECTION(after_use)                                                                                                 \
    SECTION(seen_again)                                                                                                \
    SECTION(rates)                                                                                                     \
    SECTION(coming_back)                                                                                               \
    SECTION(whereabouts)                                                                                               \
    SECTION(reflections)                                                                                               \
    SECTION(signs)                                                                                                     \
    SECTION(plans)                                                                                                     \
    SECTION(months)                                                                                                    \
    SECTION(sites)                                                                                                     \
    SECTION(adjusted)                                                                                                  \
    SECTION(for_whom)                                                                                                  \
    SECTION(published)                                                                                                 \
    SECTION(changes)                                                                                                   \
    SECTION(quality)                                                                                                   \
    SECTION(method)

#define REPORT_SECTION_DECLARATION(name) void section_##name##_add(struct report *report);
REPORT_SECTIONS(REPORT_SECTION_DECLARATION)

/* Of `switchback check` (text/check_page.h): rows by table, why they were set aside, how many people; with
 * show_values also what is new in the last month. */
void section_counts_add(struct report *report, bool show_values);

#endif
