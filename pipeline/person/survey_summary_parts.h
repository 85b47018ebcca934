/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the parts of person/survey_summary share.
 */
#ifndef SWITCHBACK_PERSON_SURVEY_SUMMARY_PARTS_H
#define SWITCHBACK_PERSON_SURVEY_SUMMARY_PARTS_H

#include "person/fact_kin.h"
#include "person/survey_findings.h"
#include "table/estimates_table.h"

/* What is written, and where. */
struct summary {
    const struct survey_findings *findings;
    const struct fact_row *facts;
    struct fact_kin *kin;
    struct table_writer *writer;
    int32_t common_end[SURVEY_TABLES]; /* CALENDAR_NO_DAY: none, or it is said */
    bool has_common_end[SURVEY_TABLES];
};

struct estimate survey_summary_row(const char *measure, const char *group_by, const char *group);

/* Before the first end is written. */
void survey_summary_find_common_ends(struct summary *summary);

/* An `end` of a table at a site; a `silent` one. */
void survey_summary_write_end(struct summary *summary, size_t at);
void survey_summary_write_silence(struct summary *summary, size_t at);

/* A `table`, where its events have stopped. */
void survey_summary_write_stopped(struct summary *summary, size_t at);

#endif
