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
    const char *uncovered;           /* file; internal class only; NULL: none */
};

/* Builds the whole document. */
void report_build(struct report *report);

/* The sections, in order. */
void section_summary_add(struct report *report);
void section_renewal_add(struct report *report);
void section_known_add(struct report *report);
void section_tiles_add(struct report *report);
void section_retention_add(struct report *report);
void section_leaving_add(struct report *report);
void section_after_use_add(struct report *report);
void section_return_add(struct report *report);
void section_detoxification_add(struct report *report);
void section_whereabouts_add(struct report *report);
void section_reflections_add(struct report *report);
void section_months_add(struct report *report);
void section_sites_add(struct report *report);
void section_adjusted_add(struct report *report);
void section_uncovered_add(struct report *report);
void section_published_add(struct report *report);
void section_changes_add(struct report *report);
void section_quality_add(struct report *report);
void section_method_add(struct report *report);

#endif
