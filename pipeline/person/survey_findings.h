/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the sums of a survey mean: facts (table/facts_table.h), what page one says (rows of data_quality), and what
 * stops the run until it is mended or accepted by name ([accept], settings/accept.h).
 */
#ifndef SWITCHBACK_PERSON_SURVEY_FINDINGS_H
#define SWITCHBACK_PERSON_SURVEY_FINDINGS_H

#include "base/text_buffer.h"
#include "care/completeness_judge.h"
#include "person/recording_lag.h"
#include "person/survey.h"
#include "person/survey_delivery.h"
#include "table/facts_table.h"

struct survey_findings {
    const struct survey *survey;
    const struct ini_file *config;
    const char *tables;                                   /* directory */
    const char **site_names;                              /* as most often written (ties bytewise), by number */
    uint64_t *site_rows;                                  /* rows of patients and admissions that name it, by number */
    struct completeness_verdict *verdicts[SURVEY_TABLES]; /* by number of the site */
    struct fact_rows facts;
    struct fact_rows accepted; /* used entries of [accept]: subject its key, text its reason */
    struct fact_rows unmet;    /* entries for a site or a table that there is not: subject the key */
    struct text_buffer stops;  /* sentences, a line each; empty: nothing stops */
    size_t n_stops;
};

/* Judges everything. `lag` NULL: not measured. */
struct survey_findings survey_judge(const struct survey *survey, const struct survey_request *request,
                                    const struct survey_delivery deliveries[], size_t n_deliveries,
                                    const struct recording_lag *lag);
void survey_findings_free(struct survey_findings *findings);

/* The parts of survey_judge. */
void survey_judge_holes(struct survey_findings *findings, const struct survey_delivery deliveries[], size_t n);
void survey_judge_ends(struct survey_findings *findings, const struct survey_delivery deliveries[], size_t n);
void survey_judge_people(struct survey_findings *findings);
void survey_judge_ids(struct survey_findings *findings);
void survey_find_unmet(struct survey_findings *findings);

/* A used entry of [accept]; what stops, with the line that accepts it. */
void survey_accept(struct survey_findings *findings, const char *key, const char *reason);
void survey_stop(struct survey_findings *findings, char *words, char *line);

#endif
