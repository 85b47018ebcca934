/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The findings of a survey as rows of the estimates table (analysis data_quality): text/known_lines.c has the
 * sentence of each measure.
 */
#ifndef SWITCHBACK_PERSON_SURVEY_SUMMARY_H
#define SWITCHBACK_PERSON_SURVEY_SUMMARY_H

#include "person/survey_findings.h"

/* path NULL or "-": standard output. */
void survey_summary_write(const struct survey_findings *findings, const char *path);

#endif
