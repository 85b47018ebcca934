/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A survey of a range of people as a table of sums (table/sums_table.h), and the survey of everybody from those of all
 * ranges, in the order of people: what survey_read of the whole would give.
 */
#ifndef SWITCHBACK_PERSON_SURVEY_SUMS_H
#define SWITCHBACK_PERSON_SURVEY_SUMS_H

#include "person/survey.h"
#include "table/shards.h"

/* path NULL or "-": standard output. */
void survey_sums_write(const struct survey *survey, const char *path);

/* Of the range's request and this one only as-of, the first day and the carried groups count, which are alike. Ends the
 * program with 65 where they are not, or a file holds no sums. */
struct survey *survey_sums_read(const struct survey_request *request, const struct shards *shards, const char *path);

#endif
